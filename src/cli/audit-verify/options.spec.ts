import { auditOptions } from './options';
import { runAuditVerify } from './run';

const noDatabase = { embeddedUrl: () => Promise.reject(new Error('no database in a unit test')) };

describe('options of audit:verify', () => {
  it('take the database from the option, then the environment, then the embedded one', () => {
    const env = { AUDIT_DATABASE_URL: 'a', MIGRATION_DATABASE_URL: 'm', AUDIT_HEADS_FILE: 'h' };
    expect(auditOptions(['--database-url', 'o', '--json', '--records'], env).databaseUrl).toBe('o');
    expect(auditOptions([], env)).toEqual({
      databaseUrl: 'a',
      headsFile: 'h',
      keyFile: '.data/audit-public-key.pem',
      records: true,
    });
    expect(auditOptions([], { MIGRATION_DATABASE_URL: 'm' }).databaseUrl).toBe('m');
    expect(auditOptions(['--heads', 'x', '--key', 'k', '--no-records'], {})).toEqual({
      databaseUrl: null,
      headsFile: 'x',
      keyFile: 'k',
      records: false,
    });
  });

  it('answer a wrong option or a missing key with exit code 2', async () => {
    expect(await runAuditVerify(['--what'], {}, noDatabase)).toMatchObject({ exitCode: 2, output: { ok: false } });
    const missing = await runAuditVerify(['--key', '/nonexistent/key.pem'], {}, noDatabase);
    expect(missing).toMatchObject({ exitCode: 2, output: { ok: false, error: expect.stringContaining('ENOENT') } });
  });
});
