import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ownerOnly, USER } from './support/protect-table';

const seesEntity = (column: string): string =>
  `EXISTS (SELECT 1 FROM records r WHERE r.key = entity_judgements.${column} AND r.kind = 'entity')`;

/**
 * Which entities are one. A judgement is an organisation's own view and touches neither entity, so another's released entity can be
 * judged, and un-merging has nothing to restore. It exists only for readers who see both entities: a cluster that loses a member to a
 * withdrawn release or a higher classification says nothing of it.
 *
 * Rows are only added. Each names the row on the same pair that it follows, and no row is followed twice, so the judgements on a pair are
 * one chain, whatever races; what stands is its end. The time is taken after the organisation's lock, in milliseconds as it is shown, so
 * that a time read from one answer finds the same state when it is asked for.
 */
export class EntityJudgements1760000000015 implements MigrationInterface {
  name = 'EntityJudgements1760000000015';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE entity_judgements (
        id uuid PRIMARY KEY,
        owner_id int NOT NULL REFERENCES organisations (key),
        left_key bigint NOT NULL REFERENCES records (key),
        right_key bigint NOT NULL REFERENCES records (key),
        decision text NOT NULL CHECK (decision IN ('same', 'not_same', 'unsure', 'withdrawn')),
        reason text NOT NULL,
        score double precision CHECK (score BETWEEN 0 AND 1),
        supersedes_id uuid,
        judged_at timestamptz NOT NULL DEFAULT date_trunc('milliseconds', clock_timestamp()),
        judged_by int NOT NULL REFERENCES users (key),
        CONSTRAINT entity_judgements_ordered CHECK (left_key < right_key),
        CONSTRAINT entity_judgements_withdraws CHECK (decision <> 'withdrawn' OR supersedes_id IS NOT NULL),
        CONSTRAINT entity_judgements_chain_unique UNIQUE NULLS NOT DISTINCT (owner_id, left_key, right_key, supersedes_id),
        CONSTRAINT entity_judgements_pair_unique UNIQUE (id, owner_id, left_key, right_key),
        CONSTRAINT entity_judgements_supersedes_fk FOREIGN KEY (supersedes_id, owner_id, left_key, right_key)
          REFERENCES entity_judgements (id, owner_id, left_key, right_key));
      CREATE INDEX entity_judgements_by_right ON entity_judgements (owner_id, right_key);
      ${ownerOnly('entity_judgements')}
      CREATE POLICY entity_judgements_sees_both ON entity_judgements AS RESTRICTIVE FOR SELECT TO lambi_app
        USING (${seesEntity('left_key')} AND ${seesEntity('right_key')});
      CREATE POLICY entity_judgements_judges_both ON entity_judgements AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (judged_by = ${USER} AND ${seesEntity('left_key')} AND ${seesEntity('right_key')});
      CREATE CONSTRAINT TRIGGER entity_judgements_require_leaf AFTER INSERT ON entity_judgements
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_leaf();
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP TABLE entity_judgements');
  }
}
