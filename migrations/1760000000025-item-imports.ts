import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ME, ownerOnly, WRITTEN_NOW } from './support/protect-table';

/** Lists of found items that came as a file, with what became of each line. What a line said is kept here too where it was refused. */
export class ItemImports1760000000025 implements MigrationInterface {
  name = 'ItemImports1760000000025';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE item_imports (
        id uuid PRIMARY KEY,
        record_key bigint NOT NULL REFERENCES records (key),
        owner_id int NOT NULL REFERENCES organisations (key),
        format text NOT NULL CHECK (format IN ('CSV', 'XLSX', 'NDJSON')),
        size bigint NOT NULL,
        sha256 bytea NOT NULL,
        stated int,
        verdicts jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        created_by int NOT NULL REFERENCES users (key));
      CREATE INDEX item_imports_by_record ON item_imports (record_key);
      ${ownerOnly('item_imports')}
      CREATE POLICY item_imports_sees_record ON item_imports AS RESTRICTIVE FOR SELECT TO lambi_app
        USING (EXISTS (SELECT 1 FROM records r WHERE r.key = item_imports.record_key));
      CREATE POLICY item_imports_own ON item_imports AS RESTRICTIVE FOR INSERT TO lambi_app WITH CHECK (
        EXISTS (SELECT 1 FROM records r WHERE r.key = item_imports.record_key AND r.owner_id = ${ME} AND ${WRITTEN_NOW}));
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP TABLE item_imports');
  }
}
