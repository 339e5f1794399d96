import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CLEARANCE, definer, forced, ME, READERS, redefined, spineChild, USER } from './support/protect-table';
import { writtenWithRecord, WRITTEN_NOW } from './support/protect-table';
import { amended, BY_ITSELF, deriveReaders, live, WITH_ORIGIN } from './support/onward-releases';

const pinned = `SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp`;
/** By key for each row, as in migration 14; row-level security of records applies. */
const looked = (table: string, column: string, more = ''): string =>
  `EXISTS (SELECT 1 FROM records r WHERE r.key = ${table}.${column}${more} OFFSET 0)`;
const own = (table: string): string => looked(table, 'record_key', ` AND r.owner_id = ${ME}`);
const writtenOwn = (table: string): string => looked(table, 'record_key', ` AND r.owner_id = ${ME} AND ${WRITTEN_NOW}`);
const mine = (column: string): string => `${column} = ANY ((${READERS})::int[])`;
/** A live release of just this field to the reader; the reader must see the record as well, which the policy of field_releases asks. */
const given = (heldId: string): string =>
  `EXISTS (SELECT 1 FROM field_releases f WHERE f.held_id = ${heldId} AND ${live('f')} AND ${mine('f.audience_key')})`;
const leaf = (table: string, on = 'INSERT'): string => `
  CREATE CONSTRAINT TRIGGER ${table}_require_leaf AFTER ${on} ON ${table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_leaf();`;

const listed = (name: string, table: string, order: string): string =>
  `'${name}', (SELECT jsonb_agg(to_jsonb(t) ORDER BY ${order}) FROM ${table} t WHERE t.record_key = r.key), `;
const STATE_BEFORE = `jsonb_build_object('private', `;
const STATE_AFTER = `jsonb_build_object(${listed('heldBack', 'held_back_fields', 't.id')}${listed('heldBackValues', 'held_back_values', 't.held_id')}${listed('fieldReleases', 'field_releases', 't.id')}${listed('quotes', 'quotes', 't.id')}'private', `;
const LOCKED_KINDS = `r.kind IN ('exchange', 'exemption')`;
const ANY_KIND = 'r.kind IS NOT NULL';

/** Rows that are held back whole: they stay where they are, behind a policy of their own. */
const ROWS = ['inspection_items', 'shipment_parties', 'shipment_containers'];
/** Tables whose columns can be held back: null there while they are. */
const CONTENTS = ['inspections', 'shipments', 'exchanges'];

const RELEASES_BEFORE = `${looked('releases', 'record_key').replace(' OFFSET 0', '')}
        AND (owner_id = ${ME} OR (revoked_at IS NULL AND ${mine('audience_key')}))`;
const INSERT_BEFORE = `owner_id = ${ME} AND released_by = ${USER} AND revoked_at IS NULL
        AND ${own('releases').replace(' OFFSET 0', '')}`;

/**
 * Handling, per record and per field.
 *
 * Held-back fields are never filtered column by column: holding back moves the value out of the domain table into a row of its own
 * (held_back_values), which only the owner has, and whoever has a live release of just that field and sees the record. That a field is held
 * back is another row, which a reader has only if the owner told. Whole rows (an item, a party) stay, behind a restrictive policy.
 *
 * An onward release belongs to the originator, names what it was forwarded from and is never wider: a trigger looks the parent up as the
 * caller, because a policy may not ask its own table. It falls with its parent, in the transaction in which the parent falls.
 *
 * A decision on a consent request is a row with the request as its key: nothing is granted twice.
 */
export class Handling1760000000027 implements MigrationInterface {
  name = 'Handling1760000000027';

