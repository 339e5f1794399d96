import type { MigrationInterface, QueryRunner } from 'typeorm';
import { definer, DUTY, forced, ME, ownerOnly, READERS, USER } from './support/protect-table';

const pinned = `SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp`;
const TASK = 'inspection_reports.remind';

const requireLeaf = (table: string, on: string): string => `
  CREATE CONSTRAINT TRIGGER ${table}_require_leaf AFTER ${on} ON ${table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_leaf();`;
const seesRecord = (table: string): string => `EXISTS (SELECT 1 FROM records r WHERE r.key = ${table}.record_key)`;
const ownRecord = (table: string): string =>
  `EXISTS (SELECT 1 FROM records r WHERE r.key = ${table}.record_key AND r.owner_id = ${ME})`;
const letJobsRead = (table: string): string =>
  `GRANT SELECT ON ${table} TO lambi_jobs; CREATE POLICY ${table}_jobs ON ${table} FOR SELECT TO lambi_jobs USING (true);`;
const letAuditRead = (table: string): string =>
  `GRANT SELECT ON ${table} TO lambi_audit; CREATE POLICY ${table}_audit ON ${table} FOR SELECT TO lambi_audit USING (true);`;

/** A duty stands while the inspection does, and a follow-up while something was found: an inspection corrected to NIL owes none. */
const STANDS = `EXISTS (SELECT 1 FROM inspections i WHERE i.record_key = d.record_key AND i.status IN ('COMPLETED', 'CLOSED')
  AND (d.kind = 'INITIAL' OR i.result = 'FOUND'))`;

const NATIONAL_HOLIDAYS_OF_HAITI = [
  "1, 1, 'Fête de l''Indépendance nationale'",
  "1, 2, 'Jour des Aïeux'",
  "5, 1, 'Fête de l''Agriculture et du Travail'",
  "5, 18, 'Fête du Drapeau et de l''Université'",
  "11, 18, 'Commémoration de la Bataille de Vertières'",
]
  .map((holiday) => `('HT', ${holiday}, 'Constitution of Haiti (1987), art. 275-1: national holidays')`)
  .join(', ');

/**
 * Reports of inspections to others: by when, what they said, and to whom.
 *
 * Resolution 2692 (2023) sets no deadline, so the days are a project policy that an administrator replaces by a new version; nothing is
 * changed in place, and a duty keeps the version it arose under. That a report is due, late or reminded of is its owner's affair alone.
 *
 * A report is written once. What it says is the text \`snapshot\`, whose hash stands in the log; only that it was superseded or withdrawn
 * is added later. It hangs on its inspection, but is narrower than it: beside its owner only the audiences it was addressed to see it,
 * as long as the inspection is released to them. Whoever is let in later, after the owner has corrected something, must not find what
 * was corrected in an older report.
 */
export class InspectionReports1760000000022 implements MigrationInterface {
  name = 'InspectionReports1760000000022';

  async up(q: QueryRunner): Promise<void> {
    await this.policies(q);
    await this.duties(q);
    await this.reports(q);
    await this.functions(q);
    await q.query(`INSERT INTO job_tasks VALUES ('${TASK}')`);
  }

