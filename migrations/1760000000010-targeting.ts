import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ME, ownerOnly, USER } from './support/protect-table';

const seesTarget = (table: string): string => `EXISTS (SELECT 1 FROM targets t WHERE t.id = ${table}.target_id)`;

/**
 * The targeting queue. What an organisation thinks of its bills is its own, whatever it releases; and somebody not cleared for a bill
 * does not see its target either, so every table asks for the bill as well as for the owner.
 *
 * A target holds the score that stands. Each score that ever stood is a row of target_scores and each decision a row of
 * target_decisions, neither of which can be changed: what an officer saw when deciding is kept.
 */
export class Targeting1760000000010 implements MigrationInterface {
  name = 'Targeting1760000000010';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE targets (
        id uuid PRIMARY KEY,
        owner_id int NOT NULL REFERENCES organisations (key),
        record_key bigint NOT NULL REFERENCES records (key),
        version int NOT NULL DEFAULT 1,
        state text NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'RELEASED', 'ESCALATED')),
        score int NOT NULL,
        score_id uuid NOT NULL,
        codes text[] NOT NULL,
        indicators jsonb NOT NULL,
        table_version text NOT NULL,
        table_hash text NOT NULL,
        screening text NOT NULL CHECK (screening IN ('NOT_AVAILABLE', 'SCREENED')),
        scored_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT targets_bill_unique UNIQUE (owner_id, record_key));
      CREATE INDEX targets_queue ON targets (owner_id, state, score DESC, id DESC);
      CREATE INDEX targets_by_score ON targets (owner_id, score DESC, id DESC);
      ${ownerOnly('targets', {
        update: [
          'version',
          'state',
          'score',
          'score_id',
          'codes',
          'indicators',
          'table_version',
          'table_hash',
          'screening',
          'scored_at',
        ],
      })}
      CREATE POLICY targets_sees_bill ON targets AS RESTRICTIVE FOR SELECT TO lambi_app
        USING (EXISTS (SELECT 1 FROM records r WHERE r.key = targets.record_key));
      CREATE POLICY targets_own_bill ON targets AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (EXISTS (SELECT 1 FROM records r WHERE r.key = targets.record_key AND r.owner_id = ${ME}));

      CREATE TABLE target_scores (
        id uuid PRIMARY KEY,
        owner_id int NOT NULL REFERENCES organisations (key),
        target_id uuid NOT NULL REFERENCES targets (id),
        score int NOT NULL,
        codes text[] NOT NULL,
        indicators jsonb NOT NULL,
        table_version text NOT NULL,
        table_hash text NOT NULL,
        screening text NOT NULL CHECK (screening IN ('NOT_AVAILABLE', 'SCREENED')),
        scored_at timestamptz NOT NULL DEFAULT now(),
        scored_by int NOT NULL REFERENCES users (key));
      CREATE INDEX target_scores_by_target ON target_scores (target_id, scored_at);
      ${ownerOnly('target_scores')}
      CREATE POLICY target_scores_sees_target ON target_scores AS RESTRICTIVE FOR SELECT TO lambi_app USING (${seesTarget('target_scores')});
      CREATE POLICY target_scores_own ON target_scores AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (scored_by = ${USER} AND ${seesTarget('target_scores')});

      CREATE TABLE target_decisions (
        id uuid PRIMARY KEY,
        owner_id int NOT NULL REFERENCES organisations (key),
        target_id uuid NOT NULL REFERENCES targets (id),
        state text NOT NULL CHECK (state IN ('OPEN', 'RELEASED', 'ESCALATED')),
        reason text NOT NULL,
        score int NOT NULL,
        score_id uuid NOT NULL,
        decided_at timestamptz NOT NULL DEFAULT now(),
        decided_by int NOT NULL REFERENCES users (key));
      CREATE INDEX target_decisions_by_target ON target_decisions (target_id, decided_at);
      ${ownerOnly('target_decisions')}
      CREATE POLICY target_decisions_sees_target ON target_decisions AS RESTRICTIVE FOR SELECT TO lambi_app USING (${seesTarget('target_decisions')});
      CREATE POLICY target_decisions_own ON target_decisions AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (decided_by = ${USER} AND ${seesTarget('target_decisions')});

      CREATE TABLE indicator_settings (
        id uuid PRIMARY KEY,
        owner_id int NOT NULL REFERENCES organisations (key),
        code text NOT NULL,
        enabled boolean NOT NULL,
        weight smallint CHECK (weight BETWEEN 0 AND 100),
        reason text NOT NULL,
        set_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        set_by int NOT NULL REFERENCES users (key));
      CREATE INDEX indicator_settings_newest ON indicator_settings (owner_id, code, set_at DESC);
      ${ownerOnly('indicator_settings')}
      CREATE POLICY indicator_settings_own ON indicator_settings AS RESTRICTIVE FOR INSERT TO lambi_app WITH CHECK (set_by = ${USER});
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP TABLE indicator_settings, target_decisions, target_scores, targets');
  }
}
