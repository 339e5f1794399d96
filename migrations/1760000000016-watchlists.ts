import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CLEARANCE, definer, forced, ME, ownerOnly, redefined, spineChild, USER } from './support/protect-table';

const pinned = `SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp`;
const MOST_PAYLOAD_BYTES = 8_192;
const addJob = (known: string): string => `
  CREATE OR REPLACE FUNCTION app.add_job(task text, payload json, run_at timestamptz, job_key text) RETURNS void LANGUAGE plpgsql ${pinned} AS $$
    BEGIN
      IF NOT coalesce(${known}, false) OR octet_length(payload::text) > ${MOST_PAYLOAD_BYTES} THEN
        RAISE EXCEPTION 'no such job' USING ERRCODE = 'LA003';
      END IF;
      PERFORM graphile_worker.add_job(task, payload, run_at := run_at, job_key := job_key, max_attempts := 12);
    END $$;`;
const TASKS_BEFORE = ['records.expire_releases', 'shipments.import_manifest', 'targeting.score_bills'];

/** Parties that share a key with more others than this are not told apart by it. */
const TOO_COMMON = 250;

/**
 * What shares keys with each query, the rarest first: as its caller, so every row is one the caller may see. A key that is common says little
 * and costs much, and is passed over, but for keys of whole names. One plan for all queries: working out one for each took as long as
 * the search. Casework has places of its own, or a name on a hundred bills would leave none for lists. Of equals the newest come first:
 * entries that are off the list keep their keys.
 */
const findCandidates = `
  CREATE FUNCTION app.find_candidates(queries int[], keys int[], whole bool[], lists uuid[], casework bool, on_day date, most int)
    RETURNS TABLE (query int, scope int, item bigint) LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp
    SET plan_cache_mode = force_generic_plan AS $$
    #variable_conflict use_column
    BEGIN
      RETURN QUERY
      WITH scopes AS MATERIALIZED (
        SELECT w.key FROM watchlists w WHERE w.live_version IS NOT NULL AND (lists IS NULL OR w.id = ANY (lists))
        UNION ALL SELECT c.scope FROM unnest('{0,-1}'::int[]) AS c (scope) WHERE casework),
      found AS MATERIALIZED (
        SELECT a.query, s.key AS scope, p.items FROM unnest(queries, keys, whole) AS a (query, key, whole) CROSS JOIN scopes s
         CROSS JOIN LATERAL (SELECT array_agg(x.item) AS items FROM (
           SELECT f.item FROM finding_keys f WHERE f.scope = s.key AND f.key = a.key ORDER BY f.item DESC LIMIT ${TOO_COMMON + 1}) x) p
         WHERE cardinality(p.items) <= ${TOO_COMMON} OR (a.whole AND p.items IS NOT NULL)),
      weighed AS (
        SELECT f.query, f.scope, i.item, sum(1 / ln(1::float8 + cardinality(f.items))) AS weight FROM found f, unnest(f.items) AS i (item) GROUP BY 1, 2, 3),
      ranked AS (
        SELECT w.query, w.scope, w.item, row_number() OVER (PARTITION BY w.query, least(w.scope, 1) ORDER BY w.weight DESC, w.scope, w.item DESC) AS place FROM weighed w)
      SELECT r.query, r.scope, r.item FROM ranked r WHERE r.place <= most AND r.scope <= 0
      UNION ALL
      -- In force on a day: listed by then, as far as the list says when, and not delisted by then; worded as by the first that outlived the day.
      -- Where that one came after the day and after another, the entry was off the list between the two.
      SELECT r.query, r.scope, c.key FROM ranked r CROSS JOIN LATERAL (
        SELECT c.key, c.listed_on, c.since_on FROM watchlist_contents c
         WHERE c.entry_key = r.item AND CASE WHEN on_day IS NULL THEN c.until_version IS NULL ELSE c.until_on IS NULL OR c.until_on > on_day END
         ORDER BY c.key LIMIT 1) c
       WHERE r.place <= most AND r.scope > 0 AND (on_day IS NULL OR c.listed_on IS NULL OR c.listed_on <= on_day)
         AND (on_day IS NULL OR c.since_on <= on_day OR NOT EXISTS (SELECT 1 FROM watchlist_contents b WHERE b.entry_key = r.item AND b.key < c.key));
    END $$;
  REVOKE ALL ON FUNCTION app.find_candidates(int[], int[], bool[], uuid[], bool, date, int) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION app.find_candidates(int[], int[], bool[], uuid[], bool, date, int) TO lambi_app;`;

