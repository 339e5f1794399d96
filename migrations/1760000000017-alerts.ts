import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CLEARANCE, definer, ME, ownerOnly, USER } from './support/protect-table';

const pinned = `SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp`;
const TASKS = ['screening.screen_records', 'screening.screen_organisation'];
const STANDING = `('OPEN', 'DISMISSED', 'CONFIRM_PROPOSED', 'CONFIRMED')`;

/** From what to what people move an alert, each time with a judgement of their own. The rest is done by a screening. */
const BY_PEOPLE = [
  ...['OPEN>OPEN', 'OPEN>DISMISSED', 'OPEN>CONFIRM_PROPOSED', 'DISMISSED>OPEN'],
  ...['CONFIRM_PROPOSED>CONFIRMED', 'CONFIRM_PROPOSED>OPEN', 'CONFIRMED>OPEN'],
];

const requireLeaf = (table: string, on: string): string => `
  CREATE CONSTRAINT TRIGGER ${table}_require_leaf AFTER ${on} ON ${table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_leaf();`;
const seesRecord = (table: string, column = 'record_key'): string =>
  `EXISTS (SELECT 1 FROM records r WHERE r.key = ${table}.${column})`;

/**
 * Alerts: hits of what an organisation has recorded on lists, and what people make of them.
 *
 * An alert is its owner's alone, whatever is released of the record, and as hidden from a colleague as the record and each source of the
 * values that the hit rests on. It is written once; only its state moves. A judgement holds for a pair and for the values that were
 * compared (`basis`), so the one thing that can stand in the way of an alert is an alert that stands on the very same values. That the
 * key contains the basis matters: what is hidden from a screening must not keep it from opening an alert.
 *
 * Four eyes: a trigger, because no policy sees a row before and after. Every move by a person needs a judgement that this person wrote
 * about this version of the alert, and whoever proposed a match is not the one who confirms it. A constraint says the second once more.
 *
 * Counts of a run are kept by level of classification, so that nobody's sum contains what is above that person's clearance.
 */
export class Alerts1760000000017 implements MigrationInterface {
  name = 'Alerts1760000000017';

