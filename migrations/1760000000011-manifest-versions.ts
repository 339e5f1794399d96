import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CLEARANCE, ME, ownerOnly } from './support/protect-table';

/**
 * Manifests with versions, imported in batches.
 *
 * A manifest's identity is customs office, voyage and day of departure (UNCTAD ASYCUDA World); another file of the same identity is its
 * next version. `manifest_bills` says which bills a version holds and what became of each: a bill that did not change is the record it
 * was, a changed one is a new record that supersedes it, and nothing is written over. A batch of bills, its rows here and `bills_done`
 * are one transaction: whatever kills an import, the next attempt goes on behind the last batch.
 */
export class ManifestVersions1760000000011 implements MigrationInterface {
  name = 'ManifestVersions1760000000011';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE manifests
        ADD COLUMN identity text,
        ADD COLUMN version_number int NOT NULL DEFAULT 1,
        ADD COLUMN amends uuid,
        ADD COLUMN reading text NOT NULL DEFAULT '',
        ADD COLUMN bills_present int NOT NULL DEFAULT 0,
        ADD COLUMN bills_done int NOT NULL DEFAULT 0,
        ADD COLUMN changes jsonb,
        DROP CONSTRAINT manifests_file_unique,
        ADD CONSTRAINT manifests_file_unique UNIQUE (owner_id, sha256, reading),
        ADD CONSTRAINT manifests_owner_unique UNIQUE (id, owner_id);
      -- With the owner in the key: a manifest amends one of its own organisation, and no other can be pointed at.
      ALTER TABLE manifests ADD CONSTRAINT manifests_amends_own FOREIGN KEY (amends, owner_id) REFERENCES manifests (id, owner_id);
      CREATE INDEX manifests_by_identity ON manifests (owner_id, identity, version_number DESC) WHERE identity IS NOT NULL;
      CREATE INDEX manifests_by_amended ON manifests (amends) WHERE amends IS NOT NULL;
      GRANT UPDATE (bills_done, changes) ON manifests TO lambi_app;

      -- A manifest is as secret as the bills it makes, for colleagues too.
      CREATE POLICY manifests_cleared ON manifests AS RESTRICTIVE FOR SELECT TO lambi_app USING (classification <= ${CLEARANCE});

      CREATE TABLE manifest_bills (
        manifest_id uuid NOT NULL REFERENCES manifests (id),
        position int NOT NULL,
        owner_id int NOT NULL,
        record_key bigint NOT NULL REFERENCES records (key),
        previous_key bigint REFERENCES records (key),
        bill_reference text,
        occurrence int NOT NULL,
        content_hash bytea NOT NULL,
        change text NOT NULL CHECK (change IN ('ADDED', 'CHANGED', 'UNCHANGED', 'REMOVED')),
        line int,
        CONSTRAINT manifest_bills_pkey PRIMARY KEY (manifest_id, position));
      CREATE INDEX manifest_bills_by_reference ON manifest_bills (manifest_id, bill_reference, occurrence);
      CREATE INDEX manifest_bills_by_record ON manifest_bills (record_key);
      ${ownerOnly('manifest_bills')}
      CREATE POLICY manifest_bills_own_record ON manifest_bills AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (EXISTS (SELECT 1 FROM records r WHERE r.key = manifest_bills.record_key AND r.owner_id = ${ME})
          AND (previous_key IS NULL OR EXISTS (SELECT 1 FROM records r WHERE r.key = manifest_bills.previous_key AND r.owner_id = ${ME})));

      ALTER TABLE shipments ADD COLUMN supersedes_key bigint REFERENCES records (key);
      CREATE UNIQUE INDEX shipments_supersedes_unique ON shipments (supersedes_key) WHERE supersedes_key IS NOT NULL;
      CREATE POLICY shipments_supersedes_own ON shipments AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (supersedes_key IS NULL OR EXISTS (SELECT 1 FROM records r WHERE r.key = shipments.supersedes_key AND r.owner_id = ${ME}));
    `);
    // Manifests of before: their bills in the order of the file. What their content hash was is not known, so an amendment counts each as changed.
    await q.query(`
      ALTER TABLE shipments NO FORCE ROW LEVEL SECURITY; ALTER TABLE records NO FORCE ROW LEVEL SECURITY; ALTER TABLE manifest_bills NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE manifests NO FORCE ROW LEVEL SECURITY;
      INSERT INTO manifest_bills (manifest_id, position, owner_id, record_key, bill_reference, occurrence, content_hash, change, line)
      SELECT s.manifest_id, row_number() OVER (PARTITION BY s.manifest_id ORDER BY s.record_key) - 1, r.owner_id, s.record_key, s.bill_reference,
             row_number() OVER (PARTITION BY s.manifest_id, s.bill_reference ORDER BY s.record_key) - 1, '', 'ADDED', (s.source ->> 'line')::int
        FROM shipments s JOIN records r ON r.key = s.record_key WHERE s.manifest_id IS NOT NULL;
      UPDATE manifests m SET bills_present = n, bills_done = n
        FROM (SELECT manifest_id, count(*) AS n FROM manifest_bills GROUP BY 1) b WHERE b.manifest_id = m.id;
      ALTER TABLE shipments FORCE ROW LEVEL SECURITY; ALTER TABLE records FORCE ROW LEVEL SECURITY; ALTER TABLE manifest_bills FORCE ROW LEVEL SECURITY;
      ALTER TABLE manifests FORCE ROW LEVEL SECURITY;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP TABLE manifest_bills;
      DROP POLICY shipments_supersedes_own ON shipments;
      ALTER TABLE shipments DROP COLUMN supersedes_key;
      DROP POLICY manifests_cleared ON manifests;
      ALTER TABLE manifests DROP CONSTRAINT manifests_amends_own, DROP CONSTRAINT manifests_owner_unique;
      ALTER TABLE manifests DROP CONSTRAINT manifests_file_unique, ADD CONSTRAINT manifests_file_unique UNIQUE (owner_id, sha256),
        DROP COLUMN identity, DROP COLUMN version_number, DROP COLUMN amends, DROP COLUMN reading, DROP COLUMN bills_present, DROP COLUMN bills_done,
        DROP COLUMN changes;
    `);
  }
}
