import { isDeepStrictEqual } from 'node:util';
import { performance } from 'node:perf_hooks';
import { Client, type PoolClient } from 'pg';
import type { BenchApp } from './bench-app';
import type { Statement } from './capture';
import { type Measured, measured, quantile, round } from './report';

/** Row-level security may cost half as much again as the same predicate by hand: 1 / 1.5 as a ratio of speeds. */
const AIM = 0.667;
const ROUNDS = 400;
const WARM_UP = 50;

/** Who reads, as far as the predicate must know. */
export interface Reader {
  readonly organisationKey: number;
  readonly readers: readonly number[];
  readonly clearance: number;
}

export interface Question {
  readonly name: string;
  readonly reader: Reader;
  /** What the program sends for it: its reading statements, and the one that begins its unit of work. */
  readonly statements: readonly Pick<Statement, 'text' | 'name' | 'values'>[];
  readonly begin: string;
  /** Puts another record in the place of the captured one. */
  readonly vary: (values: readonly unknown[], round: number) => unknown[];
}

/** The policy of records, written out as somebody would who has no row-level security (migrations/support/protect-table.ts). */
const visible = ({ organisationKey, readers, clearance }: Reader): string =>
  `(SELECT * FROM records WHERE deleted_at IS NULL AND classification <= ${clearance} AND (owner_id = ${organisationKey}
     OR (sharing = 'released' AND (readers_until IS NULL OR readers_until > now()) AND readers && '{${readers.join(',')}}'::int[])))`;

/** The same statement with the predicate once for each way to a record; what hangs on a record already looked at is not asked again. */
export function byHand(text: string, reader: Reader): string {
  const rewritten = text
    .replace(
      /\b(FROM|JOIN) records( [a-z](?= ))?/g,
      (_, keyword: string, alias = ' records') => `${keyword} ${visible(reader)}${alias}`,
    )
    .replace(/\bFROM inspections i\b/, `FROM inspections i JOIN ${visible(reader)} mine ON mine.key = i.record_key`)
    .replace('p.record_key = $1', `p.record_key = $1 AND p.owner_id = ${reader.organisationKey}`);
  if (rewritten === text) throw new Error(`there is no record to look for in: ${text}`);
  return rewritten;
}

/** Both sides in turn, statement by statement, prepared on both where the program prepares it and planned each time where not; both must give the same rows. */
export async function measureRowSecurity(app: BenchApp, superuserUrl: string, question: Question): Promise<Measured> {
  const guarded = await app.pool.connect();
  const unguarded = new Client({ connectionString: superuserUrl });
  await unguarded.connect();
  try {
    await guarded.query(question.begin);
    await unguarded.query('BEGIN');
    const policies = question.statements.map(({ text, name }) => ({ text, name }));
    const manual = policies.map(({ text, name }) => ({ text: byHand(text, question.reader), name }));
    const times: { policy: number[]; hand: number[] } = { policy: [], hand: [] };
    for (let number = 0; number < ROUNDS + WARM_UP; number += 1) {
      const parameters = question.statements.map(({ values }) => question.vary(values, number));
      const policy = await timed(guarded, policies, parameters);
      const hand = await timed(unguarded, manual, parameters);
      if (!isDeepStrictEqual(policy.rows, hand.rows) || policy.rows.some((rows) => rows.length === 0))
        throw new Error(`${question.name}: the two sides see different rows, or none`);
      if (number < WARM_UP) continue;
      times.policy.push(policy.milliseconds);
      times.hand.push(hand.milliseconds);
    }
    return resultOf(question.name, times);
  } finally {
    await guarded.query('ROLLBACK');
    guarded.release();
    await unguarded.end();
  }
}

async function timed(
  client: Pick<PoolClient, 'query'> | Client,
  statements: readonly Pick<Statement, 'text' | 'name'>[],
  parameters: readonly unknown[][],
): Promise<{ milliseconds: number; rows: unknown[][] }> {
  const startedAt = performance.now();
  const rows: unknown[][] = [];
  for (const [i, { text, name }] of statements.entries())
    rows.push((await client.query({ text, values: [...parameters[i]!], ...(name !== undefined && { name }) })).rows);
  return { milliseconds: performance.now() - startedAt, rows };
}

function resultOf(name: string, { policy, hand }: { policy: number[]; hand: number[] }): Measured {
  const [ours, reference] = [quantile(policy, 0.5), quantile(hand, 0.5)];
  const cost = round(ours / reference, 2);
  const notes = [
    `row-level security costs ${cost} times the predicate by hand (aim at most 1.5); medians of ${policy.length}`,
  ];
  return measured(
    { name, ours: round(ours, 3), reference: round(reference, 3), unit: 'ms', aim: AIM, notes },
    { cost },
  );
}
