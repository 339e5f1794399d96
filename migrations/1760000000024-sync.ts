import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CLEARANCE, ME, ownerOnly, spineChild, USER, writtenWithRecord } from './support/protect-table';

const ownRecord = (table: string): string =>
  `EXISTS (SELECT 1 FROM records r WHERE r.key = ${table}.record_key AND r.owner_id = ${ME})`;
const onlyForOwner = (table: string): string =>
  `CREATE POLICY ${table}_own ON ${table} AS RESTRICTIVE FOR SELECT TO lambi_app USING (${ownRecord(table)});`;

/**
 * From a port with a bad line: how each inspection came, which photos its sender still owes, and what was sent under a reference that
 * was already used for something else.
 *
 * `inspection_submissions` holds the hash of what was sent (RFC 8785, without the reference) beside the reference itself, and the receipt
 * that was given for it: a record sent again is recognised by its content, whichever way it came first, and answered with the same
 * receipt. It is written in the transaction of its record and never again. None of this is part of a record's state in the log: it tells
 * how a record came, not what it says, and a reader it was released to sees none of it.
 *
 * A conflicting submission is kept as it was sent, as canonical text (jsonb would bend numbers), for a person to compare; nothing decides
 * between the two. It can quote more than its reader is cleared for, and so has a level of its own.
 */
export class Sync1760000000024 implements MigrationInterface {
  name = 'Sync1760000000024';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE inspection_submissions (
        record_key bigint PRIMARY KEY REFERENCES records (key),
        content_sha256 bytea NOT NULL CHECK (length(content_sha256) = 32),
        receipt_id uuid NOT NULL,
        device text,
        made_at timestamptz,
        received_at timestamptz NOT NULL DEFAULT now());
      ${spineChild('inspection_submissions')}
      ${writtenWithRecord('inspection_submissions')}
      ${onlyForOwner('inspection_submissions')}

      CREATE TABLE announced_photos (
        record_key bigint NOT NULL REFERENCES records (key),
        sha256 bytea NOT NULL CHECK (length(sha256) = 32),
        name text NOT NULL,
        size bigint NOT NULL,
        announced_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (record_key, sha256));
      ${spineChild('announced_photos')}
      ${onlyForOwner('announced_photos')}
      CREATE CONSTRAINT TRIGGER announced_photos_require_leaf AFTER INSERT ON announced_photos
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_leaf();

      CREATE TABLE submission_conflicts (
        id uuid PRIMARY KEY,
        owner_id int NOT NULL REFERENCES organisations (key),
        client_ref uuid NOT NULL,
        classification smallint NOT NULL REFERENCES classifications (level),
        sent_sha256 bytea NOT NULL CHECK (length(sent_sha256) = 32),
        sent text NOT NULL,
        photos jsonb NOT NULL,
        device text,
        made_at timestamptz,
        sent_by int NOT NULL REFERENCES users (key),
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT submission_conflicts_content_unique UNIQUE (owner_id, client_ref, sent_sha256));
      CREATE INDEX submission_conflicts_newest ON submission_conflicts (owner_id, created_at DESC, id DESC);
      ${ownerOnly('submission_conflicts')}
      CREATE POLICY submission_conflicts_cleared ON submission_conflicts AS RESTRICTIVE FOR SELECT TO lambi_app
        USING (classification <= ${CLEARANCE});
      CREATE POLICY submission_conflicts_by_sender ON submission_conflicts AS RESTRICTIVE FOR INSERT TO lambi_app
        WITH CHECK (sent_by = ${USER} AND classification <= ${CLEARANCE});
      CREATE CONSTRAINT TRIGGER submission_conflicts_require_leaf AFTER INSERT ON submission_conflicts
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.require_leaf();
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP TABLE submission_conflicts, announced_photos, inspection_submissions');
  }
}
