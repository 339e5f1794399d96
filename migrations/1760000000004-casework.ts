import type { MigrationInterface, QueryRunner } from 'typeorm';
import { definer, forced, ME, ownerOnly, READERS, spineChild, USER } from './support/protect-table';

const visible = (column: string, table: string): string =>
  `EXISTS (SELECT 1 FROM records r WHERE r.key = ${table}.${column})`;

/**
 * The domain tables. Each hangs on its record by record_key and is as visible as that record.
 *
 * A column that points at ANOTHER record (an inspection's shipment, a case's member) has a restrictive insert and update
 * policy that looks the target up as the caller: foreign keys ignore row-level security, and without it a State could tie
 * its record to one it cannot see, and learn from success or failure whether it exists.
 * Masses are whole grams; statuses are text with CHECK and not enums, whose comparison is not leakproof.
 */
export class Casework1760000000004 implements MigrationInterface {
  name = 'Casework1760000000004';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE identifiers (
        record_key bigint NOT NULL REFERENCES records (key),
        seq int NOT NULL,
        kind text NOT NULL,
        raw text NOT NULL,
        norm text COLLATE "C" NOT NULL,
        folded text COLLATE "C",
        flags text[] NOT NULL DEFAULT '{}',
        pointer text NOT NULL,
        superseded_at timestamptz,
        PRIMARY KEY (record_key, seq));
      CREATE INDEX identifiers_by_norm ON identifiers (kind, norm, record_key);
      CREATE INDEX identifiers_by_folded ON identifiers (kind, folded, record_key) WHERE folded IS NOT NULL;
      CREATE INDEX identifiers_by_trigram ON identifiers USING gin (norm gin_trgm_ops) WHERE kind IN ('name', 'vessel_name');
      ${spineChild('identifiers', { update: ['superseded_at'] })}
      -- What a State has corrected before it released a record stays findable for that State, and is not there for anybody else.
      CREATE POLICY identifiers_standing ON identifiers AS RESTRICTIVE FOR SELECT TO lambi_app USING (superseded_at IS NULL
        OR EXISTS (SELECT 1 FROM records r WHERE r.key = identifiers.record_key AND r.owner_id = ${ME}));
      GRANT SELECT ON identifiers TO lambi_search;
      CREATE POLICY identifiers_search ON identifiers FOR SELECT TO lambi_search USING (true);

      CREATE TABLE manifests (
        id uuid PRIMARY KEY,
        owner_id int NOT NULL REFERENCES organisations (key),
        file_name text NOT NULL,
        media_type text NOT NULL,
        size bigint NOT NULL,
        sha256 bytea NOT NULL,
        storage_key text NOT NULL,
        classification smallint NOT NULL REFERENCES classifications (level),
        receipt_id uuid NOT NULL,
        status text NOT NULL CHECK (status IN ('QUEUED', 'READING', 'DONE', 'REFUSED')),
        attempts int NOT NULL DEFAULT 0,
        format text,
        header jsonb,
        counts jsonb,
        warnings jsonb NOT NULL DEFAULT '[]',
        fault jsonb,
        created_at timestamptz NOT NULL DEFAULT now(),
        created_by int NOT NULL REFERENCES users (key),
        started_at timestamptz,
        finished_at timestamptz,
        CONSTRAINT manifests_file_unique UNIQUE (owner_id, sha256));
      CREATE INDEX manifests_newest ON manifests (owner_id, created_at DESC, id DESC);
      ${ownerOnly('manifests', {
        update: [
          'receipt_id',
          'status',
          'attempts',
          'format',
          'header',
          'counts',
          'warnings',
          'fault',
          'started_at',
          'finished_at',
        ],
      })}

