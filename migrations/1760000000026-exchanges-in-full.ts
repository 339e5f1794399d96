import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  ME,
  ownerOnly,
  READERS,
  redefined,
  spineChild,
  USER,
  WRITTEN_NOW,
  writtenWithRecord,
} from './support/protect-table';

const TASK = 'exchanges.remind';

const replaced = (subject: string, from: string, to: string): string =>
  `found := replace(${subject}, $from$${from}$from$, $to$${to}$to$);
    IF found = ${subject} THEN RAISE EXCEPTION 'what this migration changes is not there'; END IF;`;
const restated = (from: string, to: string): string => `
  DO $do$ DECLARE found text; BEGIN
    ${replaced(`pg_get_functiondef('app.record_state(bigint)'::regprocedure)`, from, to)}
    EXECUTE found;
  END $do$;`;

const rows = (table: string, order: string): string =>
  `(SELECT jsonb_agg(to_jsonb(t) ORDER BY ${order}) FROM ${table} t WHERE t.record_key = r.key)`;
/** sent_at is a copy for the index of the inbox: what was hashed before it came keeps its hash. */
const STATE: readonly (readonly [from: string, to: string])[] = [
  [
    `'recipients', ${rows('exchange_recipients', 't.audience_key')}`,
    `'recipients', (SELECT jsonb_agg(to_jsonb(t) - 'sent_at' ORDER BY t.audience_key) FROM exchange_recipients t WHERE t.record_key = r.key)`,
  ],
  [
    `'events', ${rows('exchange_events', 't.id')}`,
    `'events', ${rows('exchange_events', 't.id')},
              'references', ${rows('exchange_references', 't.target_key')}, 'drafts', ${rows('exchange_drafts', 't.version')},
              'submissions', ${rows('exchange_submissions', 't.id')}, 'decisions', ${rows('exchange_decisions', 't.id')}`,
  ],
];
const alterState = (pairs: readonly (readonly [string, string])[]): string =>
  redefined('lambi_audit', pairs.map(([from, to]) => restated(from, to)).join('\n'));

const EVENTS = ['SENT', 'ACKNOWLEDGED', 'REPLIED_PARTIALLY', 'REPLIED_FULLY', 'DECLINED', 'CLOSED'];
const list = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');
const eventsCheck = (events: readonly string[]): string => `
  ALTER TABLE exchange_events DROP CONSTRAINT exchange_events_event_check;
  ALTER TABLE exchange_events ADD CONSTRAINT exchange_events_event_check CHECK (event IN (${list(events)}));`;
const typesCheck = (types: readonly string[]): string => `
  ALTER TABLE exchanges DROP CONSTRAINT exchanges_type_check;
  ALTER TABLE exchanges ADD CONSTRAINT exchanges_type_check CHECK (type IN (${list(types)}));`;
const partyCheck = (condition: string): string => `
  ALTER TABLE exchange_events DROP CONSTRAINT exchange_events_party_check;
  ALTER TABLE exchange_events ADD CONSTRAINT exchange_events_party_check CHECK (${condition});`;

const visible = (table: string, column: string, more = ''): string =>
  `EXISTS (SELECT 1 FROM records r WHERE r.key = ${table}.${column}${more})`;
const unsent = (table: string): string =>
  `NOT EXISTS (SELECT 1 FROM exchanges e WHERE e.record_key = ${table}.record_key)`;
const ownDraft = (table: string, more: string): string =>
  visible(
    table,
    'record_key',
    ` AND r.kind = 'exchange' AND r.owner_id = ${ME} AND r.version = ${table}.version ${more}`,
  );
const requireLeaf = (table: string, on: string): string => `
  CREATE CONSTRAINT TRIGGER ${table}_require_leaf AFTER ${on} ON ${table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_leaf();`;

const SELECT_EVENTS = (ofSender: string): string => `
  ALTER POLICY exchange_events_select ON exchange_events USING (${visible('exchange_events', 'record_key')}
    AND (owner_id = ${ME} OR exchange_owner_id = ${ME} OR (owner_id = exchange_owner_id${ofSender})));`;
