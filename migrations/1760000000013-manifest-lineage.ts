import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a colleague may not see must not stop an import of his. A manifest and its bills can be classified above a user of the same
 * organisation: unique keys do not know that, and answered for what is hidden (a file refused without a reason, an import that failed
 * for ever because a hidden version had superseded the bill before). The same file at another level is therefore another manifest, and
 * a bill may have a second successor.
 */
export class ManifestLineage1760000000013 implements MigrationInterface {
  name = 'ManifestLineage1760000000013';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE manifests DROP CONSTRAINT manifests_file_unique,
        ADD CONSTRAINT manifests_file_unique UNIQUE (owner_id, sha256, reading, classification);
      DROP INDEX shipments_supersedes_unique;
      CREATE INDEX shipments_by_superseded ON shipments (supersedes_key) WHERE supersedes_key IS NOT NULL;
    `);
  }

  /** Refuses where there is by now what the narrower keys forbid. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE manifests DROP CONSTRAINT manifests_file_unique, ADD CONSTRAINT manifests_file_unique UNIQUE (owner_id, sha256, reading);
      DROP INDEX shipments_by_superseded;
      CREATE UNIQUE INDEX shipments_supersedes_unique ON shipments (supersedes_key) WHERE supersedes_key IS NOT NULL;
    `);
  }
}
