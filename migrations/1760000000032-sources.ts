import type { MigrationInterface, QueryRunner } from 'typeorm';
import { definer, forced, ME, USER } from './support/protect-table';

const pinned = `SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp`;
const needsLeaf = (table: string, events: string): string =>
  `CREATE CONSTRAINT TRIGGER ${table}_require_leaf AFTER ${events} ON ${table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_leaf();`;
const source = (table: string, condition = 'true'): string =>
  `EXISTS (SELECT 1 FROM sources s WHERE s.id = ${table}.source_id AND ${condition})`;
const mine = `owner_id = ${ME}`;
/** By a custodian who is still there: of somebody disabled nobody knows any more who it was that approved. */
const approved = `d.opening_id = source_openings.id AND d.decision = 'APPROVED'
  AND EXISTS (SELECT 1 FROM users c WHERE c.key = d.decided_by AND c.disabled_at IS NULL)`;

/**
 * Confidential human sources. No row of these tables is seen by anybody but the person who registered the source and the custodians named
 * for it: not by colleagues, administrators or auditors; and lambi_audit and lambi_search have no sight of them. Nothing here hangs on
 * the spine, is counted or has a number.
 *
 * What is said of a source is ciphertext; the key it is under is wrapped by one that is not in the database. The ciphertext itself can be
 * selected only in the very transaction that uses up an opening, which the policy below lets happen once, by the one who asked, while
 * enough custodians, each a different person, not disabled and not the one who asked, have approved and none has refused.
 */
export class Sources1760000000032 implements MigrationInterface {
  name = 'Sources1760000000032';

  async up(q: QueryRunner): Promise<void> {
    await this.sources(q);
    await this.openings(q);
    await this.links(q);
    await this.rewrapping(q);
  }

