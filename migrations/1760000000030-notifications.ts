import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CLEARANCE, definer, forced, ME, ownerOnly, USER } from './support/protect-table';

const pinned = `SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp`;
const TASKS = ['notifications.dispatch', 'notifications.mail', 'notifications.digest', 'notifications.deliver_webhook'];
/** Up to so many people are told in the transaction itself, more by a job: whoever releases a record does not wait for a thousand rows. */
const TOLD_AT_ONCE = 200;

const requireLeaf = (table: string, on: string): string => `
  CREATE CONSTRAINT TRIGGER ${table}_require_leaf AFTER ${on} ON ${table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_leaf();`;
/** A recall is told to those who can no longer see what was recalled: the id of the record stays away, the fact does not. */
const showsRecord = (table: string): string => `(${table}.record_id IS NULL OR ${table}.kind = 'record.recalled'
  OR EXISTS (SELECT 1 FROM records r WHERE r.id = ${table}.record_id))`;
/** What else a notice may be about, where it has no record or says more than that: shown as long as that itself is. */
const showsAbout = `CASE about_type
  WHEN 'blind_match' THEN EXISTS (SELECT 1 FROM blind_matches m WHERE m.id = about_id) OR EXISTS (SELECT 1 FROM blind_hits h WHERE h.id = about_id)
  WHEN 'webhook' THEN EXISTS (SELECT 1 FROM webhooks w WHERE w.id = about_id) ELSE true END`;
const jobsMay = (table: string, verbs: string): string =>
  `GRANT ${verbs} ON ${table} TO lambi_jobs; CREATE POLICY ${table}_jobs ON ${table} TO lambi_jobs USING (true) WITH CHECK (true);`;

/** Organisations that a notice is for. By audience: all that it reaches at that moment, but for whoever tells. */
const ADDRESSED = `
  SELECT o.key FROM organisations o LEFT JOIN audiences a ON a.key = n.audience_key
   WHERE o.disabled_at IS NULL AND o.kind <> 'OPERATOR' AND (o.key = n.organisation_key OR (o.key IS DISTINCT FROM n.given_by_organisation
     AND (o.audience_key = a.key OR (a.kind = 'STATE' AND a.code = o.state) OR (a.kind = 'BODY' AND a.code = o.kind)
       OR (a.kind = 'GROUP' AND EXISTS (SELECT 1 FROM group_members m WHERE m.audience_key = a.key AND m.organisation_key = o.key)))))`;
/** A recall shows without its record, and a match or a webhook has none: that there is one above it is no news for the less cleared. */
const cleared = (clearance: string): string => {
  const above = (table: string, level = 'classification'): string =>
    `EXISTS (SELECT 1 FROM ${table} c WHERE c.id = n.about_id AND c.${level} > ${clearance})`;
  return `(CASE WHEN n.kind = 'record.recalled' THEN NOT EXISTS (SELECT 1 FROM records c WHERE c.id = n.record_id AND c.classification > ${clearance})
    WHEN n.about_type = 'blind_match' THEN NOT (${above('blind_matches')} OR ${above('blind_hits')})
    WHEN n.about_type = 'webhook' THEN NOT ${above('webhooks', 'clearance')} ELSE true END)`;
};
/** People it is for: whoever acts is not told of the own act. */
const RECIPIENTS = `
  SELECT u.key, u.organisation_key FROM users u JOIN organisations o ON o.key = u.organisation_key
   WHERE u.disabled_at IS NULL AND o.disabled_at IS NULL AND u.key IS DISTINCT FROM n.given_by AND ${cleared('u.clearance')}
     AND (u.key = n.user_key OR (u.roles && casework AND u.organisation_key IN (${ADDRESSED})))`;

/**
 * What people hear of, and by which way.
 *
 * A notice crosses organisations: whoever tells may not write into another's inbox, nor learn who is there. So it is told to one function,
 * which writes rows that their receiver alone sees and answers nothing. Rows hold ids and no content, and the policy asks each time
 * whether the record is visible now: a notice whose record was taken back is not there any more.
 *
 * The program acts for an organisation without a person (user 0) where it writes down what became of an e-mail or a delivery: a person
 * may have been disabled by then, or the record withdrawn, and that too must be noted.
 */
export class Notifications1760000000030 implements MigrationInterface {
  name = 'Notifications1760000000030';

  async up(q: QueryRunner): Promise<void> {
    await this.webhooks(q);
    await this.inbox(q);
    await this.mails(q);
    await this.functions(q);
    await q.query(`INSERT INTO job_tasks VALUES ${TASKS.map((task) => `('${task}')`).join(', ')}`);
  }