      CREATE TABLE shipments (
        record_key bigint PRIMARY KEY REFERENCES records (key),
        manifest_id uuid REFERENCES manifests (id),
        bill_reference text,
        master_reference text,
        line_number int,
        nature text,
        type_code text,
        customs_office text,
        voyage_number text,
        vessel_name text,
        vessel_imo text,
        vessel_flag text,
        carrier_name text,
        transport_mode text,
        departure_on text,
        arrival_on text,
        loading_place text,
        unloading_place text,
        package_count bigint,
        package_type text,
        gross_mass_grams bigint,
        goods_description text,
        hs_codes text[] NOT NULL DEFAULT '{}',
        shipping_marks text,
        details jsonb NOT NULL DEFAULT '{}',
        source jsonb NOT NULL);
      CREATE INDEX shipments_by_manifest ON shipments (manifest_id, record_key) WHERE manifest_id IS NOT NULL;
      -- What lists are filtered by. Without them a rare value reads every bill (200,000 bills: 270 ms against 8).
      CREATE INDEX shipments_by_voyage ON shipments (voyage_number);
      CREATE INDEX shipments_by_unloading_place ON shipments (unloading_place);
      CREATE INDEX shipments_by_customs_office ON shipments (customs_office);
      ${spineChild('shipments', {
        update: [
          'bill_reference',
          'master_reference',
          'nature',
          'type_code',
          'customs_office',
          'voyage_number',
          'vessel_name',
          'vessel_imo',
          'vessel_flag',
          'carrier_name',
          'transport_mode',
          'departure_on',
          'arrival_on',
          'loading_place',
          'unloading_place',
          'package_count',
          'package_type',
          'gross_mass_grams',
          'goods_description',
          'hs_codes',
          'shipping_marks',
        ],
      })}
      CREATE POLICY shipments_sees_manifest ON shipments AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (manifest_id IS NULL OR EXISTS (SELECT 1 FROM manifests m WHERE m.id = shipments.manifest_id));
      CREATE TABLE shipment_parties (
        record_key bigint NOT NULL REFERENCES records (key),
        seq int NOT NULL,
        role text NOT NULL CHECK (role IN ('CARRIER', 'SHIPPER', 'CONSIGNEE', 'NOTIFY')),
        code text,
        name text,
        address text,
        is_placeholder boolean NOT NULL DEFAULT false,
        PRIMARY KEY (record_key, seq));
      ${spineChild('shipment_parties')}
      CREATE TABLE shipment_containers (
        record_key bigint NOT NULL REFERENCES records (key),
        seq int NOT NULL,
        number text,
        package_count bigint,
        size_type text,
        full_empty text,
        seals text[] NOT NULL DEFAULT '{}',
        sealing_party text,
        tare_grams bigint,
        goods_mass_grams bigint,
        description text,
        hs_code text,
        flags text[] NOT NULL DEFAULT '{}',
        PRIMARY KEY (record_key, seq));
      ${spineChild('shipment_containers')}

      CREATE TABLE inspections (
        record_key bigint PRIMARY KEY REFERENCES records (key),
        shipment_key bigint REFERENCES records (key),
        status text NOT NULL CHECK (status IN ('DRAFT', 'REQUESTED', 'PLANNED', 'UNDER_WAY', 'COMPLETED', 'CLOSED', 'CANCELLED', 'REFUSED')),
        legal_basis text,
        necessity text,
        ground text CHECK (ground IN ('INTELLIGENCE', 'RISK_PROFILE', 'XRAY', 'RANDOM', 'TIP', 'REQUEST_OF_STATE')),
        ground_statement text,
        place_locode text,
        place_name text,
        place_country char(2) NOT NULL,
        examined_at timestamptz,
        examined_time_zone text,
        transport_mode text,
        cooperation text CHECK (cooperation IN ('FULL', 'PARTIAL', 'NONE', 'UNKNOWN')),
        agencies_present text[] NOT NULL DEFAULT '{}',
        result text CHECK (result IN ('NIL', 'FOUND', 'REFUSED')),
        container_number text,
        bill_reference text,
        vessel_name text,
        vessel_imo text,
        concealment text,
        narrative text,
        stated_totals jsonb NOT NULL DEFAULT '[]');
      CREATE INDEX inspections_by_shipment ON inspections (shipment_key) WHERE shipment_key IS NOT NULL;
      ${spineChild('inspections', {
        update: [
          'shipment_key',
          'status',
          'legal_basis',
          'necessity',
          'ground',
          'ground_statement',
          'place_locode',
          'place_name',
          'place_country',
          'examined_at',
          'examined_time_zone',
          'transport_mode',
          'cooperation',
          'agencies_present',
          'result',
          'container_number',
          'bill_reference',
          'vessel_name',
          'vessel_imo',
          'concealment',
          'narrative',
          'stated_totals',
        ],
      })}
      CREATE POLICY inspections_sees_shipment_insert ON inspections AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (shipment_key IS NULL OR ${visible('shipment_key', 'inspections')});
      CREATE POLICY inspections_sees_shipment_update ON inspections AS RESTRICTIVE FOR UPDATE TO lambi_app
        USING (true) WITH CHECK (shipment_key IS NULL OR ${visible('shipment_key', 'inspections')});
      CREATE TABLE inspection_items (
        record_key bigint NOT NULL REFERENCES records (key),
        seq int NOT NULL,
        category text NOT NULL CHECK (category IN ('FIREARM', 'AMMUNITION', 'MAGAZINE', 'COMPONENT', 'ACCESSORY', 'EXPLOSIVE', 'ARMOUR', 'CASH', 'OTHER')),
        quantity bigint NOT NULL CHECK (quantity > 0),
        type text,
        make text,
        model text,
        calibre text,
        action text,
        serial text,
        serial_state text CHECK (serial_state IN ('AS_MARKED', 'PARTIAL', 'OBLITERATED', 'RESTORED', 'NONE', 'NOT_RECORDED')),
        country_of_manufacture char(2),
        markings text,
        headstamp text,
        lot text,
        description text,
        PRIMARY KEY (record_key, seq));
      ${spineChild('inspection_items')}

