import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forced, ME, redefined, spineChild, USER } from './support/protect-table';

const visible = (column: string, table: string): string =>
  `EXISTS (SELECT 1 FROM records r WHERE r.key = ${table}.${column})`;
const KINDS = ['entity', 'shipment', 'inspection', 'exchange', 'incident', 'case'];
const kinds = (added: readonly string[]): string => `
  ALTER TABLE records DROP CONSTRAINT records_kind_check;
  ALTER TABLE records ADD CONSTRAINT records_kind_check CHECK (kind IN (${[...KINDS, ...added].map((kind) => `'${kind}'`).join(', ')}));`;

/** Children by position, the last word on each position last. */
const list = (table: string, order: string): string =>
  `(SELECT jsonb_agg(to_jsonb(t) ORDER BY ${order}) FROM ${table} t WHERE t.record_key = r.key)`;
const one = (table: string): string => `(SELECT to_jsonb(t) FROM ${table} t WHERE t.record_key = r.key)`;
const NEW_BRANCHES = `
            WHEN 'exemption' THEN jsonb_build_object('exemption', ${one('exemptions')},
              'decisions', ${list('exemption_events', 't.seq, t.revision')}, 'uses', ${list('exemption_uses', 't.seq, t.revision')})
            WHEN 'diversion' THEN jsonb_build_object('diversion', ${one('diversions')})`;

/** As migration 5 has it, with the branches of later kinds: what was written before keeps its hash (test/e2e/exemptions.spec.ts). */
const recordState = (branches: string): string => `
      CREATE OR REPLACE FUNCTION app.record_state(target bigint) RETURNS jsonb LANGUAGE sql STABLE
      SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET timezone = 'UTC' SET bytea_output = 'hex' AS $$
        SELECT jsonb_strip_nulls(
          (to_jsonb(r) - '{readers,readers_until,sharing}'::text[]) || jsonb_build_object(
            'private', ${one('record_private')}, 'releases', ${list('releases', 't.id')},
            'attachments', ${list('attachments', 't.seq')}, 'identifiers', ${list('identifiers', 't.seq')})
          || CASE r.kind
            WHEN 'inspection' THEN jsonb_build_object('inspection', ${one('inspections')}, 'items', ${list('inspection_items', 't.seq')})
            WHEN 'shipment' THEN jsonb_build_object('shipment', ${one('shipments')},
              'parties', ${list('shipment_parties', 't.seq')}, 'containers', ${list('shipment_containers', 't.seq')})
            WHEN 'entity' THEN jsonb_build_object('entity', ${one('entities')}, 'statements', ${list('statements', 't.seq')})
            WHEN 'exchange' THEN jsonb_build_object('exchange', ${one('exchanges')},
              'recipients', ${list('exchange_recipients', 't.audience_key')}, 'enclosures', ${list('exchange_enclosures', 't.enclosed_key')},
              'events', ${list('exchange_events', 't.id')})
            WHEN 'case' THEN jsonb_build_object('case', ${one('cases')},
              'members', ${list('case_members', 't.member_key')}, 'judgements', ${list('case_judgements', 't.seq')})${branches}
            ELSE '{}'::jsonb END)
        FROM records r WHERE r.key = target $$;`;

const lockForEvent = (ofKinds: string): string => `
      CREATE OR REPLACE FUNCTION app.lock_for_event(target uuid) RETURNS void
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
        SELECT 1 FROM records r WHERE r.id = target AND r.kind ${ofKinds}
           AND (r.owner_id = ${ME} OR (r.sharing = 'released' AND r.readers && (SELECT nullif(current_setting('app.readers', true), '')::int[]))) FOR NO KEY UPDATE $$;`;

/**
 * Exemption requests to the Committee, and diversions: goods supplied under an exemption and found with somebody else.
 *
 * Whether a request is pending, approved or revoked is stored nowhere: it follows from exemption_events. Only an organisation of the
 * Committee may write a decision, on another's record, and only the requester takes the request back; the policies say so, whatever the
 * program does. Events and uses are never changed: a correction is a higher revision on the same position (seq), under the record's lock.
 * A diversion names other records and an assessment; each is looked up as the caller when it is written, and again when it is read.
 */
