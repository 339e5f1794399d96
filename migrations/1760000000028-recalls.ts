import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CLEARANCE, definer, forced, ME, READERS, redefined, USER } from './support/protect-table';

const pinned = `SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp`;

/**
 * What leaves say of the records of others, one row for each record and leaf. Of the leaf and nothing else, so that this index can be
 * made again from the log and cannot say what the log does not. `person` tells people of one record apart and names nobody.
 */
const READINGS_OF = (leaves: string): string => `
  INSERT INTO readings (record_key, organisation_key, leaf_key, at, version, action, alone, person)
  SELECT r.key, l.log_id, l.key, (p.doc ->> 'at')::timestamptz, s.version, p.doc ->> 'action', jsonb_array_length(p.doc -> 'records') = 1,
         hashtextextended(p.doc #>> '{actor,user}', r.key)
    FROM audit_leaves l
    CROSS JOIN LATERAL (SELECT convert_from(l.payload, 'UTF8')::jsonb AS doc OFFSET 0) p
    CROSS JOIN LATERAL jsonb_to_recordset(p.doc -> 'records') AS s (id uuid, version int)
    JOIN records r ON r.id = s.id AND r.owner_id <> l.log_id
   WHERE ${leaves}`;

const RELEASES_IN_STATE = `'releases', (SELECT jsonb_agg(to_jsonb(t) ORDER BY t.id) FROM releases t WHERE t.record_key = r.key)`;
const RECALLS_IN_STATE = `${RELEASES_IN_STATE},
            'recalls', (SELECT jsonb_agg(to_jsonb(t) ORDER BY t.id) FROM recalls t WHERE t.record_key = r.key)`;
/**
 * Taking back what was released (issue 6, Recall; ADR 0039).
 *
 * A recall is written by the owner, once for each act; recall_readers has one row for each organisation that it takes the record from.
 * Its row, and nothing else, lets an organisation know of the recall, and only if it had read the record: for whoever never did neither the
 * recall nor the place the record leaves behind exists. An UNREAD row wakes up if a leaf follows of somebody who was reading while the
 * recall was committed. The recall keeps reference, kind and level of its moment, because those it is shown to no longer see the record; it is
 * seen by whoever was cleared for the record.
 *
 * Readings are an index over the log, not a second log. No foreign key to records: the check would lock the record's row for each read.
 */
export class Recalls1760000000028 implements MigrationInterface {
  name = 'Recalls1760000000028';

  async up(q: QueryRunner): Promise<void> {
    await this.readings(q);
    await this.recalls(q);
    await this.destructions(q);
    await this.functions(q);
    await this.state(q, RELEASES_IN_STATE, RECALLS_IN_STATE);
    await q.query('ALTER TABLE releases ADD COLUMN supersedes uuid REFERENCES releases (id)');
  }

