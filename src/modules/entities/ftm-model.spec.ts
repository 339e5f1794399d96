import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { NAMING, PROPERTIES } from './entity-schemas.cases';
import { ENTITY_SCHEMAS } from './entity.types';

interface Model {
  schemata: Record<string, { extends: string[]; properties: Record<string, { type: string }> }>;
}

const file = join(
  process.env.LAMBI_SHARED_DATA ?? resolve(__dirname, '../../../../shared/data'),
  'ftm/defaultModel_4.5.2.json',
);
const whereThere = existsSync(file) ? describe : describe.skip;

whereThere('the table of schemata against FollowTheMoney 4.5.2', () => {
  const { schemata } = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Model) : { schemata: {} };

  const typeOf = (schema: string, prop: string): string | undefined => {
    const model = schemata[schema];
    const own = model?.properties[prop]?.type;
    return own ?? model?.extends.map((parent) => typeOf(parent, prop)).find((type) => type !== undefined);
  };

  it.each(ENTITY_SCHEMAS)('every property of %s exists there, with its type', (schema) => {
    expect(schemata[schema]).toBeDefined();
    const theirs = Object.fromEntries(Object.keys(PROPERTIES[schema]).map((prop) => [prop, typeOf(schema, prop)]));
    expect(theirs).toEqual(PROPERTIES[schema]);
  });

  it.each(ENTITY_SCHEMAS)('%s is called by properties it has', (schema) => {
    expect(Object.keys(PROPERTIES[schema])).toEqual(expect.arrayContaining([...NAMING[schema]]));
  });
});