  private async policies(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE reporting_policies (
        key int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        id uuid NOT NULL UNIQUE,
        code text NOT NULL,
        organisation_key int REFERENCES organisations (key),
        version int NOT NULL,
        label text NOT NULL,
        source text NOT NULL,
        initial_working_days smallint NOT NULL CHECK (initial_working_days BETWEEN 1 AND 250),
        follow_up_days smallint NOT NULL CHECK (follow_up_days BETWEEN 1 AND 730),
        counted_from text NOT NULL CHECK (counted_from IN ('COMPLETION', 'EXAMINATION')),
        remind_days smallint NOT NULL CHECK (remind_days BETWEEN 0 AND 60),
        created_at timestamptz NOT NULL DEFAULT now(),
        created_by int REFERENCES users (key),
        CONSTRAINT reporting_policies_version_unique UNIQUE NULLS NOT DISTINCT (organisation_key, version));
      INSERT INTO reporting_policies (id, code, version, label, source, initial_working_days, follow_up_days, counted_from, remind_days) VALUES
        ('01900000-0000-7000-8000-000000002692', 'COOPERATION_DEFAULT', 1, 'Project policy, not law',
         'Resolution 2692 (2023) sets no deadline. Modelled on reporting under sibling regimes: 2428 (2018), para. 10 (promptly; within 30 days if prohibited items were found).',
         5, 30, 'COMPLETION', 2);
      ${forced('reporting_policies')}
      GRANT SELECT, INSERT ON reporting_policies TO lambi_app;
      CREATE POLICY reporting_policies_select ON reporting_policies FOR SELECT TO lambi_app
        USING (organisation_key IS NULL OR organisation_key = ${ME} OR ${DUTY} = 'access');
      CREATE POLICY reporting_policies_insert ON reporting_policies FOR INSERT TO lambi_app
        WITH CHECK (${DUTY} = 'access' AND created_by = ${USER});
      ${letJobsRead('reporting_policies')}
      ${requireLeaf('reporting_policies', 'INSERT')}

      CREATE TABLE public_holidays (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        country char(2) NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
        year smallint CHECK (year BETWEEN 1900 AND 2200),
        month smallint NOT NULL CHECK (month BETWEEN 1 AND 12),
        day smallint NOT NULL CHECK (day BETWEEN 1 AND 31),
        observed boolean NOT NULL DEFAULT true,
        name text NOT NULL,
        source text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        created_by int REFERENCES users (key));
      INSERT INTO public_holidays (country, month, day, name, source) VALUES ${NATIONAL_HOLIDAYS_OF_HAITI};
      CREATE INDEX public_holidays_newest ON public_holidays (country, created_at DESC, id DESC);
      ${forced('public_holidays')}
      GRANT SELECT, INSERT ON public_holidays TO lambi_app;
      CREATE POLICY public_holidays_select ON public_holidays FOR SELECT TO lambi_app USING (${ME} IS NOT NULL);
      CREATE POLICY public_holidays_insert ON public_holidays FOR INSERT TO lambi_app WITH CHECK (${DUTY} = 'access' AND created_by = ${USER});
      ${requireLeaf('public_holidays', 'INSERT')}
    `);
  }

  private async duties(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE inspection_report_duties (
        id uuid PRIMARY KEY,
        owner_id int NOT NULL REFERENCES organisations (key),
        record_key bigint NOT NULL REFERENCES records (key),
        kind text NOT NULL CHECK (kind IN ('INITIAL', 'FOLLOW_UP')),
        policy_key int NOT NULL REFERENCES reporting_policies (key),
        time_zone text NOT NULL,
        counted_from date NOT NULL,
        first_due_on date NOT NULL,
        due_on date NOT NULL,
        due_at timestamptz NOT NULL,
        arose_at timestamptz NOT NULL,
        met_at timestamptz,
        met_by uuid,
        CONSTRAINT inspection_report_duties_once UNIQUE (owner_id, record_key, kind),
        CONSTRAINT inspection_report_duties_met CHECK ((met_at IS NULL) = (met_by IS NULL)));
      CREATE INDEX inspection_report_duties_unmet ON inspection_report_duties (owner_id, due_at, id) WHERE met_at IS NULL;
      CREATE INDEX inspection_report_duties_all ON inspection_report_duties (owner_id, due_at, id);
      CREATE INDEX inspection_report_duties_to_remind ON inspection_report_duties (due_at) WHERE met_at IS NULL;
      ${ownerOnly('inspection_report_duties', { update: ['due_on', 'due_at', 'met_at', 'met_by'] })}
      CREATE POLICY inspection_report_duties_sees_record ON inspection_report_duties AS RESTRICTIVE FOR SELECT TO lambi_app
        USING (${seesRecord('inspection_report_duties')});
      CREATE POLICY inspection_report_duties_own_record ON inspection_report_duties AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (met_at IS NULL AND due_on = first_due_on AND ${ownRecord('inspection_report_duties')});
      ${letJobsRead('inspection_report_duties')}
      ${requireLeaf('inspection_report_duties', 'INSERT OR UPDATE')}

      CREATE TABLE inspection_report_extensions (
        id uuid PRIMARY KEY,
        owner_id int NOT NULL REFERENCES organisations (key),
        duty_id uuid NOT NULL REFERENCES inspection_report_duties (id),
        from_due_on date NOT NULL,
        to_due_on date NOT NULL,
        reason text NOT NULL,
        extended_at timestamptz NOT NULL DEFAULT now(),
        extended_by int NOT NULL REFERENCES users (key),
        CONSTRAINT inspection_report_extensions_later CHECK (to_due_on > from_due_on));
      CREATE INDEX inspection_report_extensions_by_duty ON inspection_report_extensions (duty_id, extended_at);
      ${ownerOnly('inspection_report_extensions')}
      CREATE POLICY inspection_report_extensions_sees_duty ON inspection_report_extensions AS RESTRICTIVE FOR SELECT TO lambi_app
        USING (EXISTS (SELECT 1 FROM inspection_report_duties d WHERE d.id = duty_id));
      CREATE POLICY inspection_report_extensions_own ON inspection_report_extensions AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (extended_by = ${USER} AND EXISTS (SELECT 1 FROM inspection_report_duties d WHERE d.id = duty_id));
      ${requireLeaf('inspection_report_extensions', 'INSERT')}

      CREATE TABLE inspection_report_reminders (
        id uuid PRIMARY KEY,
        owner_id int NOT NULL REFERENCES organisations (key),
        duty_id uuid NOT NULL REFERENCES inspection_report_duties (id),
        stage text NOT NULL CHECK (stage IN ('DUE_SOON', 'OVERDUE')),
        round int NOT NULL,
        due_on date NOT NULL,
        reminded_at timestamptz NOT NULL,
        CONSTRAINT inspection_report_reminders_once UNIQUE (owner_id, duty_id, stage, due_on, round));
      CREATE INDEX inspection_report_reminders_newest ON inspection_report_reminders (owner_id, reminded_at DESC, id DESC);
      ${forced('inspection_report_reminders')}
      GRANT SELECT ON inspection_report_reminders TO lambi_app;
      CREATE POLICY inspection_report_reminders_select ON inspection_report_reminders FOR SELECT TO lambi_app
        USING (owner_id = ${ME} AND EXISTS (SELECT 1 FROM inspection_report_duties d WHERE d.id = duty_id));
      GRANT SELECT, INSERT ON inspection_report_reminders TO lambi_jobs;
      CREATE POLICY inspection_report_reminders_jobs ON inspection_report_reminders TO lambi_jobs USING (true) WITH CHECK (true);
      ${letJobsRead('inspections')}
    `);
  }

  private async reports(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE inspection_reports (
        id uuid PRIMARY KEY,
        owner_id int NOT NULL REFERENCES organisations (key),
        record_key bigint NOT NULL REFERENCES records (key),
        seq int NOT NULL,
        kind text NOT NULL CHECK (kind IN ('INITIAL', 'FOLLOW_UP')),
        language text NOT NULL CHECK (language IN ('en', 'fr', 'es')),
        audience_keys int[] NOT NULL,
        snapshot text NOT NULL,
        sha256 bytea NOT NULL CHECK (length(sha256) = 32),
        code text COLLATE "C" NOT NULL,
        receipt_id uuid NOT NULL,
        issued_at timestamptz NOT NULL,
        issued_by int NOT NULL REFERENCES users (key),
        supersedes uuid,
        superseded_at timestamptz,
        withdrawn_at timestamptz,
        withdrawn_by int REFERENCES users (key),
        withdrawn_because text,
        CONSTRAINT inspection_reports_record_unique UNIQUE (id, record_key),
        -- Of the same inspection: a policy cannot look at its own table.
        CONSTRAINT inspection_reports_supersedes_fk FOREIGN KEY (supersedes, record_key) REFERENCES inspection_reports (id, record_key),
        CONSTRAINT inspection_reports_seq_unique UNIQUE (owner_id, record_key, seq),
        CONSTRAINT inspection_reports_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_because IS NULL)));
      CREATE UNIQUE INDEX inspection_reports_standing_unique ON inspection_reports (owner_id, record_key, kind)
        WHERE superseded_at IS NULL AND withdrawn_at IS NULL;
      -- Drawn at random by the program: whoever met another's would have guessed 95 bits.
      CREATE UNIQUE INDEX inspection_reports_code_unique ON inspection_reports (code);
      ${forced('inspection_reports')}
      GRANT SELECT, INSERT ON inspection_reports TO lambi_app;
      GRANT UPDATE (superseded_at, withdrawn_at, withdrawn_by, withdrawn_because) ON inspection_reports TO lambi_app;
      CREATE POLICY inspection_reports_select ON inspection_reports FOR SELECT TO lambi_app USING (${seesRecord('inspection_reports')}
        AND (owner_id = ${ME} OR (withdrawn_at IS NULL AND audience_keys && ${READERS})));
      CREATE POLICY inspection_reports_insert ON inspection_reports FOR INSERT TO lambi_app WITH CHECK (owner_id = ${ME} AND issued_by = ${USER}
        AND superseded_at IS NULL AND withdrawn_at IS NULL AND ${ownRecord('inspection_reports')});
      CREATE POLICY inspection_reports_update ON inspection_reports FOR UPDATE TO lambi_app
        USING (owner_id = ${ME} AND withdrawn_at IS NULL)
        WITH CHECK (owner_id = ${ME} AND (withdrawn_at IS NULL OR withdrawn_by = ${USER}) AND ${ownRecord('inspection_reports')});
      ${letAuditRead('inspection_reports')}
      ${requireLeaf('inspection_reports', 'INSERT OR UPDATE')}

      CREATE TABLE inspection_report_documents (
        report_id uuid NOT NULL REFERENCES inspection_reports (id),
        owner_id int NOT NULL,
        language text NOT NULL CHECK (language IN ('en', 'fr', 'es')),
        format text NOT NULL CHECK (format IN ('pdf', 'xlsx')),
        sha256 bytea NOT NULL CHECK (length(sha256) = 32),
        first_served_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT inspection_report_documents_pkey PRIMARY KEY (owner_id, report_id, sha256));
      ${forced('inspection_report_documents')}
      GRANT SELECT, INSERT ON inspection_report_documents TO lambi_app;
      CREATE POLICY inspection_report_documents_select ON inspection_report_documents FOR SELECT TO lambi_app
        USING (EXISTS (SELECT 1 FROM inspection_reports p WHERE p.id = report_id));
      CREATE POLICY inspection_report_documents_insert ON inspection_report_documents FOR INSERT TO lambi_app
        WITH CHECK (EXISTS (SELECT 1 FROM inspection_reports p WHERE p.id = report_id AND p.owner_id = inspection_report_documents.owner_id));
      ${letAuditRead('inspection_report_documents')}
      ${requireLeaf('inspection_report_documents', 'INSERT')}
    `);
  }

  private async functions(q: QueryRunner): Promise<void> {
    // Before anybody is known: whoever holds a code may learn that the report behind it was issued, and nothing of what it says.
    await q.query(
      definer(
        'lambi_audit',
        'app.verify_report(text)',
        `
      CREATE FUNCTION app.verify_report(wanted text) RETURNS TABLE (kind text, issued_at timestamptz, organisation_code text, organisation_name text,
        sha256 bytea, superseded_at timestamptz, withdrawn_at timestamptz, receipt_id uuid, leaf_hash bytea, payload bytea, documents json)
      LANGUAGE sql STABLE ${pinned} AS $$
        SELECT p.kind, p.issued_at, o.code, o.name, p.sha256, p.superseded_at, p.withdrawn_at, p.receipt_id, l.leaf_hash, l.payload,
               coalesce((SELECT json_agg(json_build_object('language', d.language, 'format', d.format, 'sha256', encode(d.sha256, 'hex'))
                   ORDER BY d.format, d.language, d.first_served_at)
                 FROM inspection_report_documents d WHERE d.report_id = p.id), '[]')
          FROM inspection_reports p JOIN organisations o ON o.key = p.owner_id JOIN audit_leaves l ON l.log_id = p.owner_id AND l.id = p.receipt_id
         WHERE p.code = wanted $$;`,
      ),
    );
    // On nobody's behalf, for all organisations at once: one reminder before a duty is due, one when it is overdue, one for each week more.
    await q.query(
      definer(
        'lambi_jobs',
        'app.remind_of_reports(timestamptz)',
        `
      CREATE FUNCTION app.remind_of_reports(at timestamptz) RETURNS bigint LANGUAGE sql ${pinned} AS $$
        WITH made AS (
          INSERT INTO inspection_report_reminders (id, owner_id, duty_id, stage, round, due_on, reminded_at)
          SELECT gen_random_uuid(), d.owner_id, d.id, CASE WHEN at >= d.due_at THEN 'OVERDUE' ELSE 'DUE_SOON' END,
                 CASE WHEN at >= d.due_at THEN floor(extract(epoch FROM at - d.due_at) / 604800)::int ELSE 0 END, d.due_on, at
            FROM inspection_report_duties d JOIN reporting_policies p ON p.key = d.policy_key
           WHERE d.met_at IS NULL AND d.due_at <= at + p.remind_days * interval '1 day' AND ${STANDS}
          ON CONFLICT DO NOTHING RETURNING 1)
        SELECT count(*) FROM made $$;`,
      ),
    );
    await q.query(
      definer(
        'lambi_jobs',
        'app.overdue_report_duties(timestamptz)',
        `
      CREATE FUNCTION app.overdue_report_duties(at timestamptz) RETURNS TABLE (kind text, overdue bigint) LANGUAGE sql STABLE ${pinned} AS $$
        SELECT d.kind, count(*) FROM inspection_report_duties d WHERE d.met_at IS NULL AND d.due_at <= at AND ${STANDS} GROUP BY d.kind $$;`,
      ),
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP FUNCTION app.overdue_report_duties(timestamptz), app.remind_of_reports(timestamptz), app.verify_report(text);
      DELETE FROM job_tasks WHERE name = '${TASK}';
      DROP TABLE inspection_report_documents, inspection_reports, inspection_report_reminders, inspection_report_extensions,
        inspection_report_duties, public_holidays, reporting_policies;
      DROP POLICY inspections_jobs ON inspections;
      REVOKE SELECT ON inspections FROM lambi_jobs;
    `);
  }
}
