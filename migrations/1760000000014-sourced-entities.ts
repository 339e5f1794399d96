import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CLEARANCE, definer, ME, ownerOnly, READERS, redefined, spineChild, USER } from './support/protect-table';
import { VISIBLE_RECORD, writtenWithRecord, WRITTEN_NOW } from './support/protect-table';

const pinned = `SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp`;
const RELATIONS = [
  ...['Ownership', 'Directorship', 'Membership', 'Employment', 'Family', 'Associate', 'Representation', 'UnknownLink'],
];

/**
 * Looked up by key for each row. Without OFFSET 0 the planner may hash the subquery instead, and so read every record there is, with the
 * policies of each: measured at 5,000 records, a list of 200 entities took 7 s and not 60 ms.
 */
const lookedUp = (from: string, where: string): string => `EXISTS (SELECT 1 FROM ${from} WHERE ${where} OFFSET 0)`;
/** As the caller: row-level security of records applies. */
const visible = (column: string): string => lookedUp('records r', `r.key = statements.${column}`);
/** As lambi_search, which sees every row: the visibility of a record repeated. */
const visibleInside = (column: string): string => lookedUp('records v', `v.key = ${column} AND ${VISIBLE_RECORD}`);
/** The policies that these tables have from the templates, with the look-up by key; what they let through is the same. */
const seenByKey = (table: string): string => `
      ALTER POLICY ${table}_select ON ${table} USING (${lookedUp('records r', `r.key = ${table}.record_key`)});
      ALTER POLICY ${table}_insert ON ${table} WITH CHECK (
        ${lookedUp('records r', `r.key = ${table}.record_key AND r.owner_id = ${ME} AND ${WRITTEN_NOW}`)});`;
const seenByTemplate = (table: string): string => `
      ALTER POLICY ${table}_select ON ${table} USING (EXISTS (SELECT 1 FROM records r WHERE r.key = ${table}.record_key));
      ${writtenWithRecord(table)}`;
const behindTheWall = (table: string, sql: string): string =>
  `ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY; ${sql}; ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;`;

const list = (table: string, order: string): string =>
  `(SELECT jsonb_agg(to_jsonb(t) ORDER BY ${order}) FROM ${table} t WHERE t.record_key = r.key)`;
const one = (table: string): string => `(SELECT to_jsonb(t) FROM ${table} t WHERE t.record_key = r.key)`;
const IDENTIFIERS = `(SELECT jsonb_agg(to_jsonb(t) - 'statement_seq' ORDER BY t.seq) FROM identifiers t WHERE t.record_key = r.key)`;

/**
 * As migration 8 has it. What is new is null where it was not said, and nulls are left out: what was written before keeps its hash.
 * `statement_seq` follows from the pointer and is left out, because old rows get it here.
 */
const recordState = (identifiers: string, sightings: string): string => `
      CREATE OR REPLACE FUNCTION app.record_state(target bigint) RETURNS jsonb LANGUAGE sql STABLE
      SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET timezone = 'UTC' SET bytea_output = 'hex' AS $$
        SELECT jsonb_strip_nulls(
          (to_jsonb(r) - '{readers,readers_until,sharing}'::text[]) || jsonb_build_object(
            'private', ${one('record_private')}, 'releases', ${list('releases', 't.id')},
            'attachments', ${list('attachments', 't.seq')}, 'identifiers', ${identifiers})
          || CASE r.kind
            WHEN 'inspection' THEN jsonb_build_object('inspection', ${one('inspections')}, 'items', ${list('inspection_items', 't.seq')})
            WHEN 'shipment' THEN jsonb_build_object('shipment', ${one('shipments')},
              'parties', ${list('shipment_parties', 't.seq')}, 'containers', ${list('shipment_containers', 't.seq')})
            WHEN 'entity' THEN jsonb_build_object('entity', ${one('entities')}, 'statements', ${list('statements', 't.seq')}${sightings})
            WHEN 'exchange' THEN jsonb_build_object('exchange', ${one('exchanges')},
              'recipients', ${list('exchange_recipients', 't.audience_key')}, 'enclosures', ${list('exchange_enclosures', 't.enclosed_key')},
              'events', ${list('exchange_events', 't.id')})
            WHEN 'case' THEN jsonb_build_object('case', ${one('cases')},
              'members', ${list('case_members', 't.member_key')}, 'judgements', ${list('case_judgements', 't.seq')})
            WHEN 'exemption' THEN jsonb_build_object('exemption', ${one('exemptions')},
              'decisions', ${list('exemption_events', 't.seq, t.revision')}, 'uses', ${list('exemption_uses', 't.seq, t.revision')})
            WHEN 'diversion' THEN jsonb_build_object('diversion', ${one('diversions')})
            ELSE '{}'::jsonb END)
        FROM records r WHERE r.key = target $$;`;