const INSERT_EVENTS = (hand: string, addressing: string): string => `
  ALTER POLICY exchange_events_insert ON exchange_events WITH CHECK (
    owner_id = ${ME} AND ${hand}
    AND EXISTS (SELECT 1 FROM records r WHERE r.key = exchange_events.record_key AND r.owner_id = exchange_events.exchange_owner_id)
    AND (audience_key IS NULL OR (${addressing} AND EXISTS (SELECT 1 FROM exchange_recipients t
      WHERE t.record_key = exchange_events.record_key AND t.audience_key = exchange_events.audience_key)))
    AND (reply_key IS NULL OR EXISTS (SELECT 1 FROM records r WHERE r.key = exchange_events.reply_key AND r.owner_id = ${ME})));`;
const BY_ONESELF = `by_user = ${USER}`;
const IN_READERS = `audience_key = ANY ((${READERS})::int[])`;

/** What the organisation's policy in force asks a second person for; a correction could undo any of it, so it is asked for with the first. */
const ASKED = `EXISTS (SELECT 1 FROM exchange_policies p WHERE p.owner_id = ${ME}
    AND p.version = (SELECT max(q.version) FROM exchange_policies q WHERE q.owner_id = ${ME} AND (NOT q.loosens OR q.confirmed_by IS NOT NULL))
    AND (exchanges.type = ANY (p.second_person_for) OR (exchanges.type = 'CORRECTION' AND cardinality(p.second_person_for) > 0)))`;
const APPROVED = `EXISTS (SELECT 1 FROM exchange_decisions d JOIN records r ON r.key = d.record_key
    WHERE d.record_key = exchanges.record_key AND d.decision = 'APPROVED' AND r.version = d.version + 1)`;

/**
 * Exchanges in full: drafts, a second person, corrections, references, reminders.
 *
 * Nothing is sent but by a row in exchanges, which is written once. Until then a message is rows in exchange_drafts, one for each version,
 * seen by its organisation alone; with the row in exchanges come its addressees and its releases. Where the organisation's policy asks for
 * a second person, that row is refused by a policy of the table unless the very version that is sent was approved, and an approval is
 * refused unless its hand is neither the author's nor the last editor's.
 *
 * What was sent takes no attachment any more: a correction is an exchange of its own that names what it corrects.
 */
export class ExchangesInFull1760000000026 implements MigrationInterface {
  name = 'ExchangesInFull1760000000026';

  async up(q: QueryRunner): Promise<void> {
    await this.messages(q);
    await this.events(q);
    await this.policies(q);
    await this.drafts(q);
    await q.query(`
      CREATE POLICY exchanges_approved ON exchanges AS RESTRICTIVE FOR INSERT TO lambi_app WITH CHECK (NOT ${ASKED} OR ${APPROVED});
      CREATE POLICY attachments_before_sending ON attachments AS RESTRICTIVE FOR INSERT TO lambi_app WITH CHECK (${unsent('attachments')});
      CREATE POLICY releases_not_of_drafts ON releases AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (NOT EXISTS (SELECT 1 FROM exchange_drafts d WHERE d.record_key = releases.record_key)
          OR EXISTS (SELECT 1 FROM exchanges e WHERE e.record_key = releases.record_key));
      INSERT INTO job_tasks VALUES ('${TASK}');
    `);
    await q.query(alterState(STATE));
  }

