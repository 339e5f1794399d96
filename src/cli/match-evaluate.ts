import { match } from '../modules/screening/matching/match.rules';
import type { MatchSchema } from '../modules/screening/matching/matching.types';
import { DEFAULT_THRESHOLD } from '../modules/screening/matching/weights.cases';
import { type Answer, type CsvRow, readCsv, refused, rounded } from './match-csv';

interface Scored {
  readonly score: number;
  readonly isMatch: boolean;
}

interface Quality {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

const SCHEMAS: readonly string[] = [
  'Person',
  'Organization',
  'Company',
  'PublicBody',
  'LegalEntity',
  'Vessel',
  'Airplane',
  'Vehicle',
] satisfies readonly MatchSchema[];

function scored(row: CsvRow): Scored {
  const schema = (SCHEMAS.includes(row['schema'] ?? '') ? row['schema'] : 'LegalEntity') as MatchSchema;
  const { score } = match({ schema, names: [row['name1'] ?? ''] }, { schema, names: [row['name2'] ?? ''] });
  return { score, isMatch: /^(true|1|yes)$/i.test(row['is_match'] ?? '') };
}

export function qualityAt(pairs: readonly Scored[], threshold: number): Quality {
  const said = pairs.filter(({ score }) => score >= threshold && score > 0);
  const right = said.filter(({ isMatch }) => isMatch).length;
  const all = pairs.filter(({ isMatch }) => isMatch).length;
  const precision = said.length === 0 ? 0 : right / said.length;
  const recall = all === 0 ? 0 : right / all;
  const f1 = said.length + all === 0 ? 0 : (2 * right) / (said.length + all);
  return { precision: rounded(precision), recall: rounded(recall), f1: rounded(f1) };
}

function bestThreshold(pairs: readonly Scored[]): number {
  let best = DEFAULT_THRESHOLD;
  for (let step = 1; step <= 200; step++)
    if (qualityAt(pairs, step / 200).f1 > qualityAt(pairs, best).f1) best = step / 200;
  return best;
}

/** Quality of the matcher on labelled pairs (columns schema, name1, name2, is_match): exit 0 with the figures, 2 with what is wrong. */
export function runMatchEvaluate(args: readonly string[]): Answer {
  const file = args[0];
  if (args.length !== 1 || file === undefined) return refused('usage: npm run -s match:evaluate -- FILE.csv');
  const rows = readCsv(file, ['schema', 'name1', 'name2', 'is_match']);
  if (typeof rows === 'string') return refused(rows);
  const pairs = rows.map(scored);
  const best = bestThreshold(pairs);
  return {
    exitCode: 0,
    output: {
      ok: true,
      pairs: pairs.length,
      threshold: DEFAULT_THRESHOLD,
      ...qualityAt(pairs, DEFAULT_THRESHOLD),
      bestThreshold: best,
      bestF1: qualityAt(pairs, best).f1,
    },
  };
}
