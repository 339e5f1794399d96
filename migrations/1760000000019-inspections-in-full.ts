import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ME, redefined, spineChild, writtenWithRecord } from './support/protect-table';
import { INSPECTION_STATE, LISTED_ATTACHMENTS, recordState } from './support/record-state';

const FIELDS: readonly string[] = [
  ...['authority', 'requested_by', 'jurisdiction', 'jurisdiction_statement', 'terminal', 'latitude', 'longitude'],
  ...['coordinate_precision', 'examined_on', 'examined_until', 'transport_mode_code', 'voyage', 'vessel_flag'],
  ...[
    'vehicle_plate',
    'aircraft_registration',
    'port_of_loading',
    'port_of_discharge',
    'declared_goods',
    'seals_declared',
    'seals_found',
  ],
  ...['declared_mass_grams', 'measured_mass_grams', 'concealment_code', 'parties', 'stated_facts', 'follow_ups'],
];

/**
 * The whole record of an inspection.
 *
 * Every new column is null where nothing was said, for nulls are left out of the state that the log vouches for: what was written before
 * keeps its hash. An item keeps its place (`seq`) through corrections: a correction is a row of its own that names the place it
 * `corrects`, and the row before it is marked. What a State corrected is there for that State only.
 *
 * A closed inspection never changes. Its content is kept whole in `inspection_versions`; an amendment makes the next. A reader sees a
 * version that has been replaced only if it was released to them before that.
 */
export class InspectionsInFull1760000000019 implements MigrationInterface {
  name = 'InspectionsInFull1760000000019';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE inspections
        ADD COLUMN authority text CHECK (authority IN ('OWN', 'STATE', 'PANEL')),
        ADD COLUMN requested_by text,
        ADD COLUMN jurisdiction text CHECK (jurisdiction IN ('OWN_TERRITORY', 'JOINT', 'FOREIGN')),
        ADD COLUMN jurisdiction_statement text,
        ADD COLUMN terminal text,
        ADD COLUMN latitude double precision CHECK (latitude BETWEEN -90 AND 90),
        ADD COLUMN longitude double precision CHECK (longitude BETWEEN -180 AND 180),
        ADD COLUMN coordinate_precision text CHECK (coordinate_precision IN ('EXACT', 'PLACE', 'PORT', 'COUNTRY')),
        ADD COLUMN examined_on text,
        ADD COLUMN examined_until text,
        ADD COLUMN transport_mode_code text CHECK (transport_mode_code IN ('SEA', 'RAIL', 'ROAD', 'AIR', 'POST', 'MULTIMODAL', 'FIXED', 'INLAND_WATER')),
        ADD COLUMN voyage text,
        ADD COLUMN vessel_flag char(2),
        ADD COLUMN vehicle_plate text,
        ADD COLUMN aircraft_registration text,
        ADD COLUMN port_of_loading text,
        ADD COLUMN port_of_discharge text,
        ADD COLUMN declared_goods text,
        ADD COLUMN seals_declared text[],
        ADD COLUMN seals_found text[],
        ADD COLUMN declared_mass_grams bigint,
        ADD COLUMN measured_mass_grams bigint,
        ADD COLUMN concealment_code text CHECK (concealment_code IN ('NOT_CONCEALED', 'MISDECLARED', 'AMONG_DECLARED_GOODS',
          'AMONG_PERSONAL_EFFECTS', 'AMONG_FOOD', 'AMONG_CLOTHING', 'IN_VEHICLE', 'IN_MACHINERY', 'IN_ELECTRONICS', 'IN_FURNITURE',
          'IN_DRUM_OR_BARREL', 'IN_CONTAINER_STRUCTURE', 'IN_VESSEL_STRUCTURE', 'ON_PERSON', 'OTHER')),
        ADD COLUMN parties jsonb,
        ADD COLUMN stated_facts jsonb,
        ADD COLUMN follow_ups jsonb;
      GRANT UPDATE (${FIELDS.join(', ')}) ON inspections TO lambi_app;