  async up(q: QueryRunner): Promise<void> {
    await this.fields(q);
    await this.rows(q);
    await this.forwarding(q);
    await this.consent(q);
    await this.quotes(q);
    await q.query(redefined('lambi_audit', amended('app.record_state(bigint)', STATE_BEFORE, STATE_AFTER)));
    // Whoever forwards, asks or is asked writes about another's record: in turn, whatever its kind.
    await q.query(redefined('lambi_jobs', amended('app.lock_for_event(uuid)', LOCKED_KINDS, ANY_KIND)));
    await q.query(
      definer(
        'lambi_auth',
        'app.audience_reach(int[])',
        `
      CREATE FUNCTION app.audience_reach(wanted int[]) RETURNS TABLE (audience_key int, organisation_key int, organisation_code text,
        organisation_name text, roles text[], clearance smallint, users bigint) LANGUAGE sql STABLE ${pinned} AS $$
        SELECT a.key, o.key, o.code, o.name, u.roles, u.clearance, count(u.key)
          FROM audiences a JOIN organisations o ON o.disabled_at IS NULL AND o.kind <> 'OPERATOR'
           AND (a.key = o.audience_key OR (a.kind = 'STATE' AND a.code = o.state) OR (a.kind = 'BODY' AND a.code = o.kind)
             OR (a.kind = 'GROUP' AND EXISTS (SELECT FROM group_members m WHERE m.audience_key = a.key AND m.organisation_key = o.key)))
          LEFT JOIN users u ON u.organisation_key = o.key AND u.disabled_at IS NULL
         WHERE a.key = ANY (wanted) GROUP BY a.key, o.key, u.roles, u.clearance $$;`,
      ),
    );
  }

