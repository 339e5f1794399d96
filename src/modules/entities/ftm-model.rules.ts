/**
 * FollowTheMoney 4.5.2, as its own package has it: which properties a schema has, of which type and range, and what a relation joins.
 * Invariant: what is accepted here exists in the model under the same name, and nothing the model has for a schema is left out but
 * the far sides of references (stubs, which the model derives) and references to kinds of things that are not kept here (documents).
 */
import { defaultModel, Model, type Property } from '@opensanctions/followthemoney';
import { ENTITY_SCHEMAS, type EntitySchema } from './entity.types';

export const ftmModel = new Model(defaultModel);

export interface PropertyFacts {
  /** Of the model: name, country, date, entity, identifier, ... */
  readonly type: string;
  readonly maxLength: number;
  /** Of type entity: the schema its value must be a kind of. */
  readonly range?: string;
  /** The only values there are, where the type has a closed list. */
  readonly values?: ReadonlySet<string>;
}

/** The two ends of a relation, and its verb. */
export interface Ends {
  readonly source: string;
  readonly target: string;
  readonly label: string;
  readonly directed: boolean;
}

export interface SchemaFacts {
  readonly properties: ReadonlyMap<string, PropertyFacts>;
  readonly required: readonly string[];
  readonly ends: Ends | undefined;
}

export const isA = (schema: EntitySchema, range: string): boolean => ftmModel.getSchema(schema).isA(range);

const isKept = (property: Property): boolean =>
  !property.stub &&
  (property.type.name !== 'entity' || ENTITY_SCHEMAS.some((schema) => isA(schema, property.getRange().name)));

function factsOfProperty(property: Property): PropertyFacts {
  const { type, maxLength } = property;
  return {
    type: type.name,
    maxLength,
    ...(type.name === 'entity' && { range: property.getRange().name }),
    ...(type.values.size > 0 && { values: new Set(type.values.keys()) }),
  };
}

function factsOfSchema(name: EntitySchema): SchemaFacts {
  const schema = ftmModel.getSchema(name);
  const { edge } = schema;
  return {
    properties: new Map(
      [...schema.getProperties()]
        .filter(([, property]) => isKept(property))
        .map(([prop, property]) => [prop, factsOfProperty(property)]),
    ),
    required: schema.required,
    ends: edge && {
      source: edge.source,
      target: edge.target,
      label: edge.label ?? 'linked to',
      directed: edge.directed,
    },
  };
}

const FACTS = new Map(ENTITY_SCHEMAS.map((schema) => [schema, factsOfSchema(schema)] as const));

export const schemaFacts = (schema: EntitySchema): SchemaFacts => FACTS.get(schema)!;

export const propertyFacts = (schema: EntitySchema, prop: string): PropertyFacts | undefined =>
  schemaFacts(schema).properties.get(prop);

/** Properties whose value is another entity, by schema: they are joined by key and shown only with their target. */
export const pointsElsewhere = (schema: EntitySchema, prop: string): boolean =>
  propertyFacts(schema, prop)?.type === 'entity';