      CREATE TABLE entities (
        record_key bigint PRIMARY KEY REFERENCES records (key),
        schema text NOT NULL,
        caption text NOT NULL);
      ${spineChild('entities', { update: ['caption'] })}
      CREATE TABLE statements (
        id uuid PRIMARY KEY,
        record_key bigint NOT NULL REFERENCES records (key),
        seq int NOT NULL,
        prop text NOT NULL,
        value text NOT NULL,
        original_value text,
        lang text,
        source text NOT NULL,
        source_record_key bigint REFERENCES records (key),
        reliability char(1) CHECK (reliability IN ('A', 'B', 'C', 'D', 'E', 'F')),
        credibility smallint CHECK (credibility BETWEEN 1 AND 6),
        first_seen timestamptz NOT NULL DEFAULT now(),
        last_seen timestamptz NOT NULL DEFAULT now(),
        stated_by int NOT NULL REFERENCES users (key),
        CONSTRAINT statements_seq_unique UNIQUE (record_key, seq));
      CREATE INDEX statements_by_source ON statements (source_record_key) WHERE source_record_key IS NOT NULL;
      ${spineChild('statements', { update: ['last_seen'] })}
      CREATE POLICY statements_sees_source ON statements AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (source_record_key IS NULL OR ${visible('source_record_key', 'statements')});

      CREATE TABLE exchanges (
        record_key bigint PRIMARY KEY REFERENCES records (key),
        type text NOT NULL CHECK (type IN ('REQUEST', 'NOTICE', 'REPLY')),
        subject text NOT NULL,
        body text NOT NULL,
        legal_basis text,
        urgency text NOT NULL CHECK (urgency IN ('ROUTINE', 'PRIORITY', 'IMMEDIATE')),
        due_on date,
        in_reply_to bigint REFERENCES records (key),
        extent text CHECK (extent IN ('PARTIAL', 'FULL', 'DECLINED')),
        CONSTRAINT exchanges_reply_check CHECK ((type = 'REPLY') = (in_reply_to IS NOT NULL AND extent IS NOT NULL)));
      CREATE INDEX exchanges_by_request ON exchanges (in_reply_to) WHERE in_reply_to IS NOT NULL;
      ${spineChild('exchanges')}
      CREATE POLICY exchanges_sees_request ON exchanges AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (in_reply_to IS NULL OR ${visible('in_reply_to', 'exchanges')});
      CREATE TABLE exchange_recipients (
        record_key bigint NOT NULL REFERENCES records (key),
        owner_id int NOT NULL,
        audience_key int NOT NULL REFERENCES audiences (key),
        PRIMARY KEY (record_key, audience_key));
      ${forced('exchange_recipients')}
      GRANT SELECT, INSERT ON exchange_recipients TO lambi_app;
      GRANT SELECT ON exchange_recipients TO lambi_audit;
      CREATE POLICY exchange_recipients_audit ON exchange_recipients FOR SELECT TO lambi_audit USING (true);
      CREATE POLICY exchange_recipients_select ON exchange_recipients FOR SELECT TO lambi_app USING (
        ${visible('record_key', 'exchange_recipients')}
        AND (owner_id = ${ME} OR audience_key = ANY ((${READERS})::int[])));
      CREATE POLICY exchange_recipients_insert ON exchange_recipients FOR INSERT TO lambi_app WITH CHECK (owner_id = ${ME}
        AND EXISTS (SELECT 1 FROM records r WHERE r.key = exchange_recipients.record_key AND r.owner_id = ${ME}));
      CREATE TABLE exchange_enclosures (
        record_key bigint NOT NULL REFERENCES records (key),
        enclosed_key bigint NOT NULL REFERENCES records (key),
        PRIMARY KEY (record_key, enclosed_key));
      CREATE INDEX exchange_enclosures_by_enclosed ON exchange_enclosures (enclosed_key);
      ${spineChild('exchange_enclosures')}
      CREATE POLICY exchange_enclosures_sees_target ON exchange_enclosures AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (${visible('enclosed_key', 'exchange_enclosures')});
      CREATE TABLE exchange_events (
        id uuid PRIMARY KEY,
        record_key bigint NOT NULL REFERENCES records (key),
        exchange_owner_id int NOT NULL,
        owner_id int NOT NULL,
        event text NOT NULL CHECK (event IN ('SENT', 'ACKNOWLEDGED', 'REPLIED_PARTIALLY', 'REPLIED_FULLY', 'DECLINED', 'CLOSED')),
        audience_key int REFERENCES audiences (key),
        note text,
        reply_key bigint REFERENCES records (key),
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        by_user int NOT NULL REFERENCES users (key),
        CONSTRAINT exchange_events_party_check CHECK (CASE WHEN event IN ('SENT', 'CLOSED')
          THEN owner_id = exchange_owner_id AND audience_key IS NULL
          ELSE owner_id <> exchange_owner_id AND audience_key IS NOT NULL END));
      CREATE INDEX exchange_events_by_record ON exchange_events (record_key, at);
      ${forced('exchange_events')}
      GRANT SELECT, INSERT ON exchange_events TO lambi_app;
      GRANT SELECT ON exchange_events TO lambi_audit;
      CREATE POLICY exchange_events_audit ON exchange_events FOR SELECT TO lambi_audit USING (true);
      CREATE POLICY exchange_events_select ON exchange_events FOR SELECT TO lambi_app USING (
        ${visible('record_key', 'exchange_events')}
        AND (owner_id = ${ME} OR exchange_owner_id = ${ME} OR owner_id = exchange_owner_id));
      CREATE POLICY exchange_events_insert ON exchange_events FOR INSERT TO lambi_app WITH CHECK (
        owner_id = ${ME} AND by_user = ${USER}
        AND EXISTS (SELECT 1 FROM records r WHERE r.key = exchange_events.record_key AND r.owner_id = exchange_events.exchange_owner_id)
        AND (audience_key IS NULL OR (audience_key = ANY ((${READERS})::int[]) AND EXISTS (SELECT 1 FROM exchange_recipients t
          WHERE t.record_key = exchange_events.record_key AND t.audience_key = exchange_events.audience_key)))
        AND (reply_key IS NULL OR EXISTS (SELECT 1 FROM records r WHERE r.key = exchange_events.reply_key AND r.owner_id = ${ME})));