export class Exemptions1760000000008 implements MigrationInterface {
  name = 'Exemptions1760000000008';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ${kinds(['exemption', 'diversion'])}

      CREATE TABLE exemptions (
        record_key bigint PRIMARY KEY REFERENCES records (key),
        type text NOT NULL CHECK (type IN ('APPROVAL_REQUEST', 'NOTIFICATION')),
        requester_kind text NOT NULL CHECK (requester_kind IN ('STATE', 'ORGANISATION')),
        requester_name text NOT NULL,
        requester_state char(2),
        submitted_through text NOT NULL CHECK (submitted_through IN ('PERMANENT_MISSION', 'OBSERVER_MISSION', 'SUPPLYING_ORGANISATION')),
        supplier_state char(2) NOT NULL,
        consignee_name text NOT NULL,
        consignee_class text NOT NULL,
        end_user_name text,
        end_user_class text,
        end_use text NOT NULL,
        goods jsonb NOT NULL CHECK (jsonb_typeof(goods) = 'array' AND jsonb_array_length(goods) > 0),
        ship_from date NOT NULL,
        ship_to date NOT NULL CHECK (ship_to >= ship_from),
        instrument text NOT NULL,
        paragraph text NOT NULL,
        CONSTRAINT exemptions_requester_check CHECK ((requester_kind = 'STATE') = (requester_state IS NOT NULL)));
      ${spineChild('exemptions', {
        update: [
          'requester_kind',
          'requester_name',
          'requester_state',
          'submitted_through',
          'supplier_state',
          'consignee_name',
          'consignee_class',
          'end_user_name',
          'end_user_class',
          'end_use',
          'goods',
          'ship_from',
          'ship_to',
          'instrument',
          'paragraph',
        ],
      })}

      CREATE TABLE exemption_events (
        id uuid PRIMARY KEY,
        record_key bigint NOT NULL REFERENCES records (key),
        seq int NOT NULL,
        revision int NOT NULL,
        exemption_owner_id int NOT NULL,
        owner_id int NOT NULL,
        event text NOT NULL CHECK (event IN ('APPROVED', 'REFUSED', 'ON_HOLD', 'AMENDED', 'REVOKED', 'WITHDRAWN')),
        request_version int NOT NULL,
        decided_on date NOT NULL,
        committee_reference text,
        scope jsonb,
        expires_on date,
        note text,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        by_user int NOT NULL REFERENCES users (key),
        CONSTRAINT exemption_events_position_unique UNIQUE (record_key, seq, revision),
        CONSTRAINT exemption_events_party_check CHECK (event <> 'WITHDRAWN' OR owner_id = exemption_owner_id),
        CONSTRAINT exemption_events_terms_check CHECK (event IN ('APPROVED', 'AMENDED') OR (scope IS NULL AND expires_on IS NULL)));
      ${forced('exemption_events')}
      GRANT SELECT, INSERT ON exemption_events TO lambi_app;
      GRANT SELECT ON exemption_events TO lambi_audit;
      CREATE POLICY exemption_events_audit ON exemption_events FOR SELECT TO lambi_audit USING (true);
      CREATE POLICY exemption_events_select ON exemption_events FOR SELECT TO lambi_app USING (${visible('record_key', 'exemption_events')});
      CREATE POLICY exemption_events_insert ON exemption_events FOR INSERT TO lambi_app WITH CHECK (
        owner_id = ${ME} AND by_user = ${USER}
        AND EXISTS (SELECT 1 FROM records r WHERE r.key = exemption_events.record_key AND r.kind = 'exemption' AND r.owner_id = exemption_events.exemption_owner_id)
        AND (event = 'WITHDRAWN' OR EXISTS (SELECT 1 FROM organisations o WHERE o.key = ${ME} AND o.kind = 'COMMITTEE')));