  async up(q: QueryRunner): Promise<void> {
    await this.runs(q);
    await q.query(`
      CREATE TABLE alerts (
        id uuid PRIMARY KEY,
        owner_id int NOT NULL REFERENCES organisations (key),
        record_key bigint NOT NULL REFERENCES records (key),
        subject_key bigint NOT NULL REFERENCES screening_subjects (key),
        pointer text NOT NULL,
        list_key int NOT NULL REFERENCES watchlists (key),
        entry_key bigint NOT NULL REFERENCES watchlist_entries (key),
        content_key bigint NOT NULL REFERENCES watchlist_contents (key),
        opened_version bigint NOT NULL REFERENCES watchlist_versions (key),
        run_id uuid NOT NULL REFERENCES screening_runs (id),
        former_id uuid REFERENCES alerts (id),
        score double precision NOT NULL,
        features jsonb NOT NULL,
        compared jsonb NOT NULL,
        basis bytea NOT NULL CHECK (length(basis) = 32),
        sources jsonb NOT NULL,
        rests_on bigint[] NOT NULL,
        level smallint NOT NULL REFERENCES classifications (level),
        state text NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'DISMISSED', 'CONFIRM_PROPOSED', 'CONFIRMED', 'SUPERSEDED', 'LAPSED')),
        urgency smallint NOT NULL GENERATED ALWAYS AS (CASE state WHEN 'OPEN' THEN 2 WHEN 'CONFIRM_PROPOSED' THEN 1 ELSE 0 END) STORED,
        version int NOT NULL DEFAULT 1,
        opened_at timestamptz NOT NULL DEFAULT now(),
        proposed_by int REFERENCES users (key),
        confirmed_by int REFERENCES users (key),
        ended_at timestamptz,
        ended_because text CHECK (ended_because IN ('VALUES_CHANGED', 'DELISTED', 'NO_LONGER_A_HIT')),
        CONSTRAINT alerts_ended_check CHECK ((state IN ('SUPERSEDED', 'LAPSED')) = (ended_at IS NOT NULL) AND (ended_at IS NULL) = (ended_because IS NULL)),
        CONSTRAINT alerts_four_eyes CHECK (state <> 'CONFIRMED' OR (proposed_by IS NOT NULL AND confirmed_by IS NOT NULL AND proposed_by <> confirmed_by)));
      CREATE UNIQUE INDEX alerts_standing_unique ON alerts (owner_id, subject_key, entry_key, basis) WHERE state IN ${STANDING};
      CREATE INDEX alerts_queue ON alerts (owner_id, urgency DESC, score DESC, id DESC);
      CREATE INDEX alerts_by_pair ON alerts (subject_key, entry_key, opened_at DESC, id DESC);
      CREATE INDEX alerts_by_entry ON alerts (entry_key) WHERE state IN ${STANDING};
      CREATE INDEX alerts_by_list ON alerts (owner_id, list_key) WHERE state IN ${STANDING};
      CREATE INDEX alerts_by_record ON alerts (record_key);
      CREATE INDEX alerts_by_basis ON alerts (owner_id, basis);
      ${ownerOnly('alerts', { update: ['state', 'version', 'proposed_by', 'confirmed_by', 'ended_at', 'ended_because'] })}
      CREATE POLICY alerts_shows_record ON alerts AS RESTRICTIVE FOR SELECT TO lambi_app USING (${seesRecord('alerts')}
        AND (rests_on = '{}' OR NOT EXISTS (SELECT 1 FROM unnest(alerts.rests_on) AS s (key)
          WHERE NOT EXISTS (SELECT 1 FROM records r WHERE r.key = s.key))));
      CREATE POLICY alerts_of_own_record ON alerts AS RESTRICTIVE FOR INSERT TO lambi_app WITH CHECK (
        state = 'OPEN' AND version = 1 AND proposed_by IS NULL AND confirmed_by IS NULL
        AND EXISTS (SELECT 1 FROM screening_subjects s JOIN records r ON r.key = s.record_key
          WHERE s.key = subject_key AND s.record_key = alerts.record_key AND r.owner_id = ${ME})
        AND EXISTS (SELECT 1 FROM watchlist_contents c WHERE c.key = content_key AND c.entry_key = alerts.entry_key AND c.list_key = alerts.list_key));
      ${requireLeaf('alerts', 'INSERT OR UPDATE')}

      CREATE TABLE alert_judgements (
        id uuid PRIMARY KEY,
        owner_id int NOT NULL REFERENCES organisations (key),
        alert_id uuid NOT NULL REFERENCES alerts (id),
        record_key bigint NOT NULL REFERENCES records (key),
        alert_version int NOT NULL,
        decision text NOT NULL CHECK (decision IN ('dismiss', 'confirm', 'unsure', 'reopen')),
        reason text NOT NULL,
        basis bytea NOT NULL,
        judged_by int NOT NULL REFERENCES users (key),
        judged_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT alert_judgements_once UNIQUE (owner_id, alert_id, alert_version));
      ${ownerOnly('alert_judgements')}
      -- By the record and not by the alert: the policies of alerts and judgements would ask each other for ever.
      CREATE POLICY alert_judgements_shows_record ON alert_judgements AS RESTRICTIVE FOR SELECT TO lambi_app USING (${seesRecord('alert_judgements')});
      CREATE POLICY alert_judgements_own ON alert_judgements AS RESTRICTIVE FOR INSERT TO lambi_app WITH CHECK (judged_by = ${USER}
        AND EXISTS (SELECT 1 FROM alerts a WHERE a.id = alert_id AND a.record_key = alert_judgements.record_key AND a.version = alert_version
          AND a.basis = alert_judgements.basis AND a.state IN ${STANDING}));
      ${requireLeaf('alert_judgements', 'INSERT')}

      CREATE FUNCTION app.alert_moves() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
        DECLARE
          me int := nullif(current_setting('app.user', true), '')::int;
          by_people boolean := OLD.state || '>' || NEW.state = ANY ('{${BY_PEOPLE.join(',')}}');
        BEGIN
          IF NEW.version <> OLD.version + 1 OR OLD.state NOT IN ${STANDING} OR NOT (by_people OR NEW.state IN ('SUPERSEDED', 'LAPSED'))
             OR (by_people AND NOT EXISTS (SELECT FROM alert_judgements j WHERE j.alert_id = NEW.id AND j.alert_version = OLD.version AND j.judged_by = me))
             OR (NEW.state = 'CONFIRM_PROPOSED' AND NEW.proposed_by IS DISTINCT FROM me)
             OR (NEW.state = 'CONFIRMED' AND (NEW.proposed_by IS DISTINCT FROM OLD.proposed_by OR NEW.proposed_by = me OR NEW.confirmed_by IS DISTINCT FROM me)) THEN
            RAISE EXCEPTION 'an alert is not moved like this' USING ERRCODE = 'LA004';
          END IF;
          RETURN NEW;
        END $$;
      CREATE TRIGGER alerts_moves BEFORE UPDATE ON alerts FOR EACH ROW EXECUTE FUNCTION app.alert_moves();
      INSERT INTO job_tasks VALUES ${TASKS.map((task) => `('${task}')`).join(', ')};
    `);
    // What an organisation can be told of, for screenings that no person asked for. It says nothing that a credential does not say.
    await q.query(
      definer(
        'lambi_auth',
        'app.organisation_reach(int)',
        `
      CREATE FUNCTION app.organisation_reach(wanted int) RETURNS TABLE (organisation_key int, organisation_id uuid, organisation_code text, readers int[])
      LANGUAGE sql STABLE ${pinned} AS $$
        SELECT o.key, o.id, o.code, (SELECT array_agg(a.key ORDER BY a.key) FROM audiences a
           WHERE a.key = o.audience_key OR (a.kind = 'STATE' AND a.code = o.state) OR (a.kind = 'BODY' AND a.code = o.kind)
              OR (a.kind = 'GROUP' AND a.key IN (SELECT m.audience_key FROM group_members m WHERE m.organisation_key = o.key)))
          FROM organisations o WHERE o.key = wanted AND o.disabled_at IS NULL AND o.kind <> 'OPERATOR' $$;`,
      ),
    );
  }