  private async fields(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE held_back_fields (
        id uuid PRIMARY KEY,
        record_key bigint NOT NULL REFERENCES records (key),
        owner_id int NOT NULL REFERENCES organisations (key),
        field text NOT NULL,
        because text,
        told boolean NOT NULL,
        held_by int NOT NULL REFERENCES users (key),
        held_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        given_back_at timestamptz,
        given_back_by int REFERENCES users (key),
        CONSTRAINT held_back_fields_record_unique UNIQUE (id, record_key, owner_id),
        CONSTRAINT held_back_fields_given_back_check CHECK ((given_back_at IS NULL) = (given_back_by IS NULL)));
      CREATE UNIQUE INDEX held_back_fields_standing ON held_back_fields (record_key, field, owner_id) WHERE given_back_at IS NULL;
      CREATE TABLE held_back_values (
        held_id uuid PRIMARY KEY,
        record_key bigint NOT NULL REFERENCES records (key),
        owner_id int NOT NULL REFERENCES organisations (key),
        columns jsonb NOT NULL,
        identifiers int[] NOT NULL,
        marks bigint[] NOT NULL,
        CONSTRAINT held_back_values_held_fk FOREIGN KEY (held_id, record_key, owner_id) REFERENCES held_back_fields (id, record_key, owner_id));
      CREATE INDEX held_back_values_by_record ON held_back_values (record_key);
      CREATE TABLE field_releases (
        id uuid PRIMARY KEY,
        held_id uuid NOT NULL,
        record_key bigint NOT NULL REFERENCES records (key),
        owner_id int NOT NULL REFERENCES organisations (key),
        audience_key int NOT NULL REFERENCES audiences (key),
        purpose text NOT NULL,
        consented_to int REFERENCES organisations (key),
        released_by int NOT NULL REFERENCES users (key),
        released_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        expires_at timestamptz,
        revoked_at timestamptz,
        revoked_by int REFERENCES users (key),
        revoked_because text,
        CONSTRAINT field_releases_held_fk FOREIGN KEY (held_id, record_key, owner_id) REFERENCES held_back_fields (id, record_key, owner_id));
      CREATE INDEX field_releases_by_held ON field_releases (held_id);
      CREATE INDEX field_releases_by_record ON field_releases (record_key);
      ${['held_back_fields', 'held_back_values', 'field_releases'].map(readByAudit).join('')}
      GRANT UPDATE (given_back_at, given_back_by) ON held_back_fields TO lambi_app;
      GRANT UPDATE (revoked_at, revoked_by, revoked_because) ON field_releases TO lambi_app;

      CREATE POLICY field_releases_select ON field_releases FOR SELECT TO lambi_app USING (${looked('field_releases', 'record_key')}
        AND (owner_id = ${ME} OR (${live('field_releases')} AND ${mine('audience_key')})));
      CREATE POLICY field_releases_insert ON field_releases FOR INSERT TO lambi_app WITH CHECK (owner_id = ${ME} AND released_by = ${USER}
        AND revoked_at IS NULL AND ${own('field_releases')});
      CREATE POLICY field_releases_update ON field_releases FOR UPDATE TO lambi_app USING (owner_id = ${ME} AND revoked_at IS NULL)
        WITH CHECK (owner_id = ${ME} AND revoked_at IS NOT NULL AND revoked_by = ${USER});
      ${leaf('field_releases', 'INSERT OR UPDATE')}

      CREATE POLICY held_back_fields_select ON held_back_fields FOR SELECT TO lambi_app USING (${looked('held_back_fields', 'record_key')}
        AND (owner_id = ${ME} OR (given_back_at IS NULL AND (told OR ${given('held_back_fields.id')}))));
      CREATE POLICY held_back_fields_insert ON held_back_fields FOR INSERT TO lambi_app WITH CHECK (owner_id = ${ME} AND held_by = ${USER}
        AND given_back_at IS NULL AND ${writtenOwn('held_back_fields')});
      CREATE POLICY held_back_fields_update ON held_back_fields FOR UPDATE TO lambi_app USING (owner_id = ${ME} AND given_back_at IS NULL)
        WITH CHECK (owner_id = ${ME} AND given_back_by = ${USER} AND ${writtenOwn('held_back_fields')});
      CREATE POLICY held_back_values_select ON held_back_values FOR SELECT TO lambi_app USING (${looked('held_back_values', 'record_key')}
        AND (owner_id = ${ME} OR (${given('held_back_values.held_id')}
          AND EXISTS (SELECT 1 FROM held_back_fields h WHERE h.id = held_back_values.held_id AND h.given_back_at IS NULL))));
      CREATE POLICY held_back_values_insert ON held_back_values FOR INSERT TO lambi_app WITH CHECK (owner_id = ${ME}
        AND ${writtenOwn('held_back_values')});

      ALTER TABLE exchanges ADD COLUMN particulars text;
      GRANT UPDATE (legal_basis, particulars) ON exchanges TO lambi_app;
      GRANT UPDATE (details) ON shipments TO lambi_app;
      CREATE POLICY exchanges_update ON exchanges FOR UPDATE TO lambi_app USING (${own('exchanges')}) WITH CHECK (${writtenOwn('exchanges')});

      -- As the writer, who is the owner and so sees what is held back. No change may say again what is not to be read.
      CREATE FUNCTION app.stays_held_back() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
        BEGIN
          IF EXISTS (SELECT FROM held_back_fields h JOIN held_back_values v ON v.held_id = h.id, jsonb_object_keys(v.columns) c
              WHERE h.record_key = NEW.record_key AND h.given_back_at IS NULL
                AND coalesce(to_jsonb(NEW) -> c, 'null') NOT IN ('null', '[]', '{}')) THEN
            RAISE EXCEPTION 'a field that is held back was written' USING ERRCODE = 'LA004';
          END IF;
          RETURN NEW;
        END $$;
      ${CONTENTS.map((table) => `CREATE TRIGGER ${table}_stays_held_back BEFORE UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION app.stays_held_back();`).join('\n')}

      CREATE FUNCTION app.item_stays_held_back() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
        BEGIN
          IF EXISTS (SELECT FROM held_back_fields h WHERE h.record_key = NEW.record_key AND h.field = 'items/' || NEW.corrects AND h.given_back_at IS NULL) THEN
            RAISE EXCEPTION 'an item that is held back was written' USING ERRCODE = 'LA004';
          END IF;
          RETURN NEW;
        END $$;
      CREATE TRIGGER inspection_items_stays_held_back BEFORE INSERT ON inspection_items FOR EACH ROW
        WHEN (NEW.corrects IS NOT NULL) EXECUTE FUNCTION app.item_stays_held_back();

      ALTER TABLE inspection_versions ADD COLUMN withheld_at timestamptz;
      GRANT UPDATE (withheld_at) ON inspection_versions TO lambi_app;
      CREATE POLICY inspection_versions_withheld ON inspection_versions AS RESTRICTIVE FOR SELECT TO lambi_app
        USING (withheld_at IS NULL OR ${own('inspection_versions')});
    `);
  }

  private async rows(q: QueryRunner): Promise<void> {
    // A function, and not the two looks in each policy: every statement over these tables would be planned with them, and next to no row is held back.
    await q.query(`
      CREATE FUNCTION app.shows_held(held uuid, record bigint) RETURNS boolean LANGUAGE sql STABLE COST 1000
        SET search_path = pg_catalog, public, pg_temp AS $$
        SELECT EXISTS (SELECT 1 FROM records r WHERE r.key = record AND r.owner_id = ${ME}) OR ${given('held')} $$;
      REVOKE ALL ON FUNCTION app.shows_held(uuid, bigint) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app.shows_held(uuid, bigint) TO lambi_app;`);
    for (const table of ROWS) {
      await q.query(`
        ALTER TABLE ${table} ADD COLUMN held_id uuid REFERENCES held_back_fields (id);
        GRANT UPDATE (held_id) ON ${table} TO lambi_app;
        CREATE POLICY ${table}_held ON ${table} AS RESTRICTIVE FOR SELECT TO lambi_app
          USING (held_id IS NULL OR app.shows_held(held_id, record_key));
        ${table === 'inspection_items' ? '' : `CREATE POLICY ${table}_update ON ${table} FOR UPDATE TO lambi_app USING (${own(table)}) WITH CHECK (${writtenOwn(table)});`}`);
    }
  }

  private async forwarding(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE releases
        ADD COLUMN forwarded_from uuid REFERENCES releases (id),
        ADD COLUMN forwarded_by int REFERENCES organisations (key),
        ADD COLUMN forward_reason text,
        ADD COLUMN consented_to int REFERENCES organisations (key),
        ADD CONSTRAINT releases_forward_check CHECK ((forwarded_from IS NULL) = (forwarded_by IS NULL)
          AND (forwarded_from IS NULL) = (forward_reason IS NULL) AND (forwarded_from IS NULL OR NOT may_forward));
      CREATE INDEX releases_by_parent ON releases (forwarded_from) WHERE forwarded_from IS NOT NULL;
      ALTER POLICY releases_select ON releases USING (${looked('releases', 'record_key')}
        AND (owner_id = ${ME} OR (revoked_at IS NULL AND (forwarded_by = ${ME} OR ${mine('audience_key')}))));
      ALTER POLICY releases_insert ON releases WITH CHECK (${INSERT_BEFORE} AND forwarded_from IS NULL);
      CREATE POLICY releases_forward ON releases FOR INSERT TO lambi_app WITH CHECK (forwarded_from IS NOT NULL AND forwarded_by = ${ME}
        AND released_by = ${USER} AND owner_id <> ${ME} AND revoked_at IS NULL AND consented_to IS NULL
        AND ${looked('releases', 'record_key', ' AND r.owner_id = releases.owner_id')});

      -- As the forwarder: what does not reach the forwarder cannot be forwarded.
      CREATE FUNCTION app.check_forward() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
        BEGIN
          IF NOT EXISTS (SELECT FROM releases p WHERE p.id = NEW.forwarded_from AND p.record_key = NEW.record_key AND p.owner_id = NEW.owner_id
              AND p.may_forward AND ${live('p')} AND ${mine('p.audience_key')} AND p.purpose = NEW.purpose
              AND (p.expires_at IS NULL OR NEW.expires_at <= p.expires_at)) THEN
            RAISE EXCEPTION 'an onward release is never wider than what was given' USING ERRCODE = 'LA005';
          END IF;
          RETURN NEW;
        END $$;
      CREATE TRIGGER releases_check_forward BEFORE INSERT ON releases FOR EACH ROW
        WHEN (NEW.forwarded_from IS NOT NULL) EXECUTE FUNCTION app.check_forward();

      GRANT UPDATE (revoked_at, revoked_by, revoked_because) ON releases TO lambi_jobs;
      CREATE POLICY releases_fall ON releases FOR UPDATE TO lambi_jobs USING (revoked_at IS NULL) WITH CHECK (revoked_at IS NOT NULL);
      GRANT SELECT, UPDATE (revoked_at, revoked_by, revoked_because) ON field_releases TO lambi_jobs;
      CREATE POLICY field_releases_jobs ON field_releases FOR SELECT TO lambi_jobs USING (true);
      CREATE POLICY field_releases_fall ON field_releases FOR UPDATE TO lambi_jobs USING (revoked_at IS NULL) WITH CHECK (revoked_at IS NOT NULL);
      ${redefined('lambi_jobs', deriveReaders(WITH_ORIGIN, 'SELECT 1 FROM records WHERE key = target FOR NO KEY UPDATE;'))}
      ${redefined(
        'lambi_jobs',
        `CREATE OR REPLACE FUNCTION app.releases_changed() RETURNS trigger LANGUAGE plpgsql ${pinned} AS $$
        BEGIN
          IF TG_OP = 'UPDATE' AND OLD.revoked_at IS NULL AND NEW.revoked_at IS NOT NULL THEN
            UPDATE releases SET revoked_at = NEW.revoked_at, revoked_by = NEW.revoked_by, revoked_because = NEW.revoked_because
             WHERE forwarded_from = NEW.id AND revoked_at IS NULL;
            UPDATE field_releases SET revoked_at = NEW.revoked_at, revoked_by = NEW.revoked_by, revoked_because = NEW.revoked_because
             WHERE record_key = NEW.record_key AND audience_key = NEW.audience_key AND revoked_at IS NULL;
          END IF;
          PERFORM app.derive_readers(NEW.record_key);
          RETURN NULL;
        END $$;`,
      )}
    `);
  }

  private async consent(q: QueryRunner): Promise<void> {
    const request = (who: string): string =>
      `EXISTS (SELECT 1 FROM consent_requests c WHERE c.id = consent_decisions.request_id${who})`;
    await q.query(`
      CREATE TABLE consent_requests (
        id uuid PRIMARY KEY,
        record_key bigint NOT NULL REFERENCES records (key),
        owner_id int NOT NULL REFERENCES organisations (key),
        asker_id int NOT NULL REFERENCES organisations (key),
        classification smallint NOT NULL REFERENCES classifications (level),
        fields text[] NOT NULL,
        audience_keys int[] NOT NULL,
        purpose text NOT NULL,
        until timestamptz,
        asked_by int NOT NULL REFERENCES users (key),
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT consent_requests_another_check CHECK (owner_id <> asker_id));
      CREATE INDEX consent_requests_received ON consent_requests (owner_id, created_at DESC, id DESC);
      CREATE INDEX consent_requests_asked ON consent_requests (asker_id, created_at DESC, id DESC);
      CREATE TABLE consent_decisions (
        request_id uuid PRIMARY KEY REFERENCES consent_requests (id),
        owner_id int NOT NULL REFERENCES organisations (key),
        decision text NOT NULL CHECK (decision IN ('GRANTED', 'REFUSED', 'WITHDRAWN')),
        reason text,
        fields text[] NOT NULL,
        audience_keys int[] NOT NULL,
        purpose text,
        until timestamptz,
        release_ids uuid[] NOT NULL,
        field_release_ids uuid[] NOT NULL,
        decided_by int NOT NULL REFERENCES users (key),
        decided_at timestamptz NOT NULL DEFAULT clock_timestamp());
      ${['consent_requests', 'consent_decisions'].map(readByAudit).join('')}
      -- The asker keeps its own words when the record goes out of its sight; the originator has them with the record.
      CREATE POLICY consent_requests_select ON consent_requests FOR SELECT TO lambi_app USING (
        (asker_id = ${ME} AND classification <= ${CLEARANCE}) OR (owner_id = ${ME} AND ${looked('consent_requests', 'record_key')}));
      CREATE POLICY consent_requests_insert ON consent_requests FOR INSERT TO lambi_app WITH CHECK (asker_id = ${ME} AND asked_by = ${USER}
        AND ${looked('consent_requests', 'record_key', ' AND r.owner_id = consent_requests.owner_id AND r.classification = consent_requests.classification')});
      CREATE POLICY consent_decisions_select ON consent_decisions FOR SELECT TO lambi_app USING (${request('')});
      CREATE POLICY consent_decisions_insert ON consent_decisions FOR INSERT TO lambi_app WITH CHECK (owner_id = ${ME} AND decided_by = ${USER}
        AND ${request(` AND CASE consent_decisions.decision WHEN 'WITHDRAWN' THEN c.asker_id ELSE c.owner_id END = ${ME}`)});
      ${leaf('consent_requests')}
      ${leaf('consent_decisions')}
      ALTER POLICY field_releases_select ON field_releases USING (${looked('field_releases', 'record_key')}
        AND (owner_id = ${ME} OR (${live('field_releases')} AND (consented_to = ${ME} OR ${mine('audience_key')}))));
      ALTER POLICY releases_select ON releases USING (${looked('releases', 'record_key')}
        AND (owner_id = ${ME} OR (revoked_at IS NULL AND (forwarded_by = ${ME} OR consented_to = ${ME} OR ${mine('audience_key')}))));
    `);
  }

  private async quotes(q: QueryRunner): Promise<void> {
    await q.query(
      definer(
        'lambi_search',
        'app.shows_field(bigint, text)',
        `
      CREATE FUNCTION app.shows_field(source bigint, named text) RETURNS boolean LANGUAGE sql STABLE ${pinned} AS $$
        SELECT NOT EXISTS (SELECT FROM held_back_fields h WHERE h.record_key = source AND h.field = named AND h.given_back_at IS NULL
          AND h.owner_id IS DISTINCT FROM ${ME} AND NOT ${given('h.id')}) $$;`,
      ),
    );
    const shows = `${looked('quotes', 'source_key')} AND (field IS NULL OR app.shows_field(source_key, field))`;
    await q.query(`
      GRANT SELECT ON held_back_fields, field_releases TO lambi_search;
      CREATE POLICY held_back_fields_search ON held_back_fields FOR SELECT TO lambi_search USING (true);
      CREATE POLICY field_releases_search ON field_releases FOR SELECT TO lambi_search USING (true);
      CREATE TABLE quotes (
        id uuid PRIMARY KEY,
        record_key bigint NOT NULL REFERENCES records (key),
        source_key bigint NOT NULL REFERENCES records (key),
        field text,
        text text NOT NULL,
        locator text,
        quoted_by int NOT NULL REFERENCES users (key),
        quoted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT quotes_another_check CHECK (record_key <> source_key));
      CREATE INDEX quotes_by_record ON quotes (record_key, quoted_at);
      ${spineChild('quotes')}
      ${writtenWithRecord('quotes')}
      CREATE POLICY quotes_shows_source ON quotes AS RESTRICTIVE FOR SELECT TO lambi_app USING (${shows});
      CREATE POLICY quotes_sees_source ON quotes AS RESTRICTIVE FOR INSERT TO lambi_app WITH CHECK (quoted_by = ${USER} AND ${shows});
      -- What a case says of a member, beside the case's owner, is for who sees the member.
      CREATE POLICY case_members_shows_member ON case_members AS RESTRICTIVE FOR SELECT TO lambi_app
        USING (${looked('case_members', 'member_key')} OR ${own('case_members')});
      CREATE POLICY case_judgements_shows_ends ON case_judgements AS RESTRICTIVE FOR SELECT TO lambi_app USING (
        (${looked('case_judgements', 'left_key')} AND ${looked('case_judgements', 'right_key')}) OR ${own('case_judgements')});
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      ${redefined('lambi_audit', amended('app.record_state(bigint)', STATE_AFTER, STATE_BEFORE))}
      ${redefined('lambi_jobs', amended('app.lock_for_event(uuid)', ANY_KIND, LOCKED_KINDS))}
      DROP FUNCTION app.audience_reach(int[]);
      DROP POLICY case_judgements_shows_ends ON case_judgements;
      DROP POLICY case_members_shows_member ON case_members;
      DROP TABLE quotes;
      DROP FUNCTION app.shows_field(bigint, text);
      DROP TABLE consent_decisions, consent_requests;
      ${redefined('lambi_jobs', deriveReaders(BY_ITSELF, ''))}
      ${redefined(
        'lambi_jobs',
        `CREATE OR REPLACE FUNCTION app.releases_changed() RETURNS trigger LANGUAGE plpgsql ${pinned} AS $$
        BEGIN PERFORM app.derive_readers(NEW.record_key); RETURN NULL; END $$;`,
      )}
      DROP POLICY releases_fall ON releases;
      REVOKE UPDATE (revoked_at, revoked_by, revoked_because) ON releases FROM lambi_jobs;
      DROP TRIGGER releases_check_forward ON releases;
      DROP FUNCTION app.check_forward();
      DROP POLICY releases_forward ON releases;
      ALTER POLICY releases_insert ON releases WITH CHECK (${INSERT_BEFORE});
      ALTER POLICY releases_select ON releases USING (${RELEASES_BEFORE});
      ALTER TABLE releases DROP COLUMN forwarded_from, DROP COLUMN forwarded_by, DROP COLUMN forward_reason, DROP COLUMN consented_to;
      ${ROWS.map(
        (table) => `DROP POLICY ${table}_held ON ${table};
        ${table === 'inspection_items' ? '' : `DROP POLICY ${table}_update ON ${table};`}
        ALTER TABLE ${table} DROP COLUMN held_id;`,
      ).join('\n')}
      DROP FUNCTION app.shows_held(uuid, bigint);
      DROP POLICY inspection_versions_withheld ON inspection_versions;
      ALTER TABLE inspection_versions DROP COLUMN withheld_at;
      ${CONTENTS.map((table) => `DROP TRIGGER ${table}_stays_held_back ON ${table};`).join('\n')}
      DROP TRIGGER inspection_items_stays_held_back ON inspection_items;
      DROP FUNCTION app.stays_held_back(), app.item_stays_held_back();
      DROP POLICY exchanges_update ON exchanges;
      REVOKE UPDATE (details) ON shipments FROM lambi_app;
      REVOKE UPDATE (legal_basis) ON exchanges FROM lambi_app;
      ALTER TABLE exchanges DROP COLUMN particulars;
      DROP TABLE held_back_values, field_releases, held_back_fields;
    `);
  }
}

function readByAudit(table: string): string {
  return `${forced(table)}
      GRANT SELECT, INSERT ON ${table} TO lambi_app;
      GRANT SELECT ON ${table} TO lambi_audit;
      CREATE POLICY ${table}_audit ON ${table} FOR SELECT TO lambi_audit USING (true);
      `;
}
