import { NAMING, MENTIONED_AS, SINGLE_VALUED } from './entity-schemas.cases';
import { ENTITY_SCHEMAS, type EntitySchema, isRelation, PARTY_SCHEMAS, RELATION_SCHEMAS } from './entity.types';
import { ftmModel, propertyFacts, schemaFacts } from './ftm-model.rules';

describe('the model', () => {
  it.each(ENTITY_SCHEMAS)(
    '%s takes every property the model has for it, but far sides and kinds not kept here',
    (name) => {
      const left = [...ftmModel.getSchema(name).getProperties().values()].filter(
        ({ name: prop, stub }) => !stub && !propertyFacts(name, prop),
      );
      expect(left.map(({ name: prop, type }) => `${prop}: ${type.name}`)).toEqual(['proof: entity']);
    },
  );

  it.each(PARTY_SCHEMAS)('%s is called by properties it has', (name) => {
    expect(NAMING[name].filter((prop) => !propertyFacts(name, prop))).toEqual([]);
  });

  it('has every property of our own tables', () => {
    const known = new Set(ENTITY_SCHEMAS.flatMap((name) => [...schemaFacts(name).properties.keys()]));
    expect([...Object.keys(MENTIONED_AS), ...SINGLE_VALUED].filter((prop) => !known.has(prop))).toEqual([]);
  });

  it.each<[EntitySchema, string, string, string]>([
    ['Ownership', 'owner', 'asset', 'owns'],
    ['Directorship', 'director', 'organization', 'directs'],
    ['Membership', 'member', 'organization', 'belongs to'],
    ['Employment', 'employee', 'employer', 'works for'],
    ['Family', 'person', 'relative', 'related to'],
    ['Associate', 'person', 'associate', 'associated with'],
    ['Representation', 'agent', 'client', 'represents'],
    ['UnknownLink', 'subject', 'object', 'linked to'],
  ])('%s joins %s and %s', (name, source, target, label) => {
    expect(schemaFacts(name).ends).toMatchObject({ source, target, label });
    expect([...schemaFacts(name).required].sort()).toEqual([source, target].sort());
  });

  it('calls a relation what has ends, and nothing else', () => {
    expect(ENTITY_SCHEMAS.filter((name) => schemaFacts(name).ends)).toEqual([...RELATION_SCHEMAS]);
    expect(ENTITY_SCHEMAS.filter(isRelation)).toEqual([...RELATION_SCHEMAS]);
  });

  it('knows the types', () => {
    expect(propertyFacts('Person', 'birthDate')).toMatchObject({ type: 'date' });
    expect(propertyFacts('Ownership', 'asset')).toMatchObject({ type: 'entity', range: 'Asset' });
    expect(propertyFacts('Person', 'constructor')).toBeUndefined();
    expect(propertyFacts('Person', 'ownershipOwner')).toBeUndefined();
  });
});
