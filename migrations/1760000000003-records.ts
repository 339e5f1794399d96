import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  CLEARANCE,
  definer,
  forced,
  ME,
  ownerOnly,
  READERS,
  spineChild,
  USER,
  VISIBLE_RECORD,
} from './support/protect-table';

/**
 * The spine: one row for every casework record, so that sharing, recall, versions and links are written once.
 *
 * `readers` says who sees a released record. It is derived from `releases` by one function and nothing else may write it
 * (no UPDATE grant): a private record with a left-over group stays private, because the policy asks for
 * sharing = 'released' first. Unique and foreign keys ignore row-level security, so every unique key over values a person
 * chooses contains owner_id; `id` is made by the server and therefore tells nothing.
 */
export class Records1760000000003 implements MigrationInterface {
  name = 'Records1760000000003';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE records (
        key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        id uuid NOT NULL,
        client_ref uuid,
        kind text NOT NULL CHECK (kind IN ('entity', 'shipment', 'inspection', 'exchange', 'incident', 'case')),
        reference text NOT NULL,
        owner_id int NOT NULL REFERENCES organisations (key),
        classification smallint NOT NULL REFERENCES classifications (level),
        tlp text CHECK (tlp IN ('RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR')),
        sharing text NOT NULL DEFAULT 'private' CHECK (sharing IN ('private', 'released')),
        readers int[] NOT NULL DEFAULT '{}',
        readers_until timestamptz,
        version int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        created_by int NOT NULL REFERENCES users (key),
        updated_at timestamptz NOT NULL DEFAULT now(),
        updated_by int NOT NULL REFERENCES users (key),
        deleted_at timestamptz,
        CONSTRAINT records_id_unique UNIQUE (id),
        CONSTRAINT records_client_ref_unique UNIQUE (owner_id, client_ref),
        CONSTRAINT records_reference_unique UNIQUE (owner_id, reference));
      CREATE INDEX records_mine ON records (owner_id, kind, created_at DESC, id DESC);
      CREATE INDEX records_newest ON records (kind, created_at DESC, id DESC);
      CREATE INDEX records_expiring ON records (readers_until) WHERE readers_until IS NOT NULL;
      ${forced('records')}
      GRANT SELECT, INSERT ON records TO lambi_app;
      GRANT UPDATE (classification, tlp, version, updated_at, updated_by) ON records TO lambi_app;
      CREATE POLICY records_select ON records FOR SELECT TO lambi_app USING (${VISIBLE_RECORD});
      CREATE POLICY records_insert ON records FOR INSERT TO lambi_app WITH CHECK (
        owner_id = ${ME} AND created_by = ${USER} AND updated_by = ${USER} AND classification <= ${CLEARANCE}
        AND sharing = 'private' AND readers = '{}' AND readers_until IS NULL AND version = 1 AND deleted_at IS NULL);
      CREATE POLICY records_update ON records FOR UPDATE TO lambi_app
        USING (owner_id = ${ME} AND classification <= ${CLEARANCE} AND deleted_at IS NULL)
        WITH CHECK (owner_id = ${ME} AND classification <= ${CLEARANCE} AND updated_by = ${USER});

      CREATE TABLE reference_counters (
        owner_id int NOT NULL REFERENCES organisations (key),
        series text NOT NULL,
        year smallint NOT NULL,
        last int NOT NULL,
        PRIMARY KEY (owner_id, series, year));
      ${ownerOnly('reference_counters', { update: ['last'] })}

      CREATE TABLE record_private (
        record_key bigint PRIMARY KEY REFERENCES records (key),
        owner_id int NOT NULL,
        fields jsonb NOT NULL);
      ${ownerOnly('record_private', { update: ['fields'] })}
      CREATE POLICY record_private_own_record ON record_private AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (EXISTS (SELECT 1 FROM records r WHERE r.key = record_private.record_key AND r.owner_id = ${ME}));

      CREATE TABLE record_versions (
        record_key bigint NOT NULL REFERENCES records (key),
        owner_id int NOT NULL,
        version int NOT NULL,
        state jsonb NOT NULL,
        replaced_at timestamptz NOT NULL DEFAULT now(),
        replaced_by int NOT NULL,
        PRIMARY KEY (record_key, version));
      ${forced('record_versions')}
      GRANT SELECT ON record_versions TO lambi_app;
      CREATE POLICY record_versions_select ON record_versions FOR SELECT TO lambi_app USING (owner_id = ${ME}
        AND EXISTS (SELECT 1 FROM records r WHERE r.key = record_versions.record_key));
      GRANT SELECT, INSERT ON record_versions TO lambi_audit;
      CREATE POLICY record_versions_audit ON record_versions TO lambi_audit USING (true) WITH CHECK (true);