const requireLeaf = (table: string, on: string): string => `
  CREATE CONSTRAINT TRIGGER ${table}_require_leaf AFTER ${on} ON ${table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_leaf();`;

/** Lists are few, so these are worked out once for a statement and not once for a row (hashed subplans). */
const VISIBLE_LISTS = `(SELECT w.key FROM watchlists w)`;
const OWN_LISTS = `(SELECT w.key FROM watchlists w WHERE w.owner_id = ${ME})`;
const ofList = (table: string, update: readonly string[] = []): string => `
  ${forced(table)}
  GRANT SELECT, INSERT ON ${table} TO lambi_app;
  CREATE POLICY ${table}_select ON ${table} FOR SELECT TO lambi_app USING (list_key IN ${VISIBLE_LISTS});
  CREATE POLICY ${table}_insert ON ${table} FOR INSERT TO lambi_app WITH CHECK (list_key IN ${OWN_LISTS});
  ${
    update.length > 0
      ? `GRANT UPDATE (${update.join(', ')}) ON ${table} TO lambi_app;
  CREATE POLICY ${table}_update ON ${table} FOR UPDATE TO lambi_app USING (list_key IN ${OWN_LISTS}) WITH CHECK (list_key IN ${OWN_LISTS});`
      : ''
  }`;

/**
 * Watchlists with versions, and the keys by which parties are found.
 *
 * An entry is a row for ever; what a list says of it are its contents, one row for each wording, with the version that brought it and the
 * one that ended it. An import writes what changed and nothing else, so ten imports of one list take the room of one, and what a list said
 * on a day in the past can be asked. A removal is only visible as absence: the content ends, and nothing is deleted.
 *
 * One table of finding keys serves lists and casework: `scope` is the list, 0 for an entity, or -1 for a party within
 * a record, which are apart so that a consignee's hundred bills do not hide one entity. A row is as visible as its list or its record, so a search finds what its reader may see and cannot find anything else.
 */
export class Watchlists1760000000016 implements MigrationInterface {
  name = 'Watchlists1760000000016';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE watchlists (
        key int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
        id uuid NOT NULL UNIQUE,
        owner_id int NOT NULL REFERENCES organisations (key),
        code text NOT NULL,
        title text NOT NULL,
        published boolean NOT NULL,
        source_url text,
        live_version bigint,
        checked_at timestamptz,
        created_by int NOT NULL REFERENCES users (key),
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT watchlists_code_unique UNIQUE (owner_id, code));
      ${forced('watchlists')}
      GRANT SELECT, INSERT ON watchlists TO lambi_app;
      GRANT UPDATE (title, source_url, live_version, checked_at) ON watchlists TO lambi_app;
      CREATE POLICY watchlists_select ON watchlists FOR SELECT TO lambi_app
        USING (${CLEARANCE} >= 0 AND (owner_id = ${ME} OR published));
      -- A list for everybody speaks in the Committee's name.
      CREATE POLICY watchlists_insert ON watchlists FOR INSERT TO lambi_app WITH CHECK (owner_id = ${ME} AND created_by = ${USER}
        AND (NOT published OR EXISTS (SELECT 1 FROM organisations o WHERE o.key = ${ME} AND o.kind = 'COMMITTEE')));
      CREATE POLICY watchlists_update ON watchlists FOR UPDATE TO lambi_app USING (owner_id = ${ME}) WITH CHECK (owner_id = ${ME});
      ${requireLeaf('watchlists', 'INSERT OR UPDATE')}

