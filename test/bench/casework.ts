import type { BenchApp } from './bench-app';
import type { Reader } from './row-security';
import type { Person } from './world';

const SAMPLE = 500;

/** Ids of some of a State's own inspections. */
export const ownInspections = (app: BenchApp, { organisationId }: Person): Promise<string[]> =>
  ids(app, `r.owner_id = (SELECT key FROM organisations WHERE id = $1)`, [organisationId]);

/** Ids of some inspections released to the Panel. */
export const releasedInspections = (app: BenchApp): Promise<string[]> => ids(app, `r.sharing = 'released'`, []);

function ids(app: BenchApp, where: string, values: unknown[]): Promise<string[]> {
  return app.superuser(async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `SELECT r.id FROM records r WHERE r.kind = 'inspection' AND r.reference LIKE 'GEN-%' AND ${where} ORDER BY md5(r.id::text) LIMIT ${SAMPLE}`,
      values,
    );
    if (rows.length < 2) throw new Error('the generated casework holds nothing to read');
    return rows.map(({ id }) => id);
  });
}

/** What the predicate must know of a person, from the database's own answer. */
export function contextOf(app: BenchApp, { organisationId }: Person): Promise<Reader> {
  return app.superuser(async (client) => {
    const { rows } = await client.query<{ organisation_key: number; readers: number[]; clearance: number }>(
      `SELECT a.organisation_key, a.readers, a.clearance FROM users u JOIN organisations o ON o.key = u.organisation_key,
              app.auth_by_user(u.key) a WHERE o.id = $1`,
      [organisationId],
    );
    const [row] = rows;
    return { organisationKey: row!.organisation_key, readers: row!.readers, clearance: row!.clearance };
  });
}
