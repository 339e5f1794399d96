import type { BenchApp } from './bench-app';

/** Beside the people of the bench, so that mail goes round among fifty. */
const MORE_ORGANISATIONS = 29;
const PARTS_OF_MAIL = `n % 50 AS sender, (n % 50 + 1 + (n / 50) % 49) % 50 AS addressee`;

/**
 * Exchanges numbered from up to to, each from one organisation to another, a minute apart, all pairs alike: three of four requests, half of
 * them acknowledged, a quarter answered. As superuser with triggers off, as they would stand had they been sent one by one.
 */
export function addExchanges(app: BenchApp, from: number, to: number): Promise<void> {
  return app.superuser(async (client) => {
    await client.query(`SET session_replication_role = replica; SET work_mem = '256MB'`);
    if (from === 0) {
      await client.query(`
        WITH a AS (INSERT INTO audiences (id, kind, code, label) SELECT gen_random_uuid(), 'ORGANISATION', 'GEN-' || n, 'Office ' || n
          FROM generate_series(1, ${MORE_ORGANISATIONS}) n RETURNING key, code)
        INSERT INTO organisations (id, code, name, kind, state, audience_key)
        SELECT gen_random_uuid(), a.code, a.code, 'MEMBER_STATE', 'HT', a.key FROM a`);
    }
    const { rows } = await client.query<{ first: number }>('SELECT coalesce(max(key), 0) + 1 AS first FROM records');
    await client.query(
      `CREATE TEMPORARY TABLE mail AS
       SELECT $1::bigint + m.n - $2 AS key, m.n, s.key AS owner, s.user_key, a.key AS organisation, a.audience, a.user_key AS hand,
              now() - (interval '1 minute' * ($4::bigint - m.n)) AS at
         FROM (SELECT n, ${PARTS_OF_MAIL} FROM generate_series($2::bigint, $3::bigint - 1) n) m
         JOIN office s ON s.place = m.sender JOIN office a ON a.place = m.addressee`.replaceAll(
        'office ',
        `(SELECT o.key, o.audience_key AS audience, row_number() OVER (ORDER BY o.key) - 1 AS place, (SELECT min(key) FROM users) AS user_key
            FROM organisations o WHERE o.code <> 'LAMBI' AND o.audience_key IS NOT NULL) `,
      ),
      [Number(rows[0]!.first), from, to, to],
    );
    await client.query(FILL);
    await client.query('DROP TABLE mail');
    await client.query('VACUUM ANALYZE records, exchanges, exchange_recipients, exchange_events');
  });
}

const FILL = `
  INSERT INTO records (key, id, kind, reference, owner_id, classification, sharing, readers, created_at, created_by, updated_by) OVERRIDING SYSTEM VALUE
  SELECT key, gen_random_uuid(), 'exchange', 'GEN-EXC-' || n, owner, n % 2, 'released', ARRAY[audience], at, user_key, user_key FROM mail;
  INSERT INTO exchanges (record_key, type, subject, body, urgency, due_on)
  SELECT key, CASE WHEN n % 4 = 0 THEN 'NOTICE' ELSE 'REQUEST' END, 'Container ' || md5(n::text), repeat(md5(n::text) || ' ', 20), 'ROUTINE',
         CASE WHEN n % 4 <> 0 THEN (at + interval '30 days')::date END FROM mail;
  INSERT INTO exchange_recipients (record_key, owner_id, audience_key, sent_at) SELECT key, owner, audience, at FROM mail;
  INSERT INTO exchange_events (id, record_key, exchange_owner_id, owner_id, event, audience_key, at, by_user)
  SELECT gen_random_uuid(), key, owner, owner, 'SENT', NULL, at, user_key FROM mail
  UNION ALL SELECT gen_random_uuid(), key, owner, organisation, 'ACKNOWLEDGED', audience, at + interval '1 day', hand FROM mail WHERE n % 2 = 0
  UNION ALL SELECT gen_random_uuid(), key, owner, organisation, 'REPLIED_PARTIALLY', audience, at + interval '9 days', hand FROM mail WHERE n % 4 = 1;`;
