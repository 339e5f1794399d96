import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ownerOnly } from './support/protect-table';

/**
 * How an organisation's tables and its offices' codes are to be read.
 *
 * Guarantee: a bill says by which version of a map it was read, and that version can still be seen. So versions are only ever
 * appended, and a map that is no longer wanted is retired and not deleted. A map is known to its organisation alone: the names of
 * its columns tell who sends it which files.
 *
 * Refused: one row for each column or code. A map is saved, shown and compared as a whole, and a whole cannot lose a part.
 */
export class Tables1760000000009 implements MigrationInterface {
  name = 'Tables1760000000009';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE column_maps (
        id uuid PRIMARY KEY,
        owner_id int NOT NULL REFERENCES organisations (key),
        name text NOT NULL,
        version int NOT NULL DEFAULT 1 CHECK (version > 0),
        created_at timestamptz NOT NULL DEFAULT now(),
        created_by int NOT NULL REFERENCES users (key),
        updated_at timestamptz NOT NULL DEFAULT now(),
        retired_at timestamptz,
        retired_by int REFERENCES users (key),
        CONSTRAINT column_maps_owned UNIQUE (owner_id, id));
      CREATE UNIQUE INDEX column_maps_name_unique ON column_maps (owner_id, name) WHERE retired_at IS NULL;
      CREATE INDEX column_maps_newest ON column_maps (owner_id, created_at DESC, id DESC);
      ${ownerOnly('column_maps', { update: ['name', 'version', 'updated_at', 'retired_at', 'retired_by'] })}

      CREATE TABLE column_map_versions (
        owner_id int NOT NULL,
        map_id uuid NOT NULL,
        version int NOT NULL,
        name text NOT NULL,
        definition jsonb NOT NULL,
        saved_at timestamptz NOT NULL DEFAULT now(),
        saved_by int NOT NULL REFERENCES users (key),
        PRIMARY KEY (owner_id, map_id, version),
        CONSTRAINT column_map_versions_map_fk FOREIGN KEY (owner_id, map_id) REFERENCES column_maps (owner_id, id));
      ${ownerOnly('column_map_versions')}
      CREATE POLICY column_map_versions_sees_map ON column_map_versions AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (EXISTS (SELECT 1 FROM column_maps m WHERE m.id = column_map_versions.map_id));

      CREATE TABLE code_map_versions (
        owner_id int NOT NULL REFERENCES organisations (key),
        customs_office text NOT NULL,
        field text NOT NULL CHECK (field IN ('NATURE', 'TRANSPORT_MODE', 'FULL_EMPTY', 'PACKAGE_TYPE')),
        version int NOT NULL CHECK (version > 0),
        rows jsonb NOT NULL,
        saved_at timestamptz NOT NULL DEFAULT now(),
        saved_by int NOT NULL REFERENCES users (key),
        CONSTRAINT code_map_versions_pkey PRIMARY KEY (owner_id, customs_office, field, version));
      ${ownerOnly('code_map_versions')}
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP TABLE code_map_versions, column_map_versions, column_maps');
  }
}
