import { performance } from 'node:perf_hooks';
import { search, searchable, type SearchableList } from '../modules/screening/matching/list-search.rules';
import type { MatchEntity } from '../modules/screening/matching/matching.types';
import { DEFAULT_THRESHOLD } from '../modules/screening/matching/weights.cases';
import { type Answer, type CsvRow, readCsv, refused, rounded } from './match-csv';

const NAME = 'full_name';
const person = (row: CsvRow): MatchEntity => ({ schema: 'Person', names: [row[NAME] ?? ''] });

interface Found {
  readonly query: CsvRow;
  /** Names answered at or above the default threshold, best first. */
  readonly names: readonly string[];
}

function answersOf(queries: readonly CsvRow[], names: readonly string[], list: SearchableList): readonly Found[] {
  return queries.map((query) => ({ query, names: search(person(query), list).map(({ at }) => names[at]!) }));
}

/** Share of the queries with a target whose target is among the first `count` answers; null without targets. */
function recallAt(answers: readonly Found[], count: number): number | null {
  const aimed = answers.filter(({ query }) => (query['target'] ?? '') !== '');
  if (aimed.length === 0) return null;
  return rounded(
    aimed.filter(({ query, names }) => names.slice(0, count).includes(query['target']!)).length / aimed.length,
  );
}

/** Queries against a list, by names alone (column full_name; target if it is known): exit 0 with the figures, 2 with what is wrong. */
export function runMatchScreen(args: readonly string[]): Answer {
  const [listFile, queryFile] = args;
  if (args.length !== 2 || listFile === undefined || queryFile === undefined)
    return refused('usage: npm run -s match:screen -- LIST.csv QUERIES.csv');
  const [entries, queries] = [readCsv(listFile, [NAME]), readCsv(queryFile, [NAME])];
  if (typeof entries === 'string') return refused(entries);
  if (typeof queries === 'string') return refused(queries);
  const list = searchable(entries.map(person));
  const names = entries.map((row) => row[NAME] ?? '');
  const startedAt = performance.now();
  const answers = answersOf(queries, names, list);
  const elapsedMs = performance.now() - startedAt;
  const hits = answers.filter((answer) => answer.names.length > 0).length;
  return {
    exitCode: 0,
    output: {
      ok: true,
      entries: entries.length,
      queries: queries.length,
      threshold: DEFAULT_THRESHOLD,
      recallAt1: recallAt(answers, 1),
      recallAt5: recallAt(answers, 5),
      hitRate: queries.length === 0 ? 0 : rounded(hits / queries.length),
      msPerQuery: queries.length === 0 ? 0 : rounded(elapsedMs / queries.length),
    },
  };
}
