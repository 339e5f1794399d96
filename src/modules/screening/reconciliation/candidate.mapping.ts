import { DEFAULT_THRESHOLD } from '../matching/weights.cases';
import type { Comparison, QueryAnswer } from '../searching/screening-answer.types';
import { RECONCILIATION_TYPES } from './reconciliation-properties.cases';
import type { Candidate, NamedId } from './reconciliation.types';

/** By how much the only hit must be better than what came next, 0 to 1. */
const CLEAR_MARGIN = 0.1;
/** Below this a name is another name. */
const LEAST_SHOWN = 0.5;

const NAME_OF = new Map<string, string>(RECONCILIATION_TYPES.map(({ id, name }) => [id, name]));

/** The candidates of a query, best first: hits, then what is worth a look. `match` says that a program may take it without asking. */
export function candidatesOf({ hits, more, nearMisses }: QueryAnswer, limit: number): Candidate[] {
  const shown = [...hits, ...nearMisses.filter(({ result }) => result.score >= LEAST_SHOWN)];
  const [best, next] = [...hits, ...nearMisses];
  const isOnly =
    hits.length + more === 1 &&
    best!.result.score >= DEFAULT_THRESHOLD &&
    best!.result.score - (next?.result.score ?? 0) >= CLEAR_MARGIN;
  return shown.slice(0, limit).map((comparison, at) => candidateOf(comparison, isOnly && at === 0));
}

function candidateOf({ met, result }: Comparison, match: boolean): Candidate {
  const points = new Map<string, number>();
  for (const { name, points: each } of result.features) points.set(name, (points.get(name) ?? 0) + each);
  return {
    ...identityOf(met),
    score: Math.round(result.score * 1000) / 10,
    match,
    features: [...points].map(([id, value]) => ({ id, value })),
  };
}

/** The same identifier for the same thing from any link, so that a spreadsheet stays comparable with itself. */
export const idOfEntry = (entryId: string): string => `entry:${entryId}`;
export const idOfRecord = (recordId: string, pointer: string): string => `record:${recordId}${pointer}`;

export function identityOf(met: Comparison['met']): NamedId & Pick<Candidate, 'description' | 'type'> {
  if ('entry' in met) {
    const { list, entry } = met;
    const parts = [`${list.code} version ${list.live_number}`, entry.reference ?? entry.source_id, entry.list_type];
    return {
      id: idOfEntry(entry.entry_id),
      name: entry.caption,
      description: parts.filter((part) => part !== null).join(', '),
      type: [typeOf(entry.schema)],
    };
  }
  const { record, pointer, caption, schema } = met;
  return {
    id: idOfRecord(record.id, pointer),
    name: caption,
    description: `${record.kind} ${record.reference}${pointer}`,
    type: [typeOf(schema)],
  };
}

const typeOf = (schema: string): NamedId => ({ id: schema, name: NAME_OF.get(schema) ?? schema });