const searchNames = (stated: string): string => `
      CREATE OR REPLACE FUNCTION app.search_names(wanted_kind text, wanted text, threshold real, most int) RETURNS TABLE (record_key bigint, seq int, similarity real)
      LANGUAGE plpgsql ${pinned} AS $$
        BEGIN
          PERFORM set_config('pg_trgm.word_similarity_threshold', threshold::text, true);
          RETURN QUERY
          SELECT i.record_key, i.seq, word_similarity(wanted, i.norm) AS score FROM identifiers i JOIN records r ON r.key = i.record_key
           WHERE i.kind = wanted_kind AND i.kind IN ('name', 'vessel_name') AND wanted <% i.norm
             AND (i.superseded_at IS NULL OR r.owner_id = ${ME})
             AND r.deleted_at IS NULL AND r.classification <= ${CLEARANCE}
             AND (r.owner_id = ${ME} OR (r.sharing = 'released' AND (r.readers_until IS NULL OR r.readers_until > now()) AND r.readers && ${READERS}))${stated}
           ORDER BY score DESC, i.record_key, i.seq LIMIT most;
        END $$;`;
const STATED = `
             AND (i.statement_seq IS NULL OR ${lookedUp(
               'statements s',
               `s.record_key = i.record_key AND s.seq = i.statement_seq AND s.withdrawn_at IS NULL
               AND (s.source_record_key IS NULL OR ${visibleInside('s.source_record_key')})`,
             )})`;

/**
 * Entities as FollowTheMoney has them: relations, statements that end, sightings, imports.
 *
 * A statement is as visible as its entity, its source record and, where its value is another entity, that one. What was derived from a
 * statement follows it: its identifiers by policy, and no caption is stored any more, because one name for all readers would be the
 * name in a statement that some of them may not see. A relation is a record that does not exist for whoever does not see both its ends and
 * each source that names them. A policy on records cannot ask records (PostgreSQL refuses the recursion), so app.sees_ends does,
 * as lambi_search; `relates` keeps every other record from paying for it.
 */
export class SourcedEntities1760000000014 implements MigrationInterface {
  name = 'SourcedEntities1760000000014';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE records ADD COLUMN relates boolean, ADD CONSTRAINT records_relates_check CHECK (relates IS NULL OR (relates AND kind = 'entity'));
      ALTER TABLE entities ALTER COLUMN caption DROP NOT NULL;
      REVOKE SELECT, UPDATE ON entities FROM lambi_app;
      REVOKE UPDATE (caption) ON entities FROM lambi_app;
      GRANT SELECT (record_key, schema) ON entities TO lambi_app;

      ALTER TABLE statements
        ADD COLUMN target_key bigint REFERENCES records (key),
        ADD COLUMN source_list_version bigint,
        ADD COLUMN withdrawn_at timestamptz,
        ADD COLUMN withdrawn_by int REFERENCES users (key),
        ADD COLUMN withdrawn_because text,
        ADD CONSTRAINT statements_withdrawn_check CHECK (
          (withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_because IS NULL));
      CREATE INDEX statements_by_target ON statements (target_key) WHERE target_key IS NOT NULL;
      -- What app.sees_ends reads for each relation: without it a planner that has no figures yet walks the index above (2.5 ms for each).
      CREATE INDEX statements_ends ON statements (record_key, target_key, source_record_key) WHERE target_key IS NOT NULL;
      GRANT UPDATE (withdrawn_at, withdrawn_by, withdrawn_because) ON statements TO lambi_app;
      CREATE POLICY statements_shows_source ON statements AS RESTRICTIVE FOR SELECT TO lambi_app
        USING (source_record_key IS NULL OR ${visible('source_record_key')});
      CREATE POLICY statements_shows_target ON statements AS RESTRICTIVE FOR SELECT TO lambi_app
        USING (target_key IS NULL OR ${visible('target_key')});
      -- The value is the id of the target; neither a relation's end nor a source is a relation, or one relation would decide on another.
      CREATE POLICY statements_sees_target ON statements AS RESTRICTIVE FOR INSERT TO lambi_app WITH CHECK (withdrawn_at IS NULL
        AND (target_key IS NULL OR ${lookedUp('records r', `r.key = statements.target_key AND r.kind = 'entity' AND r.relates IS NULL AND r.id::text = statements.value`)})
        AND (source_record_key IS NULL OR ${lookedUp('records r', 'r.key = statements.source_record_key AND r.relates IS NULL')}));
      CREATE POLICY statements_ends_once ON statements AS RESTRICTIVE FOR UPDATE TO lambi_app
        USING (withdrawn_at IS NULL) WITH CHECK (withdrawn_by IS NULL OR withdrawn_by = ${USER});
      GRANT SELECT ON statements TO lambi_search;
      CREATE POLICY statements_search ON statements FOR SELECT TO lambi_search USING (true);