  private async readings(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE readings (
        record_key bigint NOT NULL,
        organisation_key int NOT NULL,
        leaf_key bigint NOT NULL,
        at timestamptz NOT NULL,
        version int NOT NULL,
        action text NOT NULL,
        alone boolean NOT NULL,
        person bigint NOT NULL,
        PRIMARY KEY (record_key, organisation_key, leaf_key));
      ${forced('readings')}
      GRANT SELECT, INSERT ON readings TO lambi_audit;
      CREATE POLICY readings_audit ON readings TO lambi_audit USING (true) WITH CHECK (true);
      GRANT SELECT ON readings TO lambi_app;
      CREATE POLICY readings_select ON readings FOR SELECT TO lambi_app USING (organisation_key = ${ME}
        OR EXISTS (SELECT 1 FROM records r WHERE r.key = readings.record_key AND r.owner_id = ${ME}));
      SET LOCAL ROLE lambi_audit;
      ${READINGS_OF('true')};
      RESET ROLE;
    `);
  }

  private async recalls(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE recalls (
        id uuid PRIMARY KEY,
        record_key bigint NOT NULL REFERENCES records (key),
        owner_id int NOT NULL REFERENCES organisations (key),
        record_id uuid NOT NULL,
        reference text NOT NULL,
        kind text NOT NULL,
        classification smallint NOT NULL REFERENCES classifications (level),
        act text NOT NULL CHECK (act IN ('WITHDRAWN', 'NARROWED')),
        everybody boolean NOT NULL,
        audience_keys int[] NOT NULL,
        release_ids uuid[] NOT NULL,
        because text,
        destroy_copies boolean NOT NULL,
        terms jsonb,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        by_user int NOT NULL REFERENCES users (key),
        CONSTRAINT recalls_owner_unique UNIQUE (id, record_key, owner_id),
        CONSTRAINT recalls_terms_check CHECK ((act = 'NARROWED') = (terms IS NOT NULL)));
      CREATE INDEX recalls_by_record ON recalls (record_key);
      CREATE INDEX recalls_by_owner ON recalls (owner_id);
      CREATE TABLE recall_readers (
        recall_id uuid NOT NULL,
        organisation_key int NOT NULL REFERENCES organisations (key),
        record_key bigint NOT NULL,
        owner_id int NOT NULL,
        basis text NOT NULL CHECK (basis IN ('READ', 'REACHED', 'UNREAD')),
        told_if_read_before timestamptz NOT NULL DEFAULT clock_timestamp() + interval '1 minute',
        PRIMARY KEY (organisation_key, recall_id),
        -- A policy cannot look the recall up, because the recall's policy looks here.
        CONSTRAINT recall_readers_recall_fk FOREIGN KEY (recall_id, record_key, owner_id) REFERENCES recalls (id, record_key, owner_id));
      CREATE INDEX recall_readers_by_recall ON recall_readers (recall_id);

      ${forced('recall_readers')}
      GRANT SELECT, INSERT ON recall_readers TO lambi_app;
      CREATE POLICY recall_readers_select ON recall_readers FOR SELECT TO lambi_app USING (owner_id = ${ME} OR (organisation_key = ${ME} AND (basis <> 'UNREAD'
        OR EXISTS (SELECT 1 FROM readings g WHERE g.record_key = recall_readers.record_key AND g.organisation_key = ${ME}
          AND g.at < recall_readers.told_if_read_before))));

      ${forced('recalls')}
      GRANT SELECT, INSERT ON recalls TO lambi_app;
      GRANT SELECT ON recalls TO lambi_audit;
      CREATE POLICY recalls_audit ON recalls FOR SELECT TO lambi_audit USING (true);
      CREATE POLICY recalls_select ON recalls FOR SELECT TO lambi_app USING (classification <= ${CLEARANCE} AND (owner_id = ${ME}
        OR EXISTS (SELECT 1 FROM recall_readers t WHERE t.recall_id = recalls.id AND t.organisation_key = ${ME})));
      CREATE POLICY recalls_insert ON recalls FOR INSERT TO lambi_app WITH CHECK (owner_id = ${ME} AND by_user = ${USER}
        AND EXISTS (SELECT 1 FROM records r WHERE r.key = recalls.record_key AND r.owner_id = ${ME} AND r.id = recalls.record_id
          AND r.reference = recalls.reference AND r.kind = recalls.kind AND r.classification = recalls.classification));
      CREATE CONSTRAINT TRIGGER recalls_require_leaf AFTER INSERT ON recalls
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_leaf();
      CREATE POLICY recall_readers_insert ON recall_readers FOR INSERT TO lambi_app WITH CHECK (owner_id = ${ME} AND organisation_key <> ${ME}
        AND EXISTS (SELECT 1 FROM records r WHERE r.key = recall_readers.record_key AND r.owner_id = ${ME}));
      CREATE CONSTRAINT TRIGGER recall_readers_require_leaf AFTER INSERT ON recall_readers
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_leaf();
    `);
  }

  /** What an organisation says became of its copies. Seen by itself and by the originator; the first row confirms, later ones add. */
  private async destructions(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE recall_destructions (
        id uuid PRIMARY KEY,
        recall_id uuid NOT NULL REFERENCES recalls (id),
        owner_id int NOT NULL REFERENCES organisations (key),
        originator_id int NOT NULL,
        statement text NOT NULL,
        copies int CHECK (copies >= 0),
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        by_user int NOT NULL REFERENCES users (key));
      CREATE INDEX recall_destructions_by_recall ON recall_destructions (recall_id);
      ${forced('recall_destructions')}
      GRANT SELECT, INSERT ON recall_destructions TO lambi_app;
      CREATE POLICY recall_destructions_select ON recall_destructions FOR SELECT TO lambi_app USING ((owner_id = ${ME} OR originator_id = ${ME})
        AND EXISTS (SELECT 1 FROM recalls r WHERE r.id = recall_destructions.recall_id));
      CREATE POLICY recall_destructions_insert ON recall_destructions FOR INSERT TO lambi_app WITH CHECK (owner_id = ${ME} AND by_user = ${USER}
        AND EXISTS (SELECT 1 FROM recalls r JOIN recall_readers t ON t.recall_id = r.id AND t.organisation_key = ${ME}
          WHERE r.id = recall_destructions.recall_id AND r.owner_id = recall_destructions.originator_id));
      CREATE CONSTRAINT TRIGGER recall_destructions_require_leaf AFTER INSERT ON recall_destructions
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_leaf();
    `);
  }

  private async functions(q: QueryRunner): Promise<void> {
    await q.query(
      definer(
        'lambi_audit',
        'app.index_readings(uuid)',
        `
      CREATE FUNCTION app.index_readings(leaf uuid) RETURNS void LANGUAGE plpgsql ${pinned} AS $$
        BEGIN
          ${READINGS_OF(`l.log_id = nullif(current_setting('app.me', true), '')::int AND l.id = leaf AND l.xmin = pg_current_xact_id()::xid`)};
        END $$;`,
      ),
    );
    // A release that ran out leaves no row its reader could see. Told to whoever had read the record; an UNCLASSIFIED one, whose reads are
    // not in the log, to whoever the release reached.
    await q.query(`GRANT SELECT ON group_members TO lambi_audit;
      CREATE POLICY group_members_audit ON group_members FOR SELECT TO lambi_audit USING (true)`);
    await q.query(
      definer(
        'lambi_audit',
        'app.ended_releases(bigint[])',
        `
      CREATE FUNCTION app.ended_releases(keys bigint[]) RETURNS TABLE (record_key bigint, record_id uuid, reference text, kind text, organisation text, at timestamptz)
      LANGUAGE sql STABLE ${pinned} AS $$
        SELECT DISTINCT ON (r.key) r.key, r.id, r.reference, r.kind, o.code, l.expires_at
          FROM unnest(keys) AS w (key) JOIN records r ON r.key = w.key JOIN organisations o ON o.key = r.owner_id JOIN releases l ON l.record_key = r.key
         WHERE r.classification <= ${CLEARANCE} AND r.deleted_at IS NULL AND l.revoked_at IS NULL AND l.expires_at <= now()
           AND l.audience_key = ANY ((${READERS})::int[])
           AND (EXISTS (SELECT FROM readings g WHERE g.record_key = r.key AND g.organisation_key = ${ME})
             OR (r.classification = 0 AND NOT EXISTS (SELECT FROM group_members m -- taken in since: it was never reached
               WHERE m.audience_key = l.audience_key AND m.organisation_key = ${ME} AND m.added_at >= l.expires_at)))
         ORDER BY r.key, l.expires_at DESC $$;`,
      ),
    );
  }

  /** Changed where it stands: other migrations say other parts of the same function anew. */
  private async state(q: QueryRunner, before: string, after: string): Promise<void> {
    const [{ sql }] = (await q.query(`SELECT pg_get_functiondef('app.record_state(bigint)'::regprocedure) AS sql`)) as [
      { sql: string },
    ];
    if (!sql.includes(before)) throw new Error('app.record_state does not say releases as this migration knows it');
    await q.query(redefined('lambi_audit', `${sql.replace(before, () => after)};`));
  }

  /** Records recalled since have other state hashes afterwards: going back is for development. */
  async down(q: QueryRunner): Promise<void> {
    await this.state(q, RECALLS_IN_STATE, RELEASES_IN_STATE);
    await q.query(`
      ALTER TABLE releases DROP COLUMN supersedes;
      DROP FUNCTION app.ended_releases(bigint[]), app.index_readings(uuid);
      DROP TABLE recall_destructions, recall_readers, recalls, readings;
      DROP POLICY group_members_audit ON group_members;
      REVOKE SELECT ON group_members FROM lambi_audit;
    `);
  }
}
