/** What an entity is called, of the statements that one reader sees and that stand: nobody else's, so that no name shows that is hidden. */
import { NAMING, RELATION_WORDS } from './entity-schemas.cases';
import { type EntitySchema, isRelation, type KeptStatement, type Statement } from './entity.types';
import { schemaFacts } from './ftm-model.rules';

/** Every property a caption may come from. */
export const CAPTION_PROPERTIES: readonly string[] = [...new Set([...Object.values(NAMING).flat(), ...RELATION_WORDS])];

/** Reliability first, then credibility; what nobody graded comes after what was judged fair and before what was judged bad. */
const grade = ({ reliability, credibility }: Statement): number =>
  (reliability ? 'ABC-DEF'.indexOf(reliability) : 3) * 10 + (credibility ?? 3.5);

/** The best value: the best graded, then the one most sources use, then the first. */
function bestOf(prop: string, statements: readonly KeptStatement[]): string | undefined {
  const said = statements.filter((statement) => statement.prop === prop);
  const uses = (value: string): number => said.filter((one) => one.value === value).length;
  const [best] = [...said].sort((a, b) => grade(a) - grade(b) || uses(b.value) - uses(a.value) || a.seq - b.seq);
  return best?.value;
}

/**
 * The best name by the schema's naming properties in order, or else the schema. A relation is its ends and its verb:
 * "Jean Pierre belongs to Viv Ansanm (treasurer)".
 *
 * @param nameOf caption of the entity with this id, where the value of an end is one
 */
export function captionOf(
  schema: EntitySchema,
  statements: readonly KeptStatement[],
  nameOf: (id: string) => string | undefined = () => undefined,
): string {
  if (!isRelation(schema)) {
    for (const prop of NAMING[schema]) {
      const best = bestOf(prop, statements);
      if (best !== undefined) return best;
    }
    return schema;
  }
  const { source, target, label } = schemaFacts(schema).ends!;
  const end = (prop: string): string => {
    const id = bestOf(prop, statements);
    return (id !== undefined && nameOf(id)) || '?';
  };
  const word = RELATION_WORDS.map((prop) => bestOf(prop, statements)).find((value) => value !== undefined);
  return `${end(source)} ${label} ${end(target)}${word === undefined ? '' : ` (${word})`}`;
}
