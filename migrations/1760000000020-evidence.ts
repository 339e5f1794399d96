import type { MigrationInterface, QueryRunner } from 'typeorm';
import { definer, ME, ownerOnly, redefined, spineChild, USER } from './support/protect-table';
import { CHAINED_ATTACHMENTS, LISTED_ATTACHMENTS } from './support/record-state';

const pinned = `SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp`;
const TASKS = ['records.end_upload', 'records.make_thumbnails', 'records.sweep_storage'];

/**
 * Evidence in full: uploads that arrive in parts, thumbnails as derived copies, and records with ten thousand photos.
 *
 * The state of a record was the list of all its attachments, built three times for each one that was added and kept once more as a
 * version: ten thousand photos would have cost 30 GB. An attachment never changes, so each row holds instead the hash of itself and of
 * the row before (`chain`), and the state says the last one. Nothing is weaker for it: audit:verify recomputes every link. What an
 * attachment's hash covers is its row without nulls, so a column added later must be null for the rows of before.
 *
 * An upload's row says what was announced, never how far it is: that is what lies in the store, so that a killed process cannot make the
 * two differ. Its id becomes the attachment's id and its receipt was chosen with it: finishing twice makes one attachment.
 *
 * Thumbnails are derived and change nothing: they need no version of the record, and no leaf but their unit's own.
 */
export class Evidence1760000000020 implements MigrationInterface {
  name = 'Evidence1760000000020';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE attachments ADD COLUMN receipt_id uuid, ADD COLUMN chain bytea;
      CREATE INDEX attachments_unchained ON attachments (record_key, seq) WHERE chain IS NULL;