      CREATE TABLE statement_sightings (
        record_key bigint NOT NULL REFERENCES records (key),
        statement_seq int NOT NULL,
        seen_at timestamptz NOT NULL DEFAULT now(),
        seen_by int NOT NULL REFERENCES users (key),
        PRIMARY KEY (record_key, statement_seq, seen_at),
        FOREIGN KEY (record_key, statement_seq) REFERENCES statements (record_key, seq));
      ${spineChild('statement_sightings')}
      ${writtenWithRecord('statement_sightings')}
      CREATE POLICY statement_sightings_stated ON statement_sightings AS RESTRICTIVE FOR SELECT TO lambi_app USING (
        ${lookedUp('statements s', 's.record_key = statement_sightings.record_key AND s.seq = statement_sightings.statement_seq')});

      ALTER TABLE identifiers ADD COLUMN statement_seq int,
        ADD CONSTRAINT identifiers_statement FOREIGN KEY (record_key, statement_seq) REFERENCES statements (record_key, seq);
      CREATE POLICY identifiers_stated ON identifiers AS RESTRICTIVE FOR SELECT TO lambi_app USING (statement_seq IS NULL
        OR ${lookedUp('statements s', 's.record_key = identifiers.record_key AND s.seq = identifiers.statement_seq AND s.withdrawn_at IS NULL')});
      ${['entities', 'statements', 'statement_sightings'].map(seenByKey).join('')}
    `);
    await q.query(`
      ALTER TABLE statements NO FORCE ROW LEVEL SECURITY;
      ${behindTheWall(
        'identifiers',
        `UPDATE identifiers i SET statement_seq = s.seq FROM (
           SELECT record_key, seq, prop, row_number() OVER (PARTITION BY record_key, prop ORDER BY seq) - 1 AS position FROM statements) s
         WHERE s.record_key = i.record_key AND i.pointer = '/properties/' || s.prop || '/' || s.position || '/value'`,
      )}
      ALTER TABLE statements FORCE ROW LEVEL SECURITY;`);
    await q.query(`
      CREATE TABLE entity_origins (
        owner_id int NOT NULL,
        source text NOT NULL,
        ftm_id text NOT NULL,
        record_key bigint NOT NULL REFERENCES records (key),
        PRIMARY KEY (owner_id, source, ftm_id, record_key));
      CREATE INDEX entity_origins_by_record ON entity_origins (record_key);
      ${ownerOnly('entity_origins')}
      -- An import by somebody with less clearance must not meet what only others in the organisation may see.
      CREATE POLICY entity_origins_shows_record ON entity_origins AS RESTRICTIVE FOR SELECT TO lambi_app
        USING (${lookedUp('records r', 'r.key = entity_origins.record_key')});
      CREATE POLICY entity_origins_own_record ON entity_origins AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (${lookedUp('records r', `r.key = entity_origins.record_key AND r.owner_id = ${ME} AND ${WRITTEN_NOW}`)});
      CREATE TABLE entity_imports (
        id uuid PRIMARY KEY,
        owner_id int NOT NULL REFERENCES organisations (key),
        source text NOT NULL,
        format text NOT NULL CHECK (format IN ('FTM', 'CSV')),
        size bigint NOT NULL,
        sha256 bytea NOT NULL,
        classification smallint NOT NULL REFERENCES classifications (level),
        counts jsonb NOT NULL,
        verdicts jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        created_by int NOT NULL REFERENCES users (key));
      ${ownerOnly('entity_imports')}
      CREATE POLICY entity_imports_cleared ON entity_imports AS RESTRICTIVE FOR SELECT TO lambi_app USING (classification <= ${CLEARANCE});
      CREATE CONSTRAINT TRIGGER entity_imports_require_leaf AFTER INSERT ON entity_imports
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_leaf();`);
    await this.functions(q);
  }

  private async functions(q: QueryRunner): Promise<void> {
    const seesEnds = `
      CREATE FUNCTION app.sees_ends(target bigint) RETURNS boolean LANGUAGE sql STABLE COST 1000 ${pinned} AS $$
        SELECT NOT EXISTS (SELECT 1 FROM statements s WHERE s.record_key = target AND s.target_key IS NOT NULL
          AND NOT (${visibleInside('s.target_key')} AND (s.source_record_key IS NULL OR ${visibleInside('s.source_record_key')}))) $$;`;
    await q.query(definer('lambi_search', 'app.sees_ends(bigint)', seesEnds));
    await q.query(`CREATE POLICY records_relates ON records AS RESTRICTIVE FOR SELECT TO lambi_app
      USING (relates IS NULL OR app.sees_ends(key))`);
    // An own record's statements may hang on a source that was recalled since: the writer must not take their numbers again.
    const nextSeqs = `
      CREATE FUNCTION app.next_seqs(targets bigint[]) RETURNS TABLE (record_key bigint, statement int, identifier int) LANGUAGE sql STABLE ${pinned} AS $$
        SELECT r.key, (SELECT coalesce(max(s.seq) + 1, 0) FROM statements s WHERE s.record_key = r.key),
               (SELECT coalesce(max(i.seq) + 1, 0) FROM identifiers i WHERE i.record_key = r.key)
          FROM records r WHERE r.key = ANY (targets) AND r.owner_id = ${ME} $$;`;
    await q.query(definer('lambi_search', 'app.next_seqs(bigint[])', nextSeqs));
    const markRelation = `
      CREATE FUNCTION app.mark_relation() RETURNS trigger LANGUAGE plpgsql ${pinned} AS $$
        BEGIN UPDATE records SET relates = true WHERE key = NEW.record_key; RETURN NULL; END $$;`;
    await q.query('GRANT UPDATE (relates) ON records TO lambi_jobs');
    await q.query(definer('lambi_jobs', 'app.mark_relation()', markRelation, ['lambi_owner']));
    await q.query(`CREATE TRIGGER entities_mark_relation AFTER INSERT ON entities FOR EACH ROW
      WHEN (NEW.schema IN (${RELATIONS.map((name) => `'${name}'`).join(', ')})) EXECUTE FUNCTION app.mark_relation()`);
    await q.query(redefined('lambi_search', searchNames(STATED)));
    const sightings = `, 'sightings', ${list('statement_sightings', 't.statement_seq, t.seen_at')}`;
    await q.query(redefined('lambi_audit', recordState(IDENTIFIERS, sightings)));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(redefined('lambi_audit', recordState(list('identifiers', 't.seq'), '')));
    await q.query(redefined('lambi_search', searchNames('')));
    await q.query(`
      DROP TRIGGER entities_mark_relation ON entities;
      DROP POLICY records_relates ON records;
      DROP FUNCTION app.mark_relation(), app.next_seqs(bigint[]), app.sees_ends(bigint);
      DROP TABLE entity_imports, entity_origins, statement_sightings;
      ${['entities', 'statements'].map(seenByTemplate).join('')}
      DROP POLICY identifiers_stated ON identifiers;
      ALTER TABLE identifiers DROP COLUMN statement_seq;
      DROP POLICY statements_search ON statements;
      REVOKE SELECT ON statements FROM lambi_search;
      DROP POLICY statements_ends_once ON statements;
      DROP POLICY statements_sees_target ON statements;
      DROP POLICY statements_shows_target ON statements;
      DROP POLICY statements_shows_source ON statements;
      ALTER TABLE statements DROP COLUMN target_key, DROP COLUMN source_list_version,
        DROP COLUMN withdrawn_at, DROP COLUMN withdrawn_by, DROP COLUMN withdrawn_because;
      ${behindTheWall('entities', `UPDATE entities SET caption = schema WHERE caption IS NULL`)}
      ALTER TABLE entities ALTER COLUMN caption SET NOT NULL;
      REVOKE SELECT (record_key, schema) ON entities FROM lambi_app;
      GRANT SELECT ON entities TO lambi_app;
      GRANT UPDATE (caption) ON entities TO lambi_app;
      REVOKE UPDATE (relates) ON records FROM lambi_jobs;
      ALTER TABLE records DROP COLUMN relates;
    `);
  }
}
