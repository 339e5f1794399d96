import { parseArgs } from 'node:util';

export interface AuditOptions {
  /** Null: the embedded database. */
  readonly databaseUrl: string | null;
  readonly headsFile: string;
  readonly keyFile: string;
  readonly records: boolean;
}

const USAGE = 'audit:verify -- [--database-url URL] [--heads FILE] [--key FILE] [--no-records] [--json]';

/** @throws Error with the usage for an unknown option */
export function auditOptions(args: readonly string[], env: Readonly<Record<string, string | undefined>>): AuditOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        'database-url': { type: 'string' },
        heads: { type: 'string' },
        key: { type: 'string' },
        records: { type: 'boolean' },
        'no-records': { type: 'boolean' },
        json: { type: 'boolean' },
      },
    });
    const dataDir = env['DATA_DIR'] || '.data';
    return {
      databaseUrl: values['database-url'] || env['AUDIT_DATABASE_URL'] || env['MIGRATION_DATABASE_URL'] || null,
      headsFile: values.heads || env['AUDIT_HEADS_FILE'] || `${dataDir}/audit-heads.jsonl`,
      keyFile: values.key || `${dataDir}/audit-public-key.pem`,
      records: !values['no-records'],
    };
  } catch (error) {
    throw new Error(`${(error as Error).message}. Usage ${USAGE}`, { cause: error });
  }
}