      CREATE TABLE releases (
        id uuid PRIMARY KEY,
        record_key bigint NOT NULL REFERENCES records (key),
        owner_id int NOT NULL,
        audience_key int NOT NULL REFERENCES audiences (key),
        may_forward boolean NOT NULL DEFAULT false,
        purpose text NOT NULL,
        released_by int NOT NULL REFERENCES users (key),
        released_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz,
        revoked_at timestamptz,
        revoked_by int REFERENCES users (key),
        revoked_because text);
      CREATE INDEX releases_by_record ON releases (record_key);
      ${forced('releases')}
      GRANT SELECT, INSERT ON releases TO lambi_app;
      GRANT UPDATE (revoked_at, revoked_by, revoked_because) ON releases TO lambi_app;
      CREATE POLICY releases_select ON releases FOR SELECT TO lambi_app USING (
        EXISTS (SELECT 1 FROM records r WHERE r.key = releases.record_key)
        AND (owner_id = ${ME} OR (revoked_at IS NULL AND audience_key = ANY ((${READERS})::int[]))));
      CREATE POLICY releases_insert ON releases FOR INSERT TO lambi_app WITH CHECK (
        owner_id = ${ME} AND released_by = ${USER} AND revoked_at IS NULL
        AND EXISTS (SELECT 1 FROM records r WHERE r.key = releases.record_key AND r.owner_id = ${ME}));
      CREATE POLICY releases_update ON releases FOR UPDATE TO lambi_app
        USING (owner_id = ${ME} AND revoked_at IS NULL) WITH CHECK (owner_id = ${ME} AND revoked_at IS NOT NULL AND revoked_by = ${USER});
      GRANT SELECT ON releases TO lambi_audit, lambi_jobs;
      CREATE POLICY releases_audit ON releases FOR SELECT TO lambi_audit USING (true);
      CREATE POLICY releases_jobs ON releases FOR SELECT TO lambi_jobs USING (true);

      CREATE TABLE attachments (
        id uuid PRIMARY KEY,
        record_key bigint NOT NULL REFERENCES records (key),
        seq int NOT NULL,
        file_name text NOT NULL,
        declared_type text NOT NULL,
        media_type text NOT NULL,
        size bigint NOT NULL,
        sha256 bytea NOT NULL,
        storage_key text NOT NULL,
        description text,
        created_at timestamptz NOT NULL DEFAULT now(),
        created_by int NOT NULL REFERENCES users (key),
        CONSTRAINT attachments_seq_unique UNIQUE (record_key, seq));
      ${spineChild('attachments')}

      CREATE TABLE idempotency_keys (
        owner_id int NOT NULL,
        user_key int NOT NULL,
        key text NOT NULL,
        route text NOT NULL,
        request_hash bytea NOT NULL,
        resource_id uuid NOT NULL,
        receipt_id uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (owner_id, user_key, key));
      ${forced('idempotency_keys')}
      GRANT SELECT, INSERT ON idempotency_keys TO lambi_app;
      CREATE POLICY idempotency_keys_select ON idempotency_keys FOR SELECT TO lambi_app USING (owner_id = ${ME} AND user_key = ${USER});
      CREATE POLICY idempotency_keys_insert ON idempotency_keys FOR INSERT TO lambi_app WITH CHECK (owner_id = ${ME} AND user_key = ${USER});

      GRANT SELECT ON records TO lambi_audit, lambi_search, lambi_jobs;
      GRANT UPDATE (sharing, readers, readers_until) ON records TO lambi_jobs;
      CREATE POLICY records_audit ON records FOR SELECT TO lambi_audit USING (true);
      CREATE POLICY records_search ON records FOR SELECT TO lambi_search USING (true);
      CREATE POLICY records_jobs ON records TO lambi_jobs USING (true) WITH CHECK (true);
    `);

    const pinned = `SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp`;
    // The one writer of sharing, readers and readers_until. It runs after each change of a release and at each expiry;
    // between an expiry and this function the policy's own readers_until test keeps everybody but the owner out.
    await q.query(
      definer(
        'lambi_jobs',
        'app.derive_readers(bigint)',
        `
      CREATE FUNCTION app.derive_readers(target bigint) RETURNS void LANGUAGE sql ${pinned} AS $$
        UPDATE records r SET
          sharing = CASE WHEN live.audiences IS NULL THEN 'private' ELSE 'released' END,
          readers = coalesce(live.audiences, '{}'),
          readers_until = live.until
        FROM (SELECT array_agg(DISTINCT audience_key) AS audiences, min(expires_at) AS until FROM releases
               WHERE record_key = target AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())) live
        WHERE r.key = target $$;`,
        ['lambi_jobs'],
      ),
    );
    await q.query(
      definer(
        'lambi_jobs',
        'app.releases_changed()',
        `
      CREATE FUNCTION app.releases_changed() RETURNS trigger LANGUAGE plpgsql ${pinned} AS $$
        BEGIN PERFORM app.derive_readers(NEW.record_key); RETURN NULL; END $$;`,
        ['lambi_owner'],
      ),
    );
    await q.query(
      definer(
        'lambi_jobs',
        'app.expire_releases()',
        `
      CREATE FUNCTION app.expire_releases() RETURNS bigint LANGUAGE sql ${pinned} AS $$
        SELECT count(app.derive_readers(r.key)) FROM (SELECT key FROM records WHERE readers_until <= now() ORDER BY key FOR UPDATE) r $$;`,
      ),
    );
    await q.query(
      `CREATE TRIGGER releases_changed AFTER INSERT OR UPDATE ON releases FOR EACH ROW EXECUTE FUNCTION app.releases_changed()`,
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP TABLE idempotency_keys, attachments, releases, record_versions, record_private, reference_counters, records;
      DROP FUNCTION app.expire_releases(), app.releases_changed(), app.derive_readers(bigint);
    `);
  }
}