      CREATE TABLE watchlist_versions (
        key bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
        id uuid NOT NULL UNIQUE,
        list_key int NOT NULL REFERENCES watchlists (key),
        number int NOT NULL,
        status text NOT NULL CHECK (status IN ('QUEUED', 'READING', 'HELD', 'LIVE', 'SUPERSEDED', 'REFUSED')),
        sha256 bytea NOT NULL,
        size bigint NOT NULL,
        storage_key text NOT NULL,
        file_name text NOT NULL,
        source_url text,
        format text NOT NULL,
        generated_at timestamptz,
        counts jsonb NOT NULL,
        warnings jsonb NOT NULL,
        changes jsonb,
        fault jsonb,
        attempts int NOT NULL DEFAULT 0,
        receipt_id uuid NOT NULL,
        received_by int NOT NULL REFERENCES users (key),
        received_at timestamptz NOT NULL DEFAULT now(),
        live_at timestamptz,
        superseded_at timestamptz,
        CONSTRAINT watchlist_versions_number_unique UNIQUE (list_key, number));
      CREATE INDEX watchlist_versions_by_file ON watchlist_versions (list_key, sha256);
      ${ofList('watchlist_versions', ['status', 'changes', 'fault', 'attempts', 'live_at', 'superseded_at'])}
      -- What never went live is the owner's affair.
      CREATE POLICY watchlist_versions_lived ON watchlist_versions AS RESTRICTIVE FOR SELECT TO lambi_app
        USING (live_at IS NOT NULL OR list_key IN ${OWN_LISTS});
      ${requireLeaf('watchlist_versions', 'INSERT OR UPDATE')}
      ALTER TABLE watchlists ADD CONSTRAINT watchlists_live_version FOREIGN KEY (live_version) REFERENCES watchlist_versions (key);

      CREATE TABLE watchlist_approvals (
        version_key bigint NOT NULL REFERENCES watchlist_versions (key),
        owner_id int NOT NULL REFERENCES organisations (key),
        user_key int NOT NULL REFERENCES users (key),
        reason text NOT NULL,
        approved_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT watchlist_approvals_pkey PRIMARY KEY (version_key, user_key));
      ${ownerOnly('watchlist_approvals')}
      CREATE POLICY watchlist_approvals_own ON watchlist_approvals AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (user_key = ${USER} AND EXISTS (SELECT 1 FROM watchlist_versions v WHERE v.key = version_key AND v.status = 'HELD'));
      ${requireLeaf('watchlist_approvals', 'INSERT')}
    `);
    await q.query(`
      CREATE TABLE watchlist_entries (
        key bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
        id uuid NOT NULL UNIQUE,
        list_key int NOT NULL REFERENCES watchlists (key),
        source_id text NOT NULL,
        CONSTRAINT watchlist_entries_source_unique UNIQUE (list_key, source_id));
      ${ofList('watchlist_entries')}

      CREATE TABLE watchlist_contents (
        key bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
        list_key int NOT NULL REFERENCES watchlists (key),
        entry_key bigint NOT NULL REFERENCES watchlist_entries (key),
        hash bytea NOT NULL,
        caption text NOT NULL,
        schema text NOT NULL,
        reference text,
        list_type text,
        listed_on date,
        content jsonb NOT NULL,
        since_version bigint NOT NULL REFERENCES watchlist_versions (key),
        since_on date NOT NULL,
        until_version bigint REFERENCES watchlist_versions (key),
        until_on date,
        CONSTRAINT watchlist_contents_until_check CHECK ((until_version IS NULL) = (until_on IS NULL)));
      CREATE UNIQUE INDEX watchlist_contents_standing_unique ON watchlist_contents (entry_key) WHERE until_version IS NULL;
      CREATE INDEX watchlist_contents_by_entry ON watchlist_contents (entry_key, key);
      CREATE INDEX watchlist_contents_by_reference ON watchlist_contents (list_key, reference) WHERE reference IS NOT NULL;
      CREATE INDEX watchlist_contents_since ON watchlist_contents (since_version);
      CREATE INDEX watchlist_contents_until ON watchlist_contents (until_version) WHERE until_version IS NOT NULL;
      ${ofList('watchlist_contents', ['until_version', 'until_on'])}
      -- Each entry has one wording that stands: whoever could write one for another list's entry would keep that list from naming it again.
      CREATE POLICY watchlist_contents_of_its_list ON watchlist_contents AS RESTRICTIVE FOR INSERT TO lambi_app WITH CHECK (
        EXISTS (SELECT 1 FROM watchlist_entries e WHERE e.key = watchlist_contents.entry_key AND e.list_key = watchlist_contents.list_key OFFSET 0));

      CREATE TABLE screening_subjects (
        key bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
        record_key bigint NOT NULL REFERENCES records (key),
        pointer text NOT NULL,
        party jsonb,
        CONSTRAINT screening_subjects_unique UNIQUE (record_key, pointer));
      ${spineChild('screening_subjects', { update: ['party'] })}