  private async messages(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE exchanges
        ADD COLUMN routing_class text CHECK (routing_class IN ('INFORMATION_ONLY', 'NEEDS_ACTION_OR_SENSITIVE')),
        ADD COLUMN routing_reason text,
        ADD COLUMN asks text[] CHECK (asks <@ '{REPLY_WANTED,CORRECTION_WANTED,FOLLOW_UP_WANTED}'::text[]),
        ADD COLUMN follows_up bigint REFERENCES records (key),
        ADD COLUMN corrects bigint REFERENCES records (key),
        ADD COLUMN change_reason text,
        ADD CONSTRAINT exchanges_routing_check CHECK ((routing_class IS NULL) = (routing_reason IS NULL)),
        ADD CONSTRAINT exchanges_correction_check CHECK ((type = 'CORRECTION') = (corrects IS NOT NULL AND change_reason IS NOT NULL));
      ${typesCheck(['REQUEST', 'NOTICE', 'REPLY', 'CORRECTION'])}
      CREATE INDEX exchanges_by_corrected ON exchanges (corrects) WHERE corrects IS NOT NULL;
      CREATE INDEX exchanges_by_followed ON exchanges (follows_up) WHERE follows_up IS NOT NULL;
      CREATE POLICY exchanges_sees_followed ON exchanges AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (follows_up IS NULL OR ${visible('exchanges', 'follows_up', ` AND r.kind = 'exchange'`)});
      CREATE POLICY exchanges_corrects_own ON exchanges AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (corrects IS NULL OR ${visible('exchanges', 'corrects', ` AND r.kind = 'exchange' AND r.owner_id = ${ME}`)});

      ALTER TABLE exchange_recipients ADD COLUMN sent_at timestamptz;
      ALTER TABLE exchange_recipients NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE records NO FORCE ROW LEVEL SECURITY;
      UPDATE exchange_recipients t SET sent_at = r.created_at FROM records r WHERE r.key = t.record_key;
      ALTER TABLE records FORCE ROW LEVEL SECURITY;
      ALTER TABLE exchange_recipients FORCE ROW LEVEL SECURITY;
      ALTER TABLE exchange_recipients ALTER COLUMN sent_at SET DEFAULT now(), ALTER COLUMN sent_at SET NOT NULL;
      -- The inbox begins at its reader's audiences and ends after fifty, however many exchanges there are.
      CREATE INDEX exchange_recipients_inbox ON exchange_recipients (audience_key, sent_at DESC, record_key DESC);
      CREATE INDEX exchange_recipients_sent ON exchange_recipients (owner_id, sent_at DESC, record_key DESC);

      CREATE TABLE exchange_references (
        record_key bigint NOT NULL REFERENCES records (key),
        target_key bigint NOT NULL REFERENCES records (key),
        PRIMARY KEY (record_key, target_key));
      CREATE INDEX exchange_references_by_target ON exchange_references (target_key);
      ${spineChild('exchange_references')}
      ${writtenWithRecord('exchange_references')}
      CREATE POLICY exchange_references_shows_target ON exchange_references AS RESTRICTIVE FOR SELECT TO lambi_app
        USING (${visible('exchange_references', 'target_key')});
      CREATE POLICY exchange_references_sees_target ON exchange_references AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (${visible('exchange_references', 'target_key')});
    `);
  }

  /** A reminder is for one audience, and no other addressee learns of it. One that the clock brought has no hand. */
  private async events(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE exchange_events ALTER COLUMN by_user DROP NOT NULL,
        ADD CONSTRAINT exchange_events_hand_check CHECK (by_user IS NOT NULL OR event = 'REMINDED');
      ${eventsCheck([...EVENTS, 'REMINDED', 'CORRECTED'])}
      ${partyCheck(`CASE WHEN event IN ('SENT', 'CLOSED') THEN owner_id = exchange_owner_id AND audience_key IS NULL
        WHEN event = 'REMINDED' THEN owner_id = exchange_owner_id AND audience_key IS NOT NULL
        WHEN event = 'CORRECTED' THEN reply_key IS NOT NULL AND (owner_id = exchange_owner_id) = (audience_key IS NULL)
        ELSE owner_id <> exchange_owner_id AND audience_key IS NOT NULL END`)}
      ${SELECT_EVENTS(` AND (audience_key IS NULL OR ${IN_READERS})`)}
      ${INSERT_EVENTS(`(${BY_ONESELF} OR (by_user IS NULL AND event = 'REMINDED'))`, `(${IN_READERS} OR (event = 'REMINDED' AND exchange_owner_id = ${ME}))`)}
    `);
  }

  private async policies(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE exchange_policies (
        id uuid PRIMARY KEY,
        owner_id int NOT NULL REFERENCES organisations (key),
        version int NOT NULL,
        second_person_for text[] NOT NULL CHECK (second_person_for <@ '{REQUEST,NOTICE,REPLY}'::text[]),
        remind_days smallint NOT NULL CHECK (remind_days BETWEEN 0 AND 60),
        default_due_days smallint CHECK (default_due_days BETWEEN 1 AND 365),
        reason text NOT NULL,
        loosens boolean NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        created_by int NOT NULL REFERENCES users (key),
        confirmed_at timestamptz,
        confirmed_by int REFERENCES users (key),
        CONSTRAINT exchange_policies_version_unique UNIQUE (owner_id, version),
        CONSTRAINT exchange_policies_confirmed_check CHECK ((confirmed_at IS NULL) = (confirmed_by IS NULL)
          AND (confirmed_by IS NULL OR (loosens AND confirmed_by <> created_by))));
      ${ownerOnly('exchange_policies', { update: ['confirmed_at', 'confirmed_by'] })}
      CREATE POLICY exchange_policies_made ON exchange_policies AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (created_by = ${USER} AND confirmed_by IS NULL);
      CREATE POLICY exchange_policies_confirmed ON exchange_policies AS RESTRICTIVE FOR UPDATE TO lambi_app
        USING (confirmed_by IS NULL) WITH CHECK (confirmed_by = ${USER});
      ${requireLeaf('exchange_policies', 'INSERT OR UPDATE')}
    `);
  }

  private async drafts(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE exchange_drafts (
        record_key bigint NOT NULL REFERENCES records (key),
        version int NOT NULL,
        owner_id int NOT NULL,
        edited_by int NOT NULL REFERENCES users (key),
        edited_at timestamptz NOT NULL DEFAULT now(),
        content jsonb NOT NULL,
        PRIMARY KEY (record_key, version));
      ${ownerOnly('exchange_drafts')}
      CREATE POLICY exchange_drafts_of_now ON exchange_drafts AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (edited_by = ${USER} AND ${unsent('exchange_drafts')} AND ${ownDraft('exchange_drafts', `AND ${WRITTEN_NOW}`)});
      CREATE POLICY exchange_drafts_sees_record ON exchange_drafts AS RESTRICTIVE FOR SELECT TO lambi_app
        USING (${visible('exchange_drafts', 'record_key')});

      -- Who wrote it and who last touched it (an attachment counts) are what the record says at that moment.
      CREATE TABLE exchange_submissions (
        id uuid PRIMARY KEY,
        record_key bigint NOT NULL REFERENCES records (key),
        version int NOT NULL,
        owner_id int NOT NULL,
        drafted_by int NOT NULL REFERENCES users (key),
        edited_by int NOT NULL REFERENCES users (key),
        submitted_by int NOT NULL REFERENCES users (key),
        submitted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT exchange_submissions_hands_unique UNIQUE (id, record_key, version, owner_id, drafted_by, edited_by));
      CREATE INDEX exchange_submissions_by_record ON exchange_submissions (record_key);
      ${ownerOnly('exchange_submissions')}
      CREATE POLICY exchange_submissions_of_now ON exchange_submissions AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (submitted_by = ${USER} AND ${unsent('exchange_submissions')}
          AND ${ownDraft('exchange_submissions', 'AND r.created_by = exchange_submissions.drafted_by AND r.updated_by = exchange_submissions.edited_by')});
      CREATE POLICY exchange_submissions_sees_record ON exchange_submissions AS RESTRICTIVE FOR SELECT TO lambi_app
        USING (${visible('exchange_submissions', 'record_key')});
      ${requireLeaf('exchange_submissions', 'INSERT')}

      -- Under the submission's own id: one decision for each.
      CREATE TABLE exchange_decisions (
        id uuid PRIMARY KEY,
        record_key bigint NOT NULL,
        version int NOT NULL,
        owner_id int NOT NULL,
        drafted_by int NOT NULL,
        edited_by int NOT NULL,
        decision text NOT NULL CHECK (decision IN ('APPROVED', 'RETURNED')),
        reason text,
        decided_by int NOT NULL REFERENCES users (key),
        decided_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT exchange_decisions_reason_check CHECK ((decision = 'RETURNED') = (reason IS NOT NULL)),
        CONSTRAINT exchange_decisions_second_person CHECK (decision = 'RETURNED' OR (decided_by <> drafted_by AND decided_by <> edited_by)),
        CONSTRAINT exchange_decisions_submission_fk FOREIGN KEY (id, record_key, version, owner_id, drafted_by, edited_by)
          REFERENCES exchange_submissions (id, record_key, version, owner_id, drafted_by, edited_by));
      CREATE INDEX exchange_decisions_by_record ON exchange_decisions (record_key);
      ${ownerOnly('exchange_decisions')}
      CREATE POLICY exchange_decisions_by_oneself ON exchange_decisions AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (decided_by = ${USER} AND ${unsent('exchange_decisions')} AND ${visible('exchange_decisions', 'record_key')});
      CREATE POLICY exchange_decisions_sees_record ON exchange_decisions AS RESTRICTIVE FOR SELECT TO lambi_app
        USING (${visible('exchange_decisions', 'record_key')});
      ${requireLeaf('exchange_decisions', 'INSERT')}
    `);
  }

  /** Drafts, corrections and reminders go; what was sent stays. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(alterState(STATE.map(([from, to]) => [to, from] as const)));
    await q.query(`
      DELETE FROM job_tasks WHERE name = '${TASK}';
      DROP POLICY releases_not_of_drafts ON releases;
      DROP POLICY attachments_before_sending ON attachments;
      DROP POLICY exchanges_approved ON exchanges;
      DROP TABLE exchange_decisions, exchange_submissions, exchange_drafts, exchange_policies, exchange_references;
      ALTER TABLE exchange_events NO FORCE ROW LEVEL SECURITY;
      DELETE FROM exchange_events WHERE event IN ('REMINDED', 'CORRECTED');
      ALTER TABLE exchange_events FORCE ROW LEVEL SECURITY;
      ALTER TABLE exchange_events DROP CONSTRAINT exchange_events_hand_check, ALTER COLUMN by_user SET NOT NULL;
      ${SELECT_EVENTS('')}
      ${INSERT_EVENTS(BY_ONESELF, IN_READERS)}
      ${eventsCheck(EVENTS)}
      ${partyCheck(`CASE WHEN event IN ('SENT', 'CLOSED') THEN owner_id = exchange_owner_id AND audience_key IS NULL
        ELSE owner_id <> exchange_owner_id AND audience_key IS NOT NULL END`)}
      ALTER TABLE exchange_recipients DROP COLUMN sent_at;
      DROP POLICY exchanges_corrects_own ON exchanges;
      DROP POLICY exchanges_sees_followed ON exchanges;
      ALTER TABLE exchanges NO FORCE ROW LEVEL SECURITY;
      UPDATE exchanges SET type = 'NOTICE', corrects = NULL, change_reason = NULL WHERE type = 'CORRECTION';
      ALTER TABLE exchanges FORCE ROW LEVEL SECURITY;
      ALTER TABLE exchanges DROP COLUMN change_reason, DROP COLUMN corrects, DROP COLUMN follows_up, DROP COLUMN asks,
        DROP COLUMN routing_reason, DROP COLUMN routing_class;
      ${typesCheck(['REQUEST', 'NOTICE', 'REPLY'])}
    `);
  }
}