      CREATE TABLE cases (
        record_key bigint PRIMARY KEY REFERENCES records (key),
        title text NOT NULL,
        summary text,
        status text NOT NULL CHECK (status IN ('OPEN', 'UNDER_REVIEW', 'CLOSED')));
      ${spineChild('cases', { update: ['title', 'summary', 'status'] })}
      CREATE TABLE case_members (
        record_key bigint NOT NULL REFERENCES records (key),
        member_key bigint NOT NULL REFERENCES records (key),
        reason text NOT NULL,
        added_at timestamptz NOT NULL DEFAULT now(),
        added_by int NOT NULL REFERENCES users (key),
        PRIMARY KEY (record_key, member_key));
      CREATE INDEX case_members_by_member ON case_members (member_key);
      ${spineChild('case_members')}
      CREATE POLICY case_members_sees_member ON case_members AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (${visible('member_key', 'case_members')});
      CREATE TABLE case_judgements (
        id uuid PRIMARY KEY,
        record_key bigint NOT NULL REFERENCES records (key),
        seq int NOT NULL,
        left_key bigint NOT NULL REFERENCES records (key),
        right_key bigint NOT NULL REFERENCES records (key),
        kind text NOT NULL,
        value text NOT NULL,
        norm text COLLATE "C" NOT NULL,
        verdict text NOT NULL CHECK (verdict IN ('CONFIRMED', 'REJECTED', 'UNSURE')),
        reason text NOT NULL,
        judged_at timestamptz NOT NULL DEFAULT now(),
        judged_by int NOT NULL REFERENCES users (key),
        CONSTRAINT case_judgements_seq_unique UNIQUE (record_key, seq));
      ${spineChild('case_judgements')}
      CREATE POLICY case_judgements_sees_ends ON case_judgements AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (${visible('left_key', 'case_judgements')} AND ${visible('right_key', 'case_judgements')});
    `);

    // Events of several organisations on one exchange must follow each other, or the state each one's leaf vouches for would miss the
    // other's event. A recipient may not lock another's record (FOR UPDATE asks for the update policy), so this does, and nothing else.
    await q.query(
      definer(
        'lambi_jobs',
        'app.lock_for_event(uuid)',
        `
      CREATE FUNCTION app.lock_for_event(target uuid) RETURNS void
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
        SELECT 1 FROM records r WHERE r.id = target AND r.kind = 'exchange'
           AND (r.owner_id = ${ME} OR (r.sharing = 'released' AND r.readers && ${READERS})) FOR NO KEY UPDATE $$;`,
      ),
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP FUNCTION app.lock_for_event(uuid);
      DROP TABLE case_judgements, case_members, cases, exchange_events, exchange_enclosures, exchange_recipients, exchanges,
        statements, entities, inspection_items, inspections, shipment_containers, shipment_parties, shipments, manifests, identifiers;
    `);
  }
}