  private async inbox(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE notices (
        id uuid PRIMARY KEY,
        kind text NOT NULL,
        record_id uuid,
        about_type text,
        about_id uuid,
        organisation_key int REFERENCES organisations (key),
        user_key int REFERENCES users (key),
        audience_key int REFERENCES audiences (key),
        given_by int REFERENCES users (key),
        given_by_organisation int REFERENCES organisations (key),
        given_at timestamptz NOT NULL,
        fanned_out_at timestamptz,
        dispatched_at timestamptz,
        CONSTRAINT notices_one_address CHECK (num_nonnulls(organisation_key, user_key, audience_key) = 1),
        CONSTRAINT notices_about CHECK ((about_type IS NULL) = (about_id IS NULL)));
      ${forced('notices')}
      ${jobsMay('notices', 'SELECT, INSERT')}
      GRANT UPDATE (fanned_out_at, dispatched_at) ON notices TO lambi_jobs;

      CREATE TABLE notifications (
        id uuid PRIMARY KEY,
        notice_id uuid NOT NULL REFERENCES notices (id),
        owner_id int NOT NULL REFERENCES organisations (key),
        user_key int NOT NULL REFERENCES users (key),
        kind text NOT NULL,
        record_id uuid,
        about_type text,
        about_id uuid,
        channel text NOT NULL CHECK (channel IN ('INBOX', 'EMAIL', 'DIGEST')),
        occurred_at timestamptz NOT NULL,
        read_at timestamptz,
        digested_at timestamptz,
        CONSTRAINT notifications_once UNIQUE (user_key, notice_id));
      CREATE INDEX notifications_by_notice ON notifications (notice_id);
      CREATE INDEX notifications_newest ON notifications (user_key, occurred_at DESC, id DESC);
      CREATE INDEX notifications_unread ON notifications (user_key, occurred_at DESC, id DESC) WHERE read_at IS NULL;
      CREATE INDEX notifications_to_digest ON notifications (user_key, occurred_at) WHERE channel = 'DIGEST' AND digested_at IS NULL;
      ${forced('notifications')}
      GRANT SELECT ON notifications TO lambi_app;
      GRANT UPDATE (read_at, digested_at) ON notifications TO lambi_app;
      CREATE POLICY notifications_select ON notifications FOR SELECT TO lambi_app
        USING (owner_id = ${ME} AND user_key = ${USER} AND ${showsRecord('notifications')} AND ${showsAbout});
      CREATE POLICY notifications_update ON notifications FOR UPDATE TO lambi_app
        USING (owner_id = ${ME} AND user_key = ${USER}) WITH CHECK (owner_id = ${ME} AND user_key = ${USER});
      ${jobsMay('notifications', 'SELECT, INSERT')}

      CREATE TABLE notification_preferences (
        user_key int PRIMARY KEY REFERENCES users (key),
        owner_id int NOT NULL REFERENCES organisations (key),
        version int NOT NULL,
        language text CHECK (language IN ('en', 'fr', 'es')),
        time_zone text,
        quiet_from smallint CHECK (quiet_from BETWEEN 0 AND 1439),
        quiet_until smallint CHECK (quiet_until BETWEEN 0 AND 1439),
        digest_every text NOT NULL CHECK (digest_every IN ('DAILY', 'WEEKLY')),
        digest_hour smallint NOT NULL CHECK (digest_hour BETWEEN 0 AND 23),
        digest_weekday smallint NOT NULL CHECK (digest_weekday BETWEEN 1 AND 7),
        channels jsonb NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT notification_preferences_quiet CHECK ((quiet_from IS NULL) = (quiet_until IS NULL)));
      ${forced('notification_preferences')}
      GRANT SELECT, INSERT ON notification_preferences TO lambi_app;
      GRANT UPDATE (version, language, time_zone, quiet_from, quiet_until, digest_every, digest_hour, digest_weekday, channels, updated_at)
        ON notification_preferences TO lambi_app;
      CREATE POLICY notification_preferences_select ON notification_preferences FOR SELECT TO lambi_app USING (owner_id = ${ME} AND user_key = ${USER});
      CREATE POLICY notification_preferences_insert ON notification_preferences FOR INSERT TO lambi_app WITH CHECK (owner_id = ${ME} AND user_key = ${USER});
      CREATE POLICY notification_preferences_update ON notification_preferences FOR UPDATE TO lambi_app
        USING (owner_id = ${ME} AND user_key = ${USER}) WITH CHECK (owner_id = ${ME} AND user_key = ${USER});
      GRANT SELECT (user_key, channels) ON notification_preferences TO lambi_jobs;
      CREATE POLICY notification_preferences_jobs ON notification_preferences FOR SELECT TO lambi_jobs USING (true);
      ${requireLeaf('notification_preferences', 'INSERT OR UPDATE')}
    `);
  }

  private async mails(q: QueryRunner): Promise<void> {
    const own = `owner_id = ${ME} AND (user_key = ${USER} OR ${USER} = 0)`;
    await q.query(`
      CREATE TABLE notification_mails (
        id uuid PRIMARY KEY,
        owner_id int NOT NULL REFERENCES organisations (key),
        user_key int NOT NULL REFERENCES users (key),
        purpose text NOT NULL CHECK (purpose IN ('AT_ONCE', 'DIGEST')),
        notification_ids uuid[] NOT NULL,
        state text NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'SENT', 'NOT_SENT', 'FAILED')),
        reason text,
        attempts int NOT NULL DEFAULT 0,
        planned_at timestamptz NOT NULL,
        next_attempt_at timestamptz,
        done_at timestamptz,
        CONSTRAINT notification_mails_done CHECK ((state = 'WAITING') = (done_at IS NULL)));
      CREATE INDEX notification_mails_newest ON notification_mails (user_key, planned_at DESC, id DESC);
      ${forced('notification_mails')}
      GRANT SELECT, INSERT ON notification_mails TO lambi_app;
      GRANT UPDATE (state, reason, attempts, next_attempt_at, done_at) ON notification_mails TO lambi_app;
      CREATE POLICY notification_mails_select ON notification_mails FOR SELECT TO lambi_app USING (${own});
      CREATE POLICY notification_mails_insert ON notification_mails FOR INSERT TO lambi_app WITH CHECK (${own});
      CREATE POLICY notification_mails_update ON notification_mails FOR UPDATE TO lambi_app USING (${own}) WITH CHECK (${own});
      ${jobsMay('notification_mails', 'SELECT, INSERT')}
      ${requireLeaf('notification_mails', 'INSERT OR UPDATE')}
    `);
  }

  private async webhooks(q: QueryRunner): Promise<void> {
    const ofOwn = (table: string): string =>
      `EXISTS (SELECT 1 FROM webhooks w WHERE w.id = ${table}.webhook_id AND w.owner_id = ${ME})`;
    await q.query(`
      CREATE TABLE webhooks (
        id uuid PRIMARY KEY,
        owner_id int NOT NULL REFERENCES organisations (key),
        version int NOT NULL DEFAULT 1,
        url text NOT NULL,
        kinds text[] NOT NULL,
        description text NOT NULL,
        clearance smallint NOT NULL REFERENCES classifications (level),
        created_at timestamptz NOT NULL,
        created_by int NOT NULL REFERENCES users (key),
        failing_since timestamptz,
        disabled_at timestamptz,
        disabled_because text CHECK (disabled_because IN ('BY_HAND', 'FAILING')),
        CONSTRAINT webhooks_disabled CHECK ((disabled_at IS NULL) = (disabled_because IS NULL)));
      CREATE INDEX webhooks_newest ON webhooks (owner_id, created_at DESC, id DESC);
      ${ownerOnly('webhooks', { update: ['version', 'kinds', 'description', 'failing_since', 'disabled_at', 'disabled_because'] })}
      -- Whoever may read less than a webhook tells of does not administer it, nor make one that tells of more.
      CREATE POLICY webhooks_cleared ON webhooks AS RESTRICTIVE FOR SELECT TO lambi_app USING (clearance <= ${CLEARANCE});
      CREATE POLICY webhooks_own_clearance ON webhooks AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (created_by = ${USER} AND clearance <= ${CLEARANCE});
      ${requireLeaf('webhooks', 'INSERT OR UPDATE')}
      GRANT SELECT (id, owner_id, kinds, clearance, disabled_at) ON webhooks TO lambi_jobs;
      CREATE POLICY webhooks_jobs ON webhooks FOR SELECT TO lambi_jobs USING (true);

      CREATE TABLE webhook_secrets (
        id uuid PRIMARY KEY,
        owner_id int NOT NULL REFERENCES organisations (key),
        webhook_id uuid NOT NULL REFERENCES webhooks (id),
        sealed text NOT NULL,
        created_at timestamptz NOT NULL,
        created_by int NOT NULL REFERENCES users (key),
        valid_until timestamptz);
      CREATE INDEX webhook_secrets_by_webhook ON webhook_secrets (webhook_id, created_at DESC);
      ${ownerOnly('webhook_secrets', { update: ['valid_until'] })}
      CREATE POLICY webhook_secrets_of_own ON webhook_secrets AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (created_by = ${USER} AND ${ofOwn('webhook_secrets')});
      ${requireLeaf('webhook_secrets', 'INSERT OR UPDATE OF valid_until')}
      -- Sealed anew after the vault secret was changed: what is sealed stays the same, and needs no leaf.
      GRANT SELECT (id, owner_id, webhook_id, sealed, valid_until), UPDATE (sealed) ON webhook_secrets TO lambi_jobs;
      CREATE POLICY webhook_secrets_jobs_select ON webhook_secrets FOR SELECT TO lambi_jobs USING (true);
      CREATE POLICY webhook_secrets_jobs_update ON webhook_secrets FOR UPDATE TO lambi_jobs USING (true) WITH CHECK (true);

      CREATE TABLE webhook_deliveries (
        id uuid PRIMARY KEY,
        owner_id int NOT NULL REFERENCES organisations (key),
        webhook_id uuid NOT NULL REFERENCES webhooks (id),
        notice_id uuid NOT NULL,
        kind text NOT NULL,
        record_id uuid,
        occurred_at timestamptz NOT NULL,
        planned_at timestamptz NOT NULL,
        redelivery_of uuid REFERENCES webhook_deliveries (id),
        state text NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING', 'DELIVERED', 'NOT_SENT', 'GIVEN_UP')),
        reason text,
        attempts int NOT NULL DEFAULT 0,
        next_attempt_at timestamptz,
        done_at timestamptz,
        CONSTRAINT webhook_deliveries_done CHECK ((state = 'PENDING') = (done_at IS NULL)));
      CREATE INDEX webhook_deliveries_newest ON webhook_deliveries (webhook_id, planned_at DESC, id DESC);
      ${ownerOnly('webhook_deliveries', { update: ['state', 'reason', 'attempts', 'next_attempt_at', 'done_at'] })}
      CREATE POLICY webhook_deliveries_shows_record ON webhook_deliveries AS RESTRICTIVE FOR SELECT TO lambi_app
        USING (${USER} = 0 OR (${showsRecord('webhook_deliveries')}
          AND EXISTS (SELECT 1 FROM webhooks w WHERE w.id = webhook_deliveries.webhook_id)));
      CREATE POLICY webhook_deliveries_of_own ON webhook_deliveries AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (${ofOwn('webhook_deliveries')} AND ${showsRecord('webhook_deliveries')});
      ${jobsMay('webhook_deliveries', 'SELECT, INSERT')}
      ${requireLeaf('webhook_deliveries', 'INSERT OR UPDATE')}

      CREATE TABLE webhook_attempts (
        owner_id int NOT NULL REFERENCES organisations (key),
        delivery_id uuid NOT NULL REFERENCES webhook_deliveries (id),
        number int NOT NULL,
        at timestamptz NOT NULL,
        status int,
        fault text,
        took_ms int NOT NULL,
        CONSTRAINT webhook_attempts_pkey PRIMARY KEY (owner_id, delivery_id, number));
      ${ownerOnly('webhook_attempts')}
      CREATE POLICY webhook_attempts_of_own ON webhook_attempts AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (EXISTS (SELECT 1 FROM webhook_deliveries d WHERE d.id = delivery_id AND d.owner_id = ${ME}));
      CREATE POLICY webhook_attempts_shows_delivery ON webhook_attempts AS RESTRICTIVE FOR SELECT TO lambi_app
        USING (EXISTS (SELECT 1 FROM webhook_deliveries d WHERE d.id = delivery_id));
      ${requireLeaf('webhook_attempts', 'INSERT')}
    `);
  }

  private async functions(q: QueryRunner): Promise<void> {
    // Who is there, and nothing of what they are called or how they are reached.
    await q.query(`
      GRANT SELECT (key, organisation_key, roles, clearance, disabled_at) ON users TO lambi_jobs;
      CREATE POLICY users_jobs ON users FOR SELECT TO lambi_jobs USING (true);
      GRANT SELECT ON group_members TO lambi_jobs;
      CREATE POLICY group_members_jobs ON group_members FOR SELECT TO lambi_jobs USING (true);
      GRANT SELECT ON audiences TO lambi_jobs;
      CREATE POLICY audiences_jobs ON audiences FOR SELECT TO lambi_jobs USING (true);
      CREATE POLICY organisations_jobs ON organisations FOR SELECT TO lambi_jobs USING (true);
      GRANT SELECT (id, classification) ON blind_matches, blind_hits TO lambi_jobs;
      CREATE POLICY blind_matches_jobs ON blind_matches FOR SELECT TO lambi_jobs USING (true);
      CREATE POLICY blind_hits_jobs ON blind_hits FOR SELECT TO lambi_jobs USING (true);
    `);
    await q.query(
      definer(
        'lambi_jobs',
        'app.fan_out_notice(uuid, text[], jsonb, int)',
        `
      CREATE FUNCTION app.fan_out_notice(wanted uuid, casework text[], defaults jsonb, most int) RETURNS void LANGUAGE plpgsql ${pinned} AS $$
        DECLARE
          n notices%ROWTYPE;
        BEGIN
          SELECT * INTO n FROM notices WHERE id = wanted FOR UPDATE;
          IF n.fanned_out_at IS NOT NULL
             OR (most IS NOT NULL AND (SELECT count(*) > most FROM (SELECT FROM (${RECIPIENTS}) r LIMIT most + 1) c)) THEN RETURN; END IF;
          INSERT INTO notifications (id, notice_id, owner_id, user_key, kind, record_id, about_type, about_id, channel, occurred_at)
            SELECT gen_random_uuid(), n.id, r.organisation_key, r.key, n.kind, n.record_id, n.about_type, n.about_id, c.channel, n.given_at
              FROM (${RECIPIENTS}) r LEFT JOIN notification_preferences p ON p.user_key = r.key
             CROSS JOIN LATERAL (SELECT coalesce(p.channels ->> n.kind, defaults ->> n.kind) AS channel) c
             WHERE c.channel <> 'OFF' ON CONFLICT DO NOTHING;
          UPDATE notices SET fanned_out_at = n.given_at WHERE id = wanted;
        END $$;`,
        [],
      ),
    );
    await q.query(
      definer(
        'lambi_jobs',
        'app.give_notice(uuid, text, uuid, text, uuid, int, int, int, timestamptz, text[], jsonb)',
        `
      CREATE FUNCTION app.give_notice(notice uuid, kind text, record_id uuid, about_type text, about_id uuid, organisation int, person int, audience int,
        at timestamptz, casework text[], defaults jsonb) RETURNS void LANGUAGE plpgsql ${pinned} AS $$
        BEGIN
          INSERT INTO notices (id, kind, record_id, about_type, about_id, organisation_key, user_key, audience_key, given_by, given_by_organisation, given_at)
            VALUES (notice, kind, record_id, about_type, about_id, organisation, person, audience, nullif(${USER}, 0), nullif(${ME}, 0), at);
          PERFORM app.fan_out_notice(notice, casework, defaults, ${TOLD_AT_ONCE});
        END $$;`,
      ),
    );
    // Afterwards, once: who of those who were told wants an e-mail, and which webhooks. What was told to one person alone goes to no webhook.
    await q.query(
      definer(
        'lambi_jobs',
        'app.dispatch_notice(uuid, text[], jsonb, boolean, timestamptz)',
        `
      CREATE FUNCTION app.dispatch_notice(wanted uuid, casework text[], defaults jsonb, mailing boolean, at timestamptz)
        RETURNS TABLE (organisation_key int, user_key int, mail_id uuid, delivery_id uuid) LANGUAGE plpgsql ${pinned} AS $$
        #variable_conflict use_column
        DECLARE
          n notices%ROWTYPE;
        BEGIN
          PERFORM app.fan_out_notice(wanted, casework, defaults, NULL);
          UPDATE notices SET dispatched_at = at WHERE id = wanted AND dispatched_at IS NULL RETURNING * INTO n;
          IF n.id IS NULL THEN RETURN; END IF;
          RETURN QUERY
            WITH hooks AS (
              INSERT INTO webhook_deliveries (id, owner_id, webhook_id, notice_id, kind, record_id, occurred_at, planned_at, next_attempt_at)
                SELECT gen_random_uuid(), w.owner_id, w.id, n.id, n.kind, n.record_id, n.given_at, at, at FROM webhooks w
                 WHERE n.user_key IS NULL AND w.disabled_at IS NULL AND n.kind = ANY (w.kinds) AND ${cleared('w.clearance')}
                   AND w.owner_id IN (${ADDRESSED}) AND EXISTS (SELECT 1 FROM users u
                     WHERE u.organisation_key = w.owner_id AND u.disabled_at IS NULL AND u.roles && casework AND ${cleared('u.clearance')})
              RETURNING owner_id, id),
            mails AS (
              INSERT INTO notification_mails (id, owner_id, user_key, purpose, notification_ids, planned_at, next_attempt_at)
                SELECT gen_random_uuid(), m.owner_id, m.user_key, 'AT_ONCE', ARRAY[m.id], at, at FROM notifications m
                 WHERE mailing AND m.notice_id = n.id AND m.channel = 'EMAIL'
              RETURNING owner_id, user_key, id)
            SELECT h.owner_id, NULL::int, NULL::uuid, h.id FROM hooks h
            UNION ALL SELECT m.owner_id, m.user_key, m.id, NULL FROM mails m
            UNION ALL SELECT d.owner_id, d.user_key, NULL, NULL FROM notifications d WHERE mailing AND d.notice_id = n.id AND d.channel = 'DIGEST';
        END $$;`,
      ),
    );
    await this.resealing(q);
    // Numbers that name nobody, for the operator.
    await q.query(
      definer(
        'lambi_jobs',
        'app.notification_backlog()',
        `
      CREATE FUNCTION app.notification_backlog() RETURNS TABLE (what text, number bigint) LANGUAGE sql STABLE ${pinned} AS $$
        SELECT 'mails_waiting', count(*) FROM notification_mails WHERE state = 'WAITING'
        UNION ALL SELECT 'mails_failed', count(*) FROM notification_mails WHERE state = 'FAILED'
        UNION ALL SELECT 'deliveries_pending', count(*) FROM webhook_deliveries WHERE state = 'PENDING'
        UNION ALL SELECT 'deliveries_given_up', count(*) FROM webhook_deliveries WHERE state = 'GIVEN_UP' $$;`,
      ),
    );
  }

  private async resealing(q: QueryRunner): Promise<void> {
    await q.query(
      definer(
        'lambi_jobs',
        'app.sealed_webhook_secrets(uuid, int)',
        `
      CREATE FUNCTION app.sealed_webhook_secrets(after uuid, most int) RETURNS TABLE (id uuid, owner_id int, webhook_id uuid, sealed text)
        LANGUAGE sql STABLE ${pinned} AS $$
          SELECT s.id, s.owner_id, s.webhook_id, s.sealed FROM webhook_secrets s
           WHERE s.id > after AND (s.valid_until IS NULL OR s.valid_until > now()) ORDER BY s.id LIMIT most $$;`,
      ),
    );
    await q.query(
      definer(
        'lambi_jobs',
        'app.reseal_webhook_secret(uuid, text, text)',
        `
      CREATE FUNCTION app.reseal_webhook_secret(wanted uuid, was text, anew text) RETURNS void LANGUAGE sql ${pinned} AS $$
        UPDATE webhook_secrets SET sealed = anew WHERE id = wanted AND sealed = was $$;`,
      ),
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP FUNCTION app.sealed_webhook_secrets(uuid, int), app.reseal_webhook_secret(uuid, text, text), app.notification_backlog(), app.dispatch_notice(uuid, text[], jsonb, boolean, timestamptz),
        app.give_notice(uuid, text, uuid, text, uuid, int, int, int, timestamptz, text[], jsonb), app.fan_out_notice(uuid, text[], jsonb, int);
      DELETE FROM job_tasks WHERE name IN (${TASKS.map((task) => `'${task}'`).join(', ')});
      DROP TABLE webhook_attempts, webhook_deliveries, webhook_secrets, webhooks, notification_mails, notification_preferences, notifications, notices;
      DROP POLICY blind_hits_jobs ON blind_hits;
      DROP POLICY blind_matches_jobs ON blind_matches;
      REVOKE SELECT (id, classification) ON blind_matches, blind_hits FROM lambi_jobs;
      DROP POLICY organisations_jobs ON organisations;
      DROP POLICY audiences_jobs ON audiences;
      REVOKE SELECT ON audiences FROM lambi_jobs;
      DROP POLICY group_members_jobs ON group_members;
      REVOKE SELECT ON group_members FROM lambi_jobs;
      DROP POLICY users_jobs ON users;
      REVOKE SELECT (key, organisation_key, roles, clearance, disabled_at) ON users FROM lambi_jobs;
    `);
  }
}
