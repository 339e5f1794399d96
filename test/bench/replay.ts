import type { Pool, PoolClient, QueryResult } from 'pg';
import { freshToken } from './submission';
import type { Fresh, TemplateStatement } from './template';

type Rows = readonly Record<string, unknown>[];

/** Statements that share one borrowed connection: a unit of work from BEGIN to COMMIT, or a statement alone. */
function borrowings(template: readonly TemplateStatement[]): number[][] {
  const groups: number[][] = [];
  let open: number[] | undefined;
  for (const [index, { text }] of template.entries()) {
    if (!open) groups.push((open = []));
    open.push(index);
    const inUnit = template[open[0]!]!.text.startsWith('BEGIN');
    if (!inUnit || text === 'COMMIT') open = undefined;
  }
  return groups;
}

/**
 * One piece of work again by raw pg: the same statements in the same order over the same protocol, each sent as soon as those are
 * answered that were answered when the program sent it. Fails if the commit does not say COMMIT.
 */
export function replayer(
  template: readonly TemplateStatement[],
): (pool: Pool, given?: Map<string, string>) => Promise<void> {
  const groups = borrowings(template);
  return async (pool, given) => {
    const fresh: Fresh = { ids: new Map(given), token: freshToken(), rows: [] };
    const answers: Promise<Rows>[] = [];
    for (const group of groups) {
      const client = await pool.connect();
      try {
        await sendGroup(client, template, group, fresh, answers);
      } catch (error) {
        client.release(error as Error);
        throw error;
      }
      client.release();
    }
  };
}

async function sendGroup(
  client: PoolClient,
  template: readonly TemplateStatement[],
  group: readonly number[],
  fresh: Fresh,
  answers: Promise<Rows>[],
): Promise<void> {
  for (const index of group) {
    const { text, name, values, after } = template[index]!;
    for (const earlier of after) fresh.rows[earlier] ??= await answers[earlier]!;
    const parameters = values.map((make) => make(fresh));
    const sent: Promise<QueryResult<Record<string, unknown>>> = client.query(
      parameters.length > 0 ? { text, values: parameters, ...(name !== undefined && { name }) } : { text },
    );
    answers[index] = sent.then((result) => {
      if (text === 'COMMIT' && result.command !== 'COMMIT') throw new Error('a replayed transaction was not committed');
      return result.rows ?? [];
    });
    answers[index].catch(() => undefined); // awaited below; here only so that an early failure is not "unhandled"
  }
  for (const index of group) await answers[index];
}