  private async sources(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE sources (
        id uuid PRIMARY KEY,
        owner_id int NOT NULL REFERENCES organisations (key),
        handler int NOT NULL REFERENCES users (key),
        custodians int[] NOT NULL,
        custodians_needed smallint NOT NULL CHECK (custodians_needed BETWEEN 1 AND 2),
        version int NOT NULL DEFAULT 1,
        key_id text NOT NULL,
        wrapped_key bytea NOT NULL,
        card bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT sources_enough_custodians CHECK (cardinality(custodians) BETWEEN custodians_needed AND 10),
        CONSTRAINT sources_handler_is_no_custodian CHECK (handler <> ALL (custodians)));
      ${forced('sources')}
      GRANT SELECT, INSERT, UPDATE (version) ON sources TO lambi_app;
      CREATE POLICY sources_select ON sources FOR SELECT TO lambi_app USING (${mine} AND (handler = ${USER} OR ${USER} = ANY (custodians)));
      CREATE POLICY sources_insert ON sources FOR INSERT TO lambi_app WITH CHECK (${mine} AND handler = ${USER} AND NOT EXISTS (
        SELECT 1 FROM unnest(custodians) c WHERE NOT EXISTS (SELECT 1 FROM users u WHERE u.key = c AND u.organisation_key = ${ME})));
      CREATE POLICY sources_update ON sources FOR UPDATE TO lambi_app USING (${mine} AND handler = ${USER}) WITH CHECK (${mine} AND handler = ${USER});
      ${needsLeaf('sources', 'INSERT OR UPDATE OF version')}

      CREATE TABLE source_contents (
        source_id uuid NOT NULL REFERENCES sources (id),
        version int NOT NULL,
        owner_id int NOT NULL REFERENCES organisations (key),
        sealed bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        created_by int NOT NULL REFERENCES users (key),
        PRIMARY KEY (source_id, version));
      ${forced('source_contents')}
      GRANT SELECT, INSERT ON source_contents TO lambi_app;
      CREATE POLICY source_contents_insert ON source_contents FOR INSERT TO lambi_app
        WITH CHECK (${mine} AND created_by = ${USER} AND ${source('source_contents', `s.handler = ${USER}`)});
      ${needsLeaf('source_contents', 'INSERT')}
    `);
  }

  private async openings(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE source_openings (
        id uuid PRIMARY KEY,
        source_id uuid NOT NULL REFERENCES sources (id),
        owner_id int NOT NULL REFERENCES organisations (key),
        requested_by int NOT NULL REFERENCES users (key),
        reason text NOT NULL,
        needed smallint NOT NULL CHECK (needed BETWEEN 1 AND 2),
        requested_at timestamptz NOT NULL DEFAULT now(),
        opened_at timestamptz);
      CREATE INDEX source_openings_by_source ON source_openings (source_id, requested_at DESC, id DESC);
      CREATE TABLE source_opening_decisions (
        opening_id uuid NOT NULL REFERENCES source_openings (id),
        decided_by int NOT NULL REFERENCES users (key),
        source_id uuid NOT NULL REFERENCES sources (id),
        owner_id int NOT NULL REFERENCES organisations (key),
        decision text NOT NULL CHECK (decision IN ('APPROVED', 'REFUSED')),
        reason text,
        decided_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (opening_id, decided_by));
      ${forced('source_openings')} ${forced('source_opening_decisions')}
      GRANT SELECT, INSERT, UPDATE (opened_at) ON source_openings TO lambi_app;
      GRANT SELECT, INSERT ON source_opening_decisions TO lambi_app;
      CREATE POLICY source_openings_select ON source_openings FOR SELECT TO lambi_app USING (${source('source_openings')});
      CREATE POLICY source_openings_insert ON source_openings FOR INSERT TO lambi_app WITH CHECK (
        ${mine} AND requested_by = ${USER} AND opened_at IS NULL AND ${source('source_openings', 'source_openings.needed >= s.custodians_needed')});
      CREATE POLICY source_openings_update ON source_openings FOR UPDATE TO lambi_app
        USING (${mine} AND requested_by = ${USER} AND opened_at IS NULL)
        WITH CHECK (${mine} AND requested_by = ${USER} AND opened_at = now()
          AND (SELECT count(*) FROM source_opening_decisions d WHERE ${approved}) >= needed
          AND NOT EXISTS (SELECT 1 FROM source_opening_decisions d WHERE d.opening_id = source_openings.id AND d.decision = 'REFUSED')
          AND EXISTS (SELECT 1 FROM source_opening_decisions d WHERE ${approved} AND d.decided_at > now() - interval '15 minutes'));
      CREATE POLICY source_opening_decisions_select ON source_opening_decisions FOR SELECT TO lambi_app USING (${source('source_opening_decisions')});
      CREATE POLICY source_opening_decisions_insert ON source_opening_decisions FOR INSERT TO lambi_app WITH CHECK (
        ${mine} AND decided_by = ${USER} AND ${source('source_opening_decisions', `${USER} = ANY (s.custodians)`)}
        AND EXISTS (SELECT 1 FROM source_openings o WHERE o.id = source_opening_decisions.opening_id AND o.source_id = source_opening_decisions.source_id
          AND o.requested_by <> ${USER} AND o.opened_at IS NULL));
      CREATE POLICY source_contents_select ON source_contents FOR SELECT TO lambi_app USING (EXISTS (
        SELECT 1 FROM source_openings o WHERE o.source_id = source_contents.source_id AND o.requested_by = ${USER} AND o.opened_at = now()));
      ${needsLeaf('source_openings', 'INSERT OR UPDATE')}
      ${needsLeaf('source_opening_decisions', 'INSERT')}
    `);
  }

  private async links(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE source_links (
        id uuid PRIMARY KEY,
        source_id uuid NOT NULL REFERENCES sources (id),
        record_key bigint NOT NULL REFERENCES records (key),
        owner_id int NOT NULL REFERENCES organisations (key),
        created_at timestamptz NOT NULL DEFAULT now(),
        created_by int NOT NULL REFERENCES users (key),
        withdrawn_at timestamptz);
      CREATE INDEX source_links_by_source ON source_links (source_id);
      CREATE INDEX source_links_by_record ON source_links (record_key);
      ${forced('source_links')}
      GRANT SELECT, INSERT, UPDATE (withdrawn_at) ON source_links TO lambi_app;
      CREATE POLICY source_links_select ON source_links FOR SELECT TO lambi_app
        USING (${source('source_links')} AND EXISTS (SELECT 1 FROM records r WHERE r.key = source_links.record_key));
      CREATE POLICY source_links_insert ON source_links FOR INSERT TO lambi_app WITH CHECK (${mine} AND created_by = ${USER}
        AND ${source('source_links')} AND EXISTS (SELECT 1 FROM records r WHERE r.key = source_links.record_key));
      CREATE POLICY source_links_update ON source_links FOR UPDATE TO lambi_app
        USING (${mine} AND withdrawn_at IS NULL AND ${source('source_links')}) WITH CHECK (${mine} AND ${source('source_links')});
      ${needsLeaf('source_links', 'INSERT OR UPDATE')}
    `);
  }

  /** A wrapped key is replaced, not kept: what a leaked key had wrapped must not lie about. What it wraps never changes. */
  private async rewrapping(q: QueryRunner): Promise<void> {
    await q.query(`
      GRANT SELECT (id, owner_id, key_id, wrapped_key), UPDATE (key_id, wrapped_key) ON sources TO lambi_jobs;
      CREATE POLICY sources_jobs_select ON sources FOR SELECT TO lambi_jobs USING (true);
      CREATE POLICY sources_jobs_update ON sources FOR UPDATE TO lambi_jobs USING (true) WITH CHECK (true);`);
    await q.query(
      definer(
        'lambi_jobs',
        'app.wrapped_source_keys(text, int)',
        `CREATE FUNCTION app.wrapped_source_keys(other_than text, most int) RETURNS TABLE (id uuid, owner_id int, key_id text, wrapped_key bytea)
         LANGUAGE sql STABLE ${pinned} AS $$
           SELECT s.id, s.owner_id, s.key_id, s.wrapped_key FROM sources s WHERE s.key_id <> other_than ORDER BY s.id LIMIT most $$;`,
      ),
    );
    await q.query(
      definer(
        'lambi_jobs',
        'app.rewrap_source_key(uuid, bytea, text, bytea)',
        `CREATE FUNCTION app.rewrap_source_key(wanted uuid, was bytea, new_key_id text, new_wrapped bytea) RETURNS void
         LANGUAGE sql ${pinned} AS $$
           UPDATE sources SET key_id = new_key_id, wrapped_key = new_wrapped WHERE id = wanted AND wrapped_key = was $$;`,
      ),
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP FUNCTION app.wrapped_source_keys(text, int), app.rewrap_source_key(uuid, bytea, text, bytea);
      DROP TABLE source_links, source_contents, source_opening_decisions, source_openings, sources CASCADE;`);
  }
}