  private async runs(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE screening_runs (
        id uuid PRIMARY KEY,
        owner_id int NOT NULL REFERENCES organisations (key),
        cause text NOT NULL CHECK (cause IN ('RECORD_CHANGED', 'LIST_CHANGED', 'BATCH', 'CATCH_UP')),
        state text NOT NULL CHECK (state IN ('RUNNING', 'FINISHED', 'OVERTAKEN')),
        goes_by text NOT NULL CHECK (goes_by IN ('SUBJECTS', 'WORDINGS')),
        record_key bigint REFERENCES records (key),
        list_key int REFERENCES watchlists (key),
        after_version bigint REFERENCES watchlist_versions (key),
        version_key bigint REFERENCES watchlist_versions (key),
        level smallint NOT NULL REFERENCES classifications (level),
        wordings int NOT NULL DEFAULT 0,
        position bigint NOT NULL DEFAULT 0,
        started_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz,
        CONSTRAINT screening_runs_list_check CHECK ((cause = 'LIST_CHANGED') = (version_key IS NOT NULL) AND (version_key IS NULL) = (list_key IS NULL)));
      CREATE UNIQUE INDEX screening_runs_version_unique ON screening_runs (owner_id, list_key, version_key) WHERE version_key IS NOT NULL;
      CREATE INDEX screening_runs_newest ON screening_runs (owner_id, started_at DESC, id DESC);
      ${ownerOnly('screening_runs', { update: ['state', 'position', 'finished_at'] })}
      CREATE POLICY screening_runs_cleared ON screening_runs AS RESTRICTIVE FOR SELECT TO lambi_app
        USING (level <= ${CLEARANCE} AND (record_key IS NULL OR ${seesRecord('screening_runs')}));
      CREATE POLICY screening_runs_own_record ON screening_runs AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (record_key IS NULL OR EXISTS (SELECT 1 FROM records r WHERE r.key = screening_runs.record_key AND r.owner_id = ${ME}));
      ${requireLeaf('screening_runs', 'INSERT OR UPDATE')}

      CREATE TABLE screening_run_counts (
        owner_id int NOT NULL REFERENCES organisations (key),
        run_id uuid NOT NULL REFERENCES screening_runs (id),
        level smallint NOT NULL REFERENCES classifications (level),
        subjects int NOT NULL,
        pairs int NOT NULL,
        hits int NOT NULL,
        opened int NOT NULL,
        superseded int NOT NULL,
        lapsed int NOT NULL,
        CONSTRAINT screening_run_counts_pkey PRIMARY KEY (owner_id, run_id, level));
      ${ownerOnly('screening_run_counts', { update: ['subjects', 'pairs', 'hits', 'opened', 'superseded', 'lapsed'] })}
      CREATE POLICY screening_run_counts_cleared ON screening_run_counts AS RESTRICTIVE FOR SELECT TO lambi_app USING (level <= ${CLEARANCE});
      CREATE POLICY screening_run_counts_own_run ON screening_run_counts AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (EXISTS (SELECT 1 FROM screening_runs s WHERE s.id = run_id));
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP FUNCTION app.organisation_reach(int);
      DELETE FROM job_tasks WHERE name IN (${TASKS.map((task) => `'${task}'`).join(', ')});
      DROP TABLE alert_judgements, alerts;
      DROP FUNCTION app.alert_moves();
      DROP TABLE screening_run_counts, screening_runs;
    `);
  }
}