      ALTER TABLE inspection_items
        ADD COLUMN corrects int,
        ADD COLUMN superseded_at timestamptz,
        ADD COLUMN superseded_because text,
        ADD COLUMN marks jsonb,
        ADD COLUMN importer_mark text,
        ADD COLUMN import_country char(2),
        ADD COLUMN import_year int,
        ADD COLUMN year_of_manufacture int,
        ADD COLUMN privately_made boolean,
        ADD COLUMN assembled boolean,
        ADD COLUMN brand text,
        ADD COLUMN packaging text,
        ADD COLUMN amount text,
        ADD COLUMN currency char(3),
        ADD COLUMN counterfeit boolean,
        ADD COLUMN concealment_code text,
        ADD COLUMN photo_sha256 text[],
        ADD CONSTRAINT inspection_items_superseded_check CHECK ((superseded_at IS NULL) = (superseded_because IS NULL)),
        ADD CONSTRAINT inspection_items_corrects_check CHECK (corrects < seq);
      -- One standing row for each place.
      CREATE UNIQUE INDEX inspection_items_standing ON inspection_items (record_key, coalesce(corrects, seq)) WHERE superseded_at IS NULL;
      GRANT UPDATE (superseded_at, superseded_because) ON inspection_items TO lambi_app;
      CREATE POLICY inspection_items_update ON inspection_items FOR UPDATE TO lambi_app USING (superseded_at IS NULL
        AND EXISTS (SELECT 1 FROM records r WHERE r.key = inspection_items.record_key AND r.owner_id = ${ME}));
      ${writtenWithRecord('inspection_items', { update: true })}
      CREATE POLICY inspection_items_standing ON inspection_items AS RESTRICTIVE FOR SELECT TO lambi_app USING (superseded_at IS NULL
        OR EXISTS (SELECT 1 FROM records r WHERE r.key = inspection_items.record_key AND r.owner_id = ${ME}));

      CREATE TABLE inspection_versions (
        id uuid NOT NULL UNIQUE,
        record_key bigint NOT NULL REFERENCES records (key),
        number int NOT NULL CHECK (number > 0),
        record_version int NOT NULL,
        made_at timestamptz NOT NULL DEFAULT now(),
        made_by int NOT NULL REFERENCES users (key),
        reason text,
        changed text[] NOT NULL,
        content jsonb NOT NULL,
        sha256 bytea NOT NULL,
        superseded_at timestamptz,
        PRIMARY KEY (record_key, number),
        CHECK ((number = 1) = (reason IS NULL)));
      ${spineChild('inspection_versions', { update: ['superseded_at'] })}
      ${writtenWithRecord('inspection_versions', { update: true })}
      CREATE POLICY inspection_versions_seen ON inspection_versions AS RESTRICTIVE FOR SELECT TO lambi_app USING (superseded_at IS NULL
        OR EXISTS (SELECT 1 FROM records r WHERE r.key = inspection_versions.record_key AND r.owner_id = ${ME})
        OR EXISTS (SELECT 1 FROM releases x WHERE x.record_key = inspection_versions.record_key AND x.revoked_at IS NULL
             AND (x.expires_at IS NULL OR x.expires_at > now()) AND x.released_at < inspection_versions.superseded_at));
      -- Both are written with the record locked: a release that waited for an amendment comes after it.
      ALTER TABLE releases ALTER COLUMN released_at SET DEFAULT clock_timestamp();
      ${redefined('lambi_audit', recordState({ inspection: { ...INSPECTION_STATE, versions: ['inspection_versions', 't.number'] } }, LISTED_ATTACHMENTS))}
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE releases ALTER COLUMN released_at SET DEFAULT now();
      ${redefined('lambi_audit', recordState({}, LISTED_ATTACHMENTS))}
      DROP TABLE inspection_versions;
      DROP POLICY inspection_items_standing ON inspection_items;
      DROP POLICY inspection_items_update ON inspection_items;
      REVOKE UPDATE (superseded_at, superseded_because) ON inspection_items FROM lambi_app;
      DROP INDEX inspection_items_standing;
      ALTER TABLE inspection_items DROP COLUMN corrects, DROP COLUMN superseded_at, DROP COLUMN superseded_because, DROP COLUMN marks,
        DROP COLUMN importer_mark, DROP COLUMN import_country, DROP COLUMN import_year, DROP COLUMN year_of_manufacture,
        DROP COLUMN privately_made, DROP COLUMN assembled, DROP COLUMN brand, DROP COLUMN packaging, DROP COLUMN amount, DROP COLUMN currency,
        DROP COLUMN counterfeit, DROP COLUMN concealment_code, DROP COLUMN photo_sha256;
      ALTER TABLE inspections ${FIELDS.map((field) => `DROP COLUMN ${field}`).join(', ')};
    `);
  }
}
