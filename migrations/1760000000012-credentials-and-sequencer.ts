import type { MigrationInterface, QueryRunner } from 'typeorm';
import { definer, ME, redefined, USER, writtenWithRecord, WRITTEN_NOW } from './support/protect-table';

const pinned = `SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp`;

/** A change of rows made before, which under FORCE their owner does not see. */
const behindTheWall = (table: string, sql: string): string =>
  `ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY; ${sql}; ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;`;

/** What places leaves and reads their hashes across all logs: the sequencer's alone, which no request can reach. */
const SEQUENCER = [
  'app.sequence_begin(int)',
  'app.sequence_nodes(int, int[], bigint[])',
  'app.sequence_store(int, bigint, bigint[], int[], bigint[], bytea[], bigint, bytea, timestamptz, text, bytea)',
  'app.newest_heads()',
];
const handOver = (from: string, to: string): string => `
  SET LOCAL ROLE lambi_audit;
  REVOKE EXECUTE ON FUNCTION ${SEQUENCER.join(', ')} FROM ${from};
  GRANT EXECUTE ON FUNCTION ${SEQUENCER.join(', ')} TO ${to};
  RESET ROLE;`;

/** Children of a record that its owner writes; with true, those the program may change afterwards. */
const CHILDREN = {
  ...{ attachments: false, identifiers: true, shipments: true, shipment_parties: false, shipment_containers: false },
  ...{ inspections: true, inspection_items: false, entities: true, statements: true, exchanges: false },
  ...{ exchange_enclosures: false, cases: true, case_members: false, case_judgements: false, exemptions: true },
  ...{ diversions: true },
};
const childrenOf = (condition: string): string => {
  const own = (table: string): string =>
    `EXISTS (SELECT 1 FROM records r WHERE r.key = ${table}.record_key AND r.owner_id = ${ME} AND ${condition})`;
  return `${Object.entries(CHILDREN)
    .map(([table, update]) => writtenWithRecord(table, { update, condition }))
    .join('\n')}
    ALTER POLICY record_private_own_record ON record_private WITH CHECK (${own('record_private')});
    ALTER POLICY record_private_update ON record_private WITH CHECK (owner_id = ${ME} AND ${own('record_private')});
    ALTER POLICY exchange_recipients_insert ON exchange_recipients WITH CHECK (owner_id = ${ME} AND ${own('exchange_recipients')});`;
};

/** Rows that matter alone, few at a time. */
const NEED_LEAF = ['exchange_events', 'manifests', 'target_decisions', 'indicator_settings', 'column_maps'];
const NEED_LEAF_ONCE_WRITTEN = ['column_map_versions', 'code_map_versions'];
/** Who may act: rows that definer functions and migrations write too, where nobody acts yet. */
const ACCESS_NEEDS_LEAF: Readonly<Record<string, string>> = {
  organisations: 'INSERT OR UPDATE',
  users: 'INSERT OR UPDATE',
  group_members: 'INSERT OR DELETE',
  api_keys: 'INSERT OR UPDATE',
  one_time_tokens: 'INSERT',
  credentials: 'INSERT OR UPDATE OF password_hash, totp_secret, totp_confirmed_at, recovery_hashes',
};
const requireLeaf = (table: string, on: string, when = ''): string => `
  CREATE CONSTRAINT TRIGGER ${table}_require_leaf AFTER ${on} ON ${table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW ${when} EXECUTE FUNCTION app.require_leaf();`;
const recordsRequireLeaf = (columns: string): string => `
  DROP TRIGGER records_require_leaf ON records;
  ${requireLeaf('records', `INSERT OR UPDATE OF ${columns}`)}`;

/** Each has a handler in the program (test/db/jobs.spec.ts compares); a new one is added by a new migration. */
const TASKS = ['records.expire_releases', 'shipments.import_manifest', 'targeting.score_bills'];
const MOST_PAYLOAD_BYTES = 8_192;
const addJob = (check: string): string => `
  CREATE OR REPLACE FUNCTION app.add_job(task text, payload json, run_at timestamptz, job_key text) RETURNS void LANGUAGE plpgsql ${pinned} AS $$
    BEGIN ${check} PERFORM graphile_worker.add_job(task, payload, run_at := run_at, job_key := job_key, max_attempts := 12); END $$;`;
