import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CLEARANCE, forced, ME, ownerOnly, USER } from './support/protect-table';

const visible = (column: string): string =>
  `(${column} IS NULL OR EXISTS (SELECT 1 FROM records r WHERE r.key = assessments.${column}))`;

/**
 * Versions of the embargo table, and what was answered by them.
 *
 * A version is written once. Only the columns of its decision may be written afterwards, once, by somebody else than the proposer if it
 * is an approval: the policy and a CHECK both say so, because the first is about who is acting and the second about what the row says.
 * The versions a release of the program brings are rows too (status BUILT_IN, written by the owner at each migration): what an old
 * assessment was answered by can be read after the program has moved on.
 *
 * An assessment is never changed: there is no UPDATE grant. What it repeats is tied by (owner_id, follows) and not by a policy, which
 * could not look into its own table; the same key lets an assessment be repeated once, so that a chain has one newest end.
 */
export class Embargo1760000000007 implements MigrationInterface {
  name = 'Embargo1760000000007';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE rule_sets (
        id uuid PRIMARY KEY,
        version text NOT NULL,
        hash bytea NOT NULL CHECK (length(hash) = 32),
        content jsonb NOT NULL,
        status text NOT NULL CHECK (status IN ('BUILT_IN', 'PROPOSED', 'APPROVED', 'REJECTED')),
        proposed_by int REFERENCES users (key),
        proposed_for int REFERENCES organisations (key),
        proposed_at timestamptz NOT NULL DEFAULT now(),
        reason text,
        decided_by int REFERENCES users (key),
        decided_for int REFERENCES organisations (key),
        decided_at timestamptz,
        decision_note text,
        effective_from timestamptz,
        CONSTRAINT rule_sets_named UNIQUE (id, hash, version),
        CONSTRAINT rule_sets_proposed CHECK ((status = 'BUILT_IN') = (proposed_by IS NULL)
          AND (proposed_by IS NULL) = (proposed_for IS NULL) AND (proposed_by IS NULL) = (reason IS NULL)),
        CONSTRAINT rule_sets_decided CHECK ((status IN ('APPROVED', 'REJECTED')) = (decided_by IS NOT NULL)
          AND (decided_by IS NULL) = (decided_at IS NULL) AND (decided_by IS NULL) = (decided_for IS NULL)),
        CONSTRAINT rule_sets_second_person CHECK (status <> 'APPROVED' OR decided_by <> proposed_by),
        CONSTRAINT rule_sets_effective CHECK ((status = 'APPROVED') = (effective_from IS NOT NULL) AND effective_from >= decided_at));
      -- A rejected version may be proposed again as it is, and its name used anew.
      CREATE UNIQUE INDEX rule_sets_hash_unique ON rule_sets (hash) WHERE status <> 'REJECTED';
      CREATE UNIQUE INDEX rule_sets_version_unique ON rule_sets (version) WHERE status IN ('PROPOSED', 'APPROVED');
      CREATE INDEX rule_sets_newest ON rule_sets (proposed_at DESC, id DESC);
      ${forced('rule_sets')}
      GRANT SELECT, INSERT ON rule_sets TO lambi_app;
      GRANT UPDATE (status, decided_by, decided_for, decided_at, decision_note, effective_from) ON rule_sets TO lambi_app;
      GRANT SELECT ON rule_sets TO lambi_audit;
      CREATE POLICY rule_sets_audit ON rule_sets FOR SELECT TO lambi_audit USING (true);
      -- The law is public: every casework role reads it. Whoever has none has clearance -1.
      CREATE POLICY rule_sets_select ON rule_sets FOR SELECT TO lambi_app USING (${CLEARANCE} >= 0);
      CREATE POLICY rule_sets_propose ON rule_sets FOR INSERT TO lambi_app WITH CHECK (
        ${CLEARANCE} >= 0 AND status = 'PROPOSED' AND proposed_by = ${USER} AND proposed_for = ${ME});
      CREATE POLICY rule_sets_decide ON rule_sets FOR UPDATE TO lambi_app USING (${CLEARANCE} >= 0 AND status = 'PROPOSED')
        WITH CHECK (decided_by = ${USER} AND decided_for = ${ME} AND (status = 'REJECTED' OR (status = 'APPROVED' AND decided_by <> proposed_by)));
      CREATE POLICY rule_sets_delivered ON rule_sets FOR INSERT TO lambi_owner WITH CHECK (status = 'BUILT_IN');
      CREATE CONSTRAINT TRIGGER rule_sets_require_leaf AFTER INSERT OR UPDATE ON rule_sets
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.status <> 'BUILT_IN') EXECUTE FUNCTION app.require_leaf();

      CREATE TABLE assessments (
        id uuid PRIMARY KEY,
        owner_id int NOT NULL REFERENCES organisations (key),
        classification smallint NOT NULL REFERENCES classifications (level),
        record_key bigint REFERENCES records (key),
        exemption_key bigint REFERENCES records (key),
        input jsonb NOT NULL,
        reading text NOT NULL CHECK (reading IN ('AS_IT_STOOD', 'AS_OF')),
        as_of date,
        shipment_date date,
        outcome text NOT NULL CHECK (outcome IN ('NOT_PROHIBITED', 'OUT_OF_EMBARGO_SCOPE', 'EXEMPT_STANDING', 'EXEMPT_NON_LETHAL',
          'EXEMPT_APPROVED', 'EVIDENCE_REQUIRED', 'NEEDS_LEGAL_CONFIRMATION', 'PROHIBITED_UNLESS_APPROVED', 'PROHIBITED')),
        flags text[] NOT NULL DEFAULT '{}',
        gap_jurisdictions text[] NOT NULL DEFAULT '{}',
        -- Of the answer, for counting: unpacking 20,000 whole answers takes most of a second.
        gaps jsonb NOT NULL DEFAULT '[]',
        answer jsonb NOT NULL,
        rule_set_id uuid NOT NULL,
        rule_set_hash bytea NOT NULL,
        rule_set_version text NOT NULL,
        follows uuid,
        created_at timestamptz NOT NULL DEFAULT now(),
        created_by int NOT NULL REFERENCES users (key),
        CONSTRAINT assessments_owned UNIQUE (owner_id, id),
        CONSTRAINT assessments_repeated_once UNIQUE (owner_id, follows),
        CONSTRAINT assessments_follows FOREIGN KEY (owner_id, follows) REFERENCES assessments (owner_id, id),
        CONSTRAINT assessments_rule_set FOREIGN KEY (rule_set_id, rule_set_hash, rule_set_version) REFERENCES rule_sets (id, hash, version),
        CONSTRAINT assessments_as_of_check CHECK ((reading = 'AS_OF') = (as_of IS NOT NULL)));
      CREATE INDEX assessments_newest ON assessments (owner_id, created_at DESC, id DESC);
      CREATE INDEX assessments_with_gaps ON assessments (owner_id, created_at DESC, id DESC) WHERE gap_jurisdictions <> '{}';
      CREATE INDEX assessments_by_record ON assessments (record_key) WHERE record_key IS NOT NULL;
      ${ownerOnly('assessments')}
      -- It repeats facts of a classified bill: a colleague without the clearance does not read them here either.
      CREATE POLICY assessments_cleared ON assessments AS RESTRICTIVE FOR SELECT TO lambi_app USING (classification <= ${CLEARANCE});
      CREATE POLICY assessments_made ON assessments AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (created_by = ${USER} AND classification <= ${CLEARANCE});
      CREATE POLICY assessments_sees_targets ON assessments AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (${visible('record_key')} AND ${visible('exemption_key')});
      CREATE CONSTRAINT TRIGGER assessments_require_leaf AFTER INSERT ON assessments
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_leaf();
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE assessments, rule_sets`);
  }
}