      CREATE TABLE finding_keys (
        scope int NOT NULL,
        key int NOT NULL,
        item bigint NOT NULL,
        CONSTRAINT finding_keys_pkey PRIMARY KEY (scope, key, item));
      ${forced('finding_keys')}
      GRANT SELECT, INSERT ON finding_keys TO lambi_app;
      CREATE POLICY finding_keys_select ON finding_keys FOR SELECT TO lambi_app USING (scope IN ${VISIBLE_LISTS}
        OR (scope IN (0, -1) AND EXISTS (SELECT 1 FROM screening_subjects s WHERE s.key = finding_keys.item)));
      CREATE POLICY finding_keys_insert ON finding_keys FOR INSERT TO lambi_app WITH CHECK (scope IN ${OWN_LISTS}
        OR (scope IN (0, -1) AND EXISTS (SELECT 1 FROM screening_subjects s JOIN records r ON r.key = s.record_key WHERE s.key = finding_keys.item AND r.owner_id = ${ME})));


      -- A statement made from a list is as visible as that version of the list. Looked up by key, as in migration 14.
      ALTER TABLE statements ADD CONSTRAINT statements_list_version FOREIGN KEY (source_list_version) REFERENCES watchlist_versions (key);
      CREATE POLICY statements_shows_list ON statements AS RESTRICTIVE FOR SELECT TO lambi_app USING (source_list_version IS NULL
        OR EXISTS (SELECT 1 FROM watchlist_versions v WHERE v.key = statements.source_list_version OFFSET 0));
      CREATE POLICY statements_sees_list ON statements AS RESTRICTIVE FOR INSERT TO lambi_app WITH CHECK (source_list_version IS NULL
        OR EXISTS (SELECT 1 FROM watchlist_versions v WHERE v.key = statements.source_list_version OFFSET 0));
    `);
    await q.query(findCandidates);
    await this.jobs(q);
    // How old the lists for everybody are: asked by health checks and metrics, which are nobody in particular.
    await q.query(`
      GRANT SELECT (key, code, published, live_version, checked_at) ON watchlists TO lambi_search;
      GRANT SELECT (key, number, generated_at, live_at) ON watchlist_versions TO lambi_search;
      CREATE POLICY watchlists_ages ON watchlists FOR SELECT TO lambi_search USING (published);
      CREATE POLICY watchlist_versions_ages ON watchlist_versions FOR SELECT TO lambi_search USING (live_at IS NOT NULL);
    `);
    await q.query(
      definer(
        'lambi_search',
        'app.published_list_ages()',
        `
      CREATE FUNCTION app.published_list_ages() RETURNS TABLE (code text, number int, generated_at timestamptz, live_at timestamptz, checked_at timestamptz)
      LANGUAGE sql STABLE ${pinned} AS $$
        SELECT w.code, v.number, v.generated_at, v.live_at, w.checked_at
          FROM watchlists w LEFT JOIN watchlist_versions v ON v.key = w.live_version WHERE w.published ORDER BY w.code $$;`,
      ),
    );
  }

  /** From here on a migration that brings a job adds its name as a row. */
  private async jobs(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE job_tasks (name text PRIMARY KEY);
      GRANT SELECT ON job_tasks TO lambi_worker, lambi_app;
      INSERT INTO job_tasks VALUES ${[...TASKS_BEFORE, 'screening.import_watchlist', 'screening.fetch_watchlist'].map((task) => `('${task}')`).join(', ')};
    `);
    const known = 'EXISTS (SELECT FROM public.job_tasks t WHERE t.name = task)';
    await q.query(redefined('lambi_worker', addJob(known)));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(redefined('lambi_worker', addJob(`task = ANY ('{${TASKS_BEFORE.join(',')}}')`)));
    await q.query(`
      DROP POLICY statements_sees_list ON statements;
      DROP POLICY statements_shows_list ON statements;
      ALTER TABLE statements DROP CONSTRAINT statements_list_version;
      DROP FUNCTION app.published_list_ages(), app.find_candidates(int[], int[], bool[], uuid[], bool, date, int);
      DROP TABLE job_tasks, finding_keys, screening_subjects, watchlist_contents, watchlist_entries, watchlist_approvals;
      ALTER TABLE watchlists DROP CONSTRAINT watchlists_live_version;
      DROP TABLE watchlist_versions, watchlists;
    `);
  }
}