const KNOWN_TASK = `
      IF NOT coalesce(task = ANY ('{${TASKS.join(',')}}'), false) OR octet_length(payload::text) > ${MOST_PAYLOAD_BYTES} THEN
        RAISE EXCEPTION 'no such job' USING ERRCODE = 'LA003';
      END IF;`;

/**
 * An administrator hands out access and must not be able to use it: a credential of somebody else is never in an administrator's hands
 * without that person, and what is done to it stands in the affected organisation's own log.
 *
 * A key that waits for its user has no hash, so no secret opens it. The policies hold what the service does: only its user gives a key
 * a hash, opens a session or writes a password, and a revoked key is never changed again.
 *
 * The role that serves requests can add leaves and no longer place them: that is the worker's, as running jobs is. And it can write
 * nothing that matters without a leaf: a record's children only together with the record, other rows by a check at commit.
 */
export class CredentialsAndSequencer1760000000012 implements MigrationInterface {
  name = 'CredentialsAndSequencer1760000000012';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE api_keys
        ALTER COLUMN hash DROP NOT NULL,
        ADD COLUMN issued_by int REFERENCES users (key),
        ADD COLUMN issued_by_name text NOT NULL DEFAULT 'not recorded',
        ADD COLUMN activated_at timestamptz;
      ALTER TABLE api_keys ALTER COLUMN issued_by_name DROP DEFAULT;
      ${behindTheWall('api_keys', 'UPDATE api_keys SET activated_at = created_at')}
      ALTER TABLE api_keys ADD CONSTRAINT api_keys_active_check CHECK ((hash IS NULL) = (activated_at IS NULL));
      GRANT UPDATE (hash, activated_at) ON api_keys TO lambi_app;
      CREATE POLICY api_keys_issued ON api_keys AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (issued_by = ${USER} AND (hash IS NULL OR user_key = ${USER}));
      CREATE POLICY api_keys_activated ON api_keys AS RESTRICTIVE FOR UPDATE TO lambi_app
        USING (revoked_at IS NULL) WITH CHECK (revoked_at IS NOT NULL OR (hash IS NOT NULL AND user_key = ${USER}));
    `);
    await q.query(`
      ALTER TABLE one_time_tokens ADD COLUMN issued_by int REFERENCES users (key), ADD COLUMN issued_by_name text;
      CREATE POLICY one_time_tokens_issued ON one_time_tokens AS RESTRICTIVE FOR INSERT TO lambi_app WITH CHECK (issued_by = ${USER});
      -- Whose link set the password in place of another one, and whose took the second factor away, until the user has made a new one.
      ALTER TABLE credentials
        ADD COLUMN password_reset_by int REFERENCES users (key),
        ADD COLUMN totp_reset_by int REFERENCES users (key),
        ADD COLUMN last_change text CHECK (last_change IN ('PASSWORD_SET', 'SECOND_FACTOR_ENROLLED', 'SECOND_FACTOR_RESET')),
        ADD COLUMN last_change_at timestamptz,
        ADD COLUMN last_change_by text,
        ADD CONSTRAINT credentials_changed_check CHECK ((last_change IS NULL) = (last_change_at IS NULL));
      GRANT UPDATE (password_reset_by, totp_reset_by, last_change, last_change_at, last_change_by) ON credentials TO lambi_app;
    `);
    for (const table of ['credentials', 'sessions', 'refresh_tokens']) {
      await q.query(`
        CREATE POLICY ${table}_by_oneself ON ${table} AS RESTRICTIVE FOR INSERT TO lambi_app WITH CHECK (user_key = ${USER});`);
    }
    await q.query(`
      CREATE POLICY credentials_changed_by_oneself ON credentials AS RESTRICTIVE FOR UPDATE TO lambi_app
        USING (user_key = ${USER}) WITH CHECK (user_key = ${USER});
    `);

    // The one leaf a transaction may put into another log than its own: an administrator's act, which that very transaction has in the
    // own log too, told under the administrator's own name and of no record's state.
    await q.query(
      definer(
        'lambi_audit',
        'app.append_leaf_for(int, uuid, bytea, bytea)',
        `
      CREATE FUNCTION app.append_leaf_for(concerned int, leaf_id uuid, leaf_salt bytea, leaf_payload bytea) RETURNS void LANGUAGE plpgsql ${pinned} AS $$
        DECLARE
          said jsonb := convert_from(leaf_payload, 'UTF8')::jsonb;
          added bigint;
        BEGIN
          IF current_setting('app.duty', true) IS DISTINCT FROM 'access' OR concerned = ${ME}
             OR NOT EXISTS (SELECT FROM audit_leaves l WHERE l.log_id = ${ME}
                  AND l.id = nullif(current_setting('app.leaf', true), '')::uuid AND l.xmin = pg_current_xact_id()::xid)
             OR NOT EXISTS (SELECT FROM organisations o WHERE o.key = concerned AND said ->> 'log' = CASE o.key WHEN 0 THEN 'system' ELSE o.id::text END)
             OR NOT EXISTS (SELECT FROM organisations o WHERE o.key = ${ME} AND said #>> '{actor,organisation}' = o.id::text)
             OR said ->> 'id' IS DISTINCT FROM leaf_id::text OR said -> 'records' IS DISTINCT FROM '[]' THEN
            RAISE EXCEPTION 'this leaf does not belong into the log of another organisation' USING ERRCODE = 'LA002';
          END IF;
          INSERT INTO audit_leaves (id, log_id, salt, payload, states, leaf_hash)
          VALUES (leaf_id, concerned, leaf_salt, leaf_payload, '', sha256('\\x00'::bytea || leaf_salt || int4send(0) || leaf_payload))
          RETURNING key INTO added;
          INSERT INTO audit_pending (leaf_key) VALUES (added);
        END $$;`,
      ),
    );
    await q.query(handOver('lambi_app', 'lambi_worker'));
    await q.query(redefined('lambi_worker', addJob(KNOWN_TASK)));
    await q.query(`
      ${childrenOf(WRITTEN_NOW)}
      ${recordsRequireLeaf('version, classification, tlp, updated_at, updated_by')}
      ${NEED_LEAF.map((table) => requireLeaf(table, 'INSERT OR UPDATE')).join('')}
      ${NEED_LEAF_ONCE_WRITTEN.map((table) => requireLeaf(table, 'INSERT')).join('')}
      ${Object.entries(ACCESS_NEEDS_LEAF)
        .map(([table, on]) => requireLeaf(table, on, `WHEN (current_user = 'lambi_app')`))
        .join('')}
    `);
  }

  /** Keys that nobody has activated hold no secret and go. */
  async down(q: QueryRunner): Promise<void> {
    const triggered = [...NEED_LEAF, ...NEED_LEAF_ONCE_WRITTEN, ...Object.keys(ACCESS_NEEDS_LEAF)];
    await q.query(`
      ${triggered.map((table) => `DROP TRIGGER ${table}_require_leaf ON ${table};`).join('\n')}
      ${recordsRequireLeaf('version')}
      ${childrenOf('true')}
    `);
    await q.query(redefined('lambi_worker', addJob('')));
    await q.query(handOver('lambi_worker', 'lambi_app'));
    await q.query(`
      DROP FUNCTION app.append_leaf_for(int, uuid, bytea, bytea);
      DROP POLICY credentials_changed_by_oneself ON credentials;
      DROP POLICY refresh_tokens_by_oneself ON refresh_tokens;
      DROP POLICY sessions_by_oneself ON sessions;
      DROP POLICY credentials_by_oneself ON credentials;
      ALTER TABLE credentials DROP CONSTRAINT credentials_changed_check, DROP COLUMN last_change_by, DROP COLUMN last_change_at,
        DROP COLUMN last_change, DROP COLUMN totp_reset_by, DROP COLUMN password_reset_by;
      DROP POLICY one_time_tokens_issued ON one_time_tokens;
      ALTER TABLE one_time_tokens DROP COLUMN issued_by_name, DROP COLUMN issued_by;
      DROP POLICY api_keys_activated ON api_keys;
      DROP POLICY api_keys_issued ON api_keys;
      REVOKE UPDATE (hash, activated_at) ON api_keys FROM lambi_app;
      ${behindTheWall('api_keys', 'DELETE FROM api_keys WHERE hash IS NULL')}
      ALTER TABLE api_keys DROP CONSTRAINT api_keys_active_check, DROP COLUMN activated_at, DROP COLUMN issued_by_name, DROP COLUMN issued_by,
        ALTER COLUMN hash SET NOT NULL;
    `);
  }
}
