import fs from 'node:fs';
import path from 'node:path';
import type { Client } from 'pg';
import { runAuditVerify } from '../../src/cli/audit-verify/run';
import { runReceiptVerify } from '../../src/cli/receipt-verify/run';
import { asSuperuser } from '../../src/platform/database/provision';
import { expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import type { World } from '../support/world';

type Report = {
  ok: boolean;
  firstBad: { fault: string; index: number; log: string } | null;
  entries: number;
  records: number;
  warnings?: string[];
};

/** Tampering as a superuser with triggers off would do it; the verifier has the database and the heads kept outside. */
describe('the audit log', () => {
  let test: TestApp;
  let world: World;
  let inspection: { id: string; receipt: { id: string } };
  beforeAll(async () => {
    test = await startTestApp();
    world = await test.world();
    inspection = (
      await expectStatus(201, world.anna.api.post('/v1/inspections', { placeCountry: 'HT', narrative: 'as submitted' }))
    ).body;
    await expectStatus(200, world.anna.api.get(`/v1/inspections/${inspection.id}`));
    await test.sequence();
  });
  afterAll(() => test.close());

  const verify = async (heads = test.runtime.headsFile): Promise<{ exitCode: number; report: Report }> => {
    const key = path.join(test.runtime.config.DATA_DIR, 'audit-public-key.pem');
    const args = ['--database-url', test.database.owner, '--heads', heads, '--key', key];
    const { exitCode, output } = await runAuditVerify(
      args,
      {},
      { embeddedUrl: () => Promise.reject(new Error('not here')) },
    );
    return { exitCode, report: output as unknown as Report };
  };
  const behind = <T>(work: (client: Client) => Promise<T>): Promise<T> =>
    asSuperuser(test.database.superuser, async (client) => {
      await client.query(`SET session_replication_role = replica`);
      return work(client);
    });

  it('that nobody touched verifies, records and all', async () => {
    const { exitCode, report } = await verify();
    expect(report).toMatchObject({ ok: true, firstBad: null });
    expect(exitCode).toBe(0);
    expect(report.entries).toBeGreaterThan(5);
    expect(report.records).toBeGreaterThan(0);
  });

  it.each([
    [
      'an edited payload',
      `UPDATE audit_leaves SET payload = convert_to(replace(convert_from(payload, 'UTF8'), 'inspection', 'inspektion'), 'UTF8') WHERE key = $1`,
    ],
    [
      'a changed salt',
      `UPDATE audit_leaves SET salt = set_byte(salt, 0, (get_byte(salt, 0) + 1) % 256) WHERE key = $1`,
    ],
  ])('names the first bad entry after %s', async (_, tamper) => {
    const original = await behind(async (client) => {
      const { rows } = await client.query(
        `SELECT l.key, l.payload, l.salt, e.idx FROM audit_leaves l JOIN audit_entries e ON e.leaf_key = l.key WHERE convert_from(l.payload, 'UTF8') LIKE '%inspection.submitted%' ORDER BY l.key LIMIT 1`,
      );
      await client.query(tamper, [rows[0].key]);
      return rows[0] as { key: string; payload: Buffer; salt: Buffer; idx: number };
    });
    const { exitCode, report } = await verify();
    expect(exitCode).toBe(1);
    expect(report.firstBad?.index).toBe(Number(original.idx));
    await behind((client) =>
      client.query('UPDATE audit_leaves SET payload = $2, salt = $3 WHERE key = $1', [
        original.key,
        original.payload,
        original.salt,
      ]),
    );
    expect((await verify()).exitCode).toBe(0);
  });

  it('finds a record changed behind its back, an unlogged one, and a removed entry', async () => {
    await behind((client) => client.query(`UPDATE inspections SET narrative = 'as it suits somebody'`));
    expect((await verify()).exitCode).toBe(1);
    await behind((client) => client.query(`UPDATE inspections SET narrative = 'as submitted'`));
    expect((await verify()).exitCode).toBe(0);

    await behind((client) =>
      client.query(
        `INSERT INTO records (id, kind, reference, owner_id, classification, created_by, updated_by)
         SELECT gen_random_uuid(), kind, 'FORGED', owner_id, 1, created_by, updated_by FROM records LIMIT 1`,
      ),
    );
    expect((await verify()).report.firstBad?.fault).toMatch(/unlogged/i);
    await behind((client) => client.query(`DELETE FROM records WHERE reference = 'FORGED'`));
    expect((await verify()).exitCode).toBe(0);
  });

  it('shows a rewritten log by the heads outside, and would not without them', async () => {
    const outside = fs.readFileSync(test.runtime.headsFile, 'utf8');
    const cut = `${test.runtime.headsFile}.cut`;
    const lines = outside.trimEnd().split('\n');
    fs.writeFileSync(cut, `${lines.slice(0, -1).join('\n')}\n`);
    const saved = await behind(async (client) => {
      const log = (
        await client.query(
          `SELECT log_id, max(idx) AS idx FROM audit_entries GROUP BY log_id ORDER BY count(*) DESC LIMIT 1`,
        )
      ).rows[0];
      const heads = (
        await client.query('DELETE FROM audit_heads WHERE log_id = $1 AND size > $2 RETURNING *', [log.log_id, log.idx])
      ).rows;
      const entry = (
        await client.query('DELETE FROM audit_entries WHERE log_id = $1 AND idx = $2 RETURNING *', [
          log.log_id,
          log.idx,
        ])
      ).rows;
      return { log, heads, entry };
    });
    const { exitCode, report } = await verify();
    expect(exitCode).toBe(1);
    expect(report.ok).toBe(false);
    await behind(async (client) => {
      for (const head of saved.heads)
        await client.query('INSERT INTO audit_heads SELECT ($1::audit_heads).*', [rowText(head)]);
      for (const entry of saved.entry)
        await client.query('INSERT INTO audit_entries SELECT ($1::audit_entries).*', [rowText(entry)]);
    });
    expect((await verify()).exitCode).toBe(0);
  });

  it('gives receipts that verify without the system, and no more once a byte differs', async () => {
    const { body } = await expectStatus(200, world.anna.api.get(`/v1/receipts/${inspection.receipt.id}`));
    const file = path.join(test.runtime.config.DATA_DIR, 'receipt.json');
    const key = path.join(test.runtime.config.DATA_DIR, 'audit-public-key.pem');
    fs.writeFileSync(file, JSON.stringify(body));
    expect(await runReceiptVerify([file, '--key', key, '--heads', test.runtime.headsFile])).toMatchObject({
      exitCode: 0,
      output: { ok: true, sequenced: true },
    });
    fs.writeFileSync(file, JSON.stringify({ ...body, acceptedAt: '2020-01-01T00:00:00.000Z' }));
    expect(await runReceiptVerify([file, '--key', key])).toMatchObject({ exitCode: 1 });
    await expectStatus(404, world.diego.api.get(`/v1/receipts/${inspection.receipt.id}`));
  });

  it('cannot be written or changed by the program itself', async () => {
    await asSuperuser(test.database.app, async (client) => {
      for (const sql of [
        `INSERT INTO audit_leaves (id, log_id, salt, payload, states, leaf_hash) VALUES (gen_random_uuid(), 0, '\\x00', '\\x00', '', '\\x00')`,
        `UPDATE audit_leaves SET payload = ''`,
        `DELETE FROM audit_entries`,
        `UPDATE records SET readers = '{1}'`,
        `DELETE FROM records`,
        `TRUNCATE inspections`,
        `SELECT * FROM app.sequence_begin(1)`,
        `SELECT app.sequence_store(1, 0, '{}', '{}', '{}', '{}', 1, '', now(), '', '')`,
        `SELECT * FROM app.newest_heads()`,
      ]) {
        await expect(client.query(sql)).rejects.toThrow(/permission denied/);
      }
      expect((await client.query('SELECT count(*) FROM records')).rows[0].count).toBe(0);
    });
  });

  it('lets nothing happen when it cannot be written', async () => {
    await asSuperuser(test.database.superuser, (client) =>
      client.query('REVOKE INSERT ON audit_leaves FROM lambi_audit'),
    );
    const before = await behind(async (client) =>
      Number((await client.query('SELECT count(*) FROM records')).rows[0].count),
    );
    const refused = await world.anna.api.post('/v1/inspections', { placeCountry: 'HT' });
    expect(refused.status).toBe(503);
    const unread = await world.anna.api.get(`/v1/inspections/${inspection.id}`);
    expect(unread.status).toBe(503);
    expect(unread.text).not.toContain('as submitted');
    expect(
      await behind(async (client) => Number((await client.query('SELECT count(*) FROM records')).rows[0].count)),
    ).toBe(before);
    await asSuperuser(test.database.superuser, (client) => client.query('GRANT INSERT ON audit_leaves TO lambi_audit'));
    await expectStatus(200, world.anna.api.get(`/v1/inspections/${inspection.id}`));
  });
});

/** A row as PostgreSQL's own record text. */
function rowText(row: Record<string, unknown>): string {
  const field = (value: unknown): string => {
    if (value === null) return '';
    if (Buffer.isBuffer(value)) return `"\\\\x${value.toString('hex')}"`;
    return `"${value instanceof Date ? value.toISOString() : (value as string)}"`;
  };
  return `(${Object.values(row).map(field).join(',')})`;
}