      -- As the writer: the record is locked by whoever adds to it, so the row before is the last one.
      CREATE FUNCTION app.chain_attachment() RETURNS trigger LANGUAGE plpgsql
      SET search_path = pg_catalog, public, pg_temp SET timezone = 'UTC' SET bytea_output = 'hex' AS $$
        DECLARE
          last_seq int;
          last_chain bytea;
        BEGIN
          SELECT t.seq, t.chain INTO last_seq, last_chain FROM attachments t WHERE t.record_key = NEW.record_key ORDER BY t.seq DESC LIMIT 1;
          NEW.seq := coalesce(last_seq + 1, 0);
          NEW.chain := NULL;
          NEW.chain := sha256(coalesce(last_chain, ''::bytea) || sha256(convert_to(jsonb_strip_nulls(to_jsonb(NEW))::text, 'UTF8')));
          RETURN NEW;
        END $$;
      CREATE TRIGGER attachments_chain BEFORE INSERT ON attachments FOR EACH ROW EXECUTE FUNCTION app.chain_attachment();
    `);
    await this.state(q, LISTED_ATTACHMENTS, CHAINED_ATTACHMENTS);
    await this.uploads(q);
    await this.derived(q);
    await q.query(`INSERT INTO job_tasks VALUES ${TASKS.map((task) => `('${task}')`).join(', ')}`);
  }

  private async uploads(q: QueryRunner): Promise<void> {
    const seesRecord = 'EXISTS (SELECT 1 FROM records r WHERE r.key = uploads.record_key)';
    await q.query(`
      CREATE TABLE uploads (
        id uuid PRIMARY KEY,
        owner_id int NOT NULL REFERENCES organisations (key),
        record_key bigint NOT NULL REFERENCES records (key),
        file_name text NOT NULL,
        declared_type text NOT NULL,
        description text,
        size bigint NOT NULL CHECK (size > 0),
        sha256 bytea CHECK (length(sha256) = 32),
        receipt_id uuid NOT NULL,
        created_by int NOT NULL REFERENCES users (key),
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        ended_at timestamptz,
        ended_as text CHECK (ended_as IN ('STORED', 'REFUSED', 'TERMINATED', 'EXPIRED')),
        CONSTRAINT uploads_ended_check CHECK ((ended_at IS NULL) = (ended_as IS NULL)));
      CREATE INDEX uploads_open ON uploads (owner_id) WHERE ended_at IS NULL;
      ${ownerOnly('uploads', { update: ['ended_at', 'ended_as'] })}
      CREATE POLICY uploads_sees_record ON uploads AS RESTRICTIVE FOR SELECT TO lambi_app USING (${seesRecord});
      CREATE POLICY uploads_own_record ON uploads AS RESTRICTIVE FOR INSERT TO lambi_app WITH CHECK (created_by = ${USER}
        AND ended_at IS NULL AND EXISTS (SELECT 1 FROM records r WHERE r.key = uploads.record_key AND r.owner_id = ${ME}));
      CREATE POLICY uploads_end_once ON uploads AS RESTRICTIVE FOR UPDATE TO lambi_app USING (ended_at IS NULL) WITH CHECK (ended_at IS NOT NULL);
      CREATE CONSTRAINT TRIGGER uploads_require_leaf AFTER INSERT OR UPDATE ON uploads
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_leaf();
    `);
  }

  private async derived(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE derived_copies (
        record_key bigint NOT NULL REFERENCES records (key),
        attachment_id uuid NOT NULL REFERENCES attachments (id),
        media_type text,
        width int,
        height int,
        size bigint,
        sha256 bytea,
        storage_key text,
        made_with text NOT NULL,
        fault text,
        made_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (record_key, attachment_id),
        CONSTRAINT derived_copies_made_check CHECK ((fault IS NULL) = (storage_key IS NOT NULL)
          AND (storage_key IS NULL) = (num_nulls(media_type, width, height, size, sha256) = 5)
          AND (storage_key IS NOT NULL) = (num_nulls(media_type, width, height, size, sha256) = 0)));
      ${spineChild('derived_copies')}
      CREATE POLICY derived_copies_of_attachment ON derived_copies AS RESTRICTIVE FOR INSERT TO lambi_app WITH CHECK (
        EXISTS (SELECT 1 FROM attachments a WHERE a.id = derived_copies.attachment_id AND a.record_key = derived_copies.record_key));
    `);
    // Whatever table refers to the store has a column of this name: one that is added later is asked without anybody thinking of it, and
    // one that lambi_audit does not see the whole of stops the sweep.
    await q.query(`
      GRANT SELECT (storage_key) ON watchlist_versions TO lambi_audit;
      CREATE POLICY watchlist_versions_audit ON watchlist_versions FOR SELECT TO lambi_audit USING (true);
    `);
    await q.query(
      definer(
        'lambi_audit',
        'app.unreferenced_files(text[])',
        `
      CREATE FUNCTION app.unreferenced_files(keys text[]) RETURNS SETOF text LANGUAGE plpgsql STABLE ${pinned} AS $$
        DECLARE
          referring regclass;
          used text[];
          left_over text[] := keys;
        BEGIN
          FOR referring IN SELECT a.attrelid::regclass FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
             WHERE a.attname = 'storage_key' AND NOT a.attisdropped AND c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace LOOP
            IF NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = referring AND p.polpermissive AND p.polcmd IN ('r', '*')
                 AND 'lambi_audit'::regrole = ANY (p.polroles) AND pg_get_expr(p.polqual, p.polrelid) = 'true') THEN
              RAISE EXCEPTION '% is not wholly visible to lambi_audit', referring USING ERRCODE = 'LA020';
            END IF;
            EXECUTE format('SELECT coalesce(array_agg(t.storage_key), ''{}'') FROM %s t WHERE t.storage_key = ANY ($1)', referring) INTO used USING left_over;
            left_over := ARRAY (SELECT unnest(left_over) EXCEPT SELECT unnest(used));
          END LOOP;
          RETURN QUERY SELECT unnest(left_over);
        END $$;`,
      ),
    );
    await q.query('CREATE INDEX attachments_by_storage_key ON attachments (storage_key)');
  }

  /** Changed where it stands: other migrations say other parts of the same function anew. */
  private async state(q: QueryRunner, before: string, after: string): Promise<void> {
    const [{ sql }] = (await q.query(`SELECT pg_get_functiondef('app.record_state(bigint)'::regprocedure) AS sql`)) as [
      { sql: string },
    ];
    if (!sql.includes(before)) throw new Error('app.record_state does not say attachments as this migration knows it');
    await q.query(redefined('lambi_audit', `${sql.replace(before, () => after)};`));
  }

  /** Attachments made since have other state hashes afterwards: going back is for development. */
  async down(q: QueryRunner): Promise<void> {
    await this.state(q, CHAINED_ATTACHMENTS, LISTED_ATTACHMENTS);
    await q.query(`
      DELETE FROM job_tasks WHERE name IN (${TASKS.map((task) => `'${task}'`).join(', ')});
      DROP FUNCTION app.unreferenced_files(text[]);
      DROP POLICY watchlist_versions_audit ON watchlist_versions;
      REVOKE SELECT (storage_key) ON watchlist_versions FROM lambi_audit;
      DROP TABLE derived_copies, uploads;
      DROP TRIGGER attachments_chain ON attachments;
      DROP FUNCTION app.chain_attachment();
      DROP INDEX attachments_by_storage_key, attachments_unchained;
      ALTER TABLE attachments DROP COLUMN chain, DROP COLUMN receipt_id;
    `);
  }
}
