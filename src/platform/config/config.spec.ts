import { ConfigError, readConfig } from './config';

const production = {
  DATABASE_URL: 'postgres://lambi_app:p@db/lambi',
  TOKEN_SECRET: 'k8Zq3vN0rT5yUeWb1XcJd7LmHs9Pf2Ga4Ro6Ti',
  VAULT_SECRET: 'p3Zq8vN1rT6yUeWb2XcJd9LmHs0Pf4Ga5Ro7Tk',
  AUDIT_SIGNING_KEY_FILE: '/etc/lambi/key.pem',
  AUDIT_HEADS_FILE: '/mnt/worm/heads.jsonl',
};

const faultsOf = (env: NodeJS.ProcessEnv): readonly string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    return (error as ConfigError).faults;
  }
};

describe('the configuration', () => {
  it('needs nothing for the embedded demo', () => {
    expect(readConfig({})).toMatchObject({ embedded: true, PORT: 3000, HOST: '127.0.0.1' });
  });

  it('accepts a production environment', () => {
    expect(readConfig(production)).toMatchObject({ embedded: false });
  });

  it('names every fault at once', () => {
    expect(faultsOf({ DATABASE_URL: 'mysql://x', PORT: '99999', LOG_LEVEL: 'loud', TOKEN_SECRET: 'short' })).toEqual([
      'PORT must be a whole number from 0 to 65535',
      'LOG_LEVEL must be one of fatal, error, warn, info, debug, silent',
      'DATABASE_URL must be a postgres:// address with a database name',
      'TOKEN_SECRET must be at least 32 bytes',
      expect.stringContaining('VAULT_SECRET is required') as string,
      expect.stringContaining('AUDIT_SIGNING_KEY_FILE is required'),
      expect.stringContaining('AUDIT_HEADS_FILE is required'),
    ]);
  });

  it('refuses a placeholder for a secret, and one role for two jobs', () => {
    expect(faultsOf({ ...production, TOKEN_SECRET: 'please-change-me-please-change-me-please' })).toEqual([
      'TOKEN_SECRET looks like a placeholder',
    ]);
    expect(faultsOf({ ...production, MIGRATION_DATABASE_URL: production.DATABASE_URL })).toHaveLength(1);
  });

  it('takes a bucket with its key, or the role of the machine, and not half of one', () => {
    const bucket = { ...production, STORAGE_URL: 's3://evidence/lambi?endpoint=https://s3.internal:9000' };
    expect(faultsOf(bucket)).toEqual([]);
    expect(faultsOf({ ...bucket, STORAGE_ACCESS_KEY_ID: 'K1' })).toEqual([
      'STORAGE_ACCESS_KEY_ID and STORAGE_SECRET_ACCESS_KEY belong together',
    ]);
    expect(faultsOf({ ...production, STORAGE_URL: 'https://s3.internal/evidence' })).toEqual([
      expect.stringMatching(/^STORAGE_URL must be s3:/),
    ]);
  });

  it('reads secrets from files, and says when it cannot', () => {
    const { DATABASE_URL, ...rest } = production;
    expect(DATABASE_URL).toBeDefined();
    expect(faultsOf({ ...rest, DATABASE_URL_FILE: '/nowhere/at/all' })).toEqual(['DATABASE_URL_FILE cannot be read']);
  });
});