      CREATE TABLE exemption_uses (
        id uuid PRIMARY KEY,
        record_key bigint NOT NULL REFERENCES records (key),
        seq int NOT NULL,
        revision int NOT NULL,
        used_on date NOT NULL,
        category text NOT NULL,
        quantity bigint NOT NULL CHECK (quantity > 0 OR (quantity = 0 AND revision > 0)),
        shipment_key bigint REFERENCES records (key),
        reference text,
        note text,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        by_user int NOT NULL REFERENCES users (key),
        CONSTRAINT exemption_uses_position_unique UNIQUE (record_key, seq, revision),
        CONSTRAINT exemption_uses_supply_check CHECK (shipment_key IS NOT NULL OR reference IS NOT NULL));
      CREATE INDEX exemption_uses_by_shipment ON exemption_uses (shipment_key) WHERE shipment_key IS NOT NULL;
      ${spineChild('exemption_uses')}
      CREATE POLICY exemption_uses_sees_shipment ON exemption_uses AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (by_user = ${USER} AND (shipment_key IS NULL OR ${visible('shipment_key', 'exemption_uses')}));

      CREATE TABLE diversions (
        record_key bigint PRIMARY KEY REFERENCES records (key),
        find_key bigint NOT NULL REFERENCES records (key),
        assessment_id uuid REFERENCES assessments (id),
        exemption_key bigint REFERENCES records (key),
        found_with_name text,
        found_with_class text NOT NULL,
        found_on date NOT NULL,
        goods jsonb NOT NULL CHECK (jsonb_typeof(goods) = 'array' AND jsonb_array_length(goods) > 0),
        known_by text NOT NULL CHECK (known_by IN ('SERIAL', 'MARKING', 'LOT', 'DOCUMENT', 'TRACE_REPLY', 'STATEMENT', 'OTHER')),
        basis text NOT NULL,
        note text,
        verdict text NOT NULL CHECK (verdict IN ('ESTABLISHED', 'POSSIBLE')),
        reasons text[] NOT NULL,
        CONSTRAINT diversions_supply_check CHECK (assessment_id IS NOT NULL OR exemption_key IS NOT NULL));
      CREATE INDEX diversions_by_find ON diversions (find_key);
      CREATE INDEX diversions_by_exemption ON diversions (exemption_key) WHERE exemption_key IS NOT NULL;
      ${spineChild('diversions', {
        update: [
          'found_with_name',
          'found_with_class',
          'found_on',
          'goods',
          'known_by',
          'basis',
          'note',
          'verdict',
          'reasons',
        ],
      })}
      CREATE POLICY diversions_sees_references ON diversions AS RESTRICTIVE FOR INSERT TO lambi_app WITH CHECK (
        ${visible('find_key', 'diversions')}
        AND (assessment_id IS NULL OR EXISTS (SELECT 1 FROM assessments a WHERE a.id = diversions.assessment_id))
        AND (exemption_key IS NULL OR EXISTS (SELECT 1 FROM exemptions e WHERE e.record_key = diversions.exemption_key)));

      CREATE CONSTRAINT TRIGGER exemption_events_require_leaf AFTER INSERT ON exemption_events
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_leaf();
      CREATE CONSTRAINT TRIGGER exemption_uses_require_leaf AFTER INSERT ON exemption_uses
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_leaf();
    `);
    await q.query(redefined('lambi_audit', recordState(NEW_BRANCHES)));
    await q.query(redefined('lambi_jobs', lockForEvent(`IN ('exchange', 'exemption')`)));
  }

  /** Refuses while there is an exemption or a diversion: casework is not dropped by going back. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(kinds([]));
    await q.query(redefined('lambi_jobs', lockForEvent(`= 'exchange'`)));
    await q.query(redefined('lambi_audit', recordState('')));
    await q.query(`DROP TABLE diversions, exemption_uses, exemption_events, exemptions`);
  }
}
