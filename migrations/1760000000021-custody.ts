import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ME, ownerOnly, redefined, spineChild, WRITTEN_NOW, writtenWithRecord } from './support/protect-table';
import { INSPECTION_STATE, recordState } from './support/record-state';

const withVersions = { ...INSPECTION_STATE, versions: ['inspection_versions', 't.number'] } as const;
const withCustody = {
  ...withVersions,
  exhibits: ['exhibits', 't.seq'],
  custody: ['custody_events', 't.exhibit_seq, t.seq'],
  custodyHeldBack: ['custody_private', 't.id'],
} as const;

/**
 * Exhibits and what happened to them. Rows are only ever added: an event that was wrong is corrected by another that names it, and marked. Whether
 * the chain is unbroken is computed from the events, and nowhere stored. Where exactly arms are stored is for their owner alone,
 * whatever is released: it lies in a side row.
 */
export class Custody1760000000021 implements MigrationInterface {
  name = 'Custody1760000000021';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE exhibits (
        id uuid NOT NULL UNIQUE,
        record_key bigint NOT NULL REFERENCES records (key),
        seq int NOT NULL,
        owner_id int NOT NULL REFERENCES organisations (key),
        exhibit_no text NOT NULL,
        items jsonb NOT NULL,
        court_file text,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        recorded_by int NOT NULL REFERENCES users (key),
        PRIMARY KEY (record_key, seq),
        CONSTRAINT exhibits_number_unique UNIQUE (owner_id, exhibit_no));
      ${spineChild('exhibits')}
      ${writtenWithRecord('exhibits')}
      CREATE POLICY exhibits_own ON exhibits AS RESTRICTIVE FOR INSERT TO lambi_app WITH CHECK (owner_id = ${ME});

      CREATE TABLE custody_events (
        id uuid NOT NULL UNIQUE,
        record_key bigint NOT NULL,
        exhibit_seq int NOT NULL,
        seq int NOT NULL,
        kind text NOT NULL CHECK (kind IN ('SEIZED', 'HANDED_OVER', 'STORED', 'EXAMINED', 'DISPOSED')),
        occurred_at timestamptz NOT NULL,
        occurred_time_zone text NOT NULL,
        place text,
        from_holder text,
        to_holder text,
        seal_found text,
        seal_set text,
        reason text,
        statement text,
        disposal text CHECK (disposal IN ('RETAINED', 'DESTROYED', 'RETURNED', 'TRANSFERRED')),
        proof_sha256 text,
        corrects int,
        superseded_at timestamptz,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        recorded_by int NOT NULL REFERENCES users (key),
        PRIMARY KEY (record_key, exhibit_seq, seq),
        FOREIGN KEY (record_key, exhibit_seq) REFERENCES exhibits (record_key, seq),
        CHECK (corrects < seq),
        CHECK ((kind = 'DISPOSED') = (disposal IS NOT NULL)));
      ${spineChild('custody_events', { update: ['superseded_at'] })}
      ${writtenWithRecord('custody_events', { update: true })}
      -- What was corrected is there for its owner, and for whoever it was released to before that.
      CREATE POLICY custody_events_seen ON custody_events AS RESTRICTIVE FOR SELECT TO lambi_app USING (superseded_at IS NULL
        OR EXISTS (SELECT 1 FROM records r WHERE r.key = custody_events.record_key AND r.owner_id = ${ME})
        OR EXISTS (SELECT 1 FROM releases x WHERE x.record_key = custody_events.record_key AND x.revoked_at IS NULL
             AND (x.expires_at IS NULL OR x.expires_at > now()) AND x.released_at < custody_events.superseded_at));

      CREATE TABLE custody_private (
        id uuid PRIMARY KEY REFERENCES custody_events (id),
        record_key bigint NOT NULL REFERENCES records (key),
        owner_id int NOT NULL REFERENCES organisations (key),
        store text NOT NULL);
      CREATE INDEX custody_private_by_record ON custody_private (record_key);
      ${ownerOnly('custody_private')}
      ALTER POLICY custody_private_insert ON custody_private WITH CHECK (owner_id = ${ME}
        AND EXISTS (SELECT 1 FROM records r WHERE r.key = custody_private.record_key AND r.owner_id = ${ME} AND ${WRITTEN_NOW}));
      ${redefined('lambi_audit', recordState({ inspection: withCustody }))}
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      ${redefined('lambi_audit', recordState({ inspection: withVersions }))}
      DROP TABLE custody_private;
      DROP TABLE custody_events;
      DROP TABLE exhibits;
    `);
  }
}
