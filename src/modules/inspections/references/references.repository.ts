import { Injectable } from '@nestjs/common';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { FirearmReferenceRow } from './reference.record';
import { FirearmReference } from './reference-check.rules';
import type { ReferenceName } from './reference.types';

export interface ListedReference extends ReferenceName {
  readonly id: string;
  readonly make: string | null;
  readonly otherNames: readonly string[];
  /** Microseconds, for the cursor. */
  readonly at: string;
  readonly addedAt: Date;
  readonly isDelivered: boolean;
}

/**
 * The reference is some thousand names that are only ever added, so it is kept in memory and read again when there are more. A name that
 * another process added is seen with the next request.
 */
@Injectable()
export class FirearmReferences {
  private held = new FirearmReference([]);

  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  async current(): Promise<FirearmReference> {
    const [row] = await this.uow.prepared<{ count: number }>('SELECT count(*) AS count FROM firearm_references');
    if (row!.count !== this.held.names.length) {
      this.held = new FirearmReference(
        await this.uow.prepared<ReferenceName>(
          `SELECT key, kind, name, name_key AS "nameKey", make_key AS "makeKey", same_as AS "sameAs", note FROM firearm_references ORDER BY key`,
        ),
      );
    }
    return this.held;
  }

  insert(row: Omit<FirearmReferenceRow, 'key' | 'addedAt'>): Promise<void> {
    return this.writer.insert(FirearmReferenceRow, [row]);
  }

  /** Canonical names of a kind, newest first, with the others they go by. */
  page(
    kind: string | null,
    makeKey: number | null,
    after: { at: string; id: string } | undefined,
    rows: number,
  ): Promise<ListedReference[]> {
    return this.uow.query<ListedReference>(
      `SELECT ${LISTED} WHERE f.same_as IS NULL AND ($1::text IS NULL OR f.kind = $1) AND ($2::bigint IS NULL OR f.make_key = $2)
          AND ($3::bigint IS NULL OR (f.added_at, f.id) < ('epoch'::timestamptz + $3::bigint * interval '1 microsecond', $4::uuid))
        ORDER BY f.added_at DESC, f.id DESC LIMIT $5`,
      [kind, makeKey, after?.at ?? null, after?.id ?? null, rows],
    );
  }

  async find(id: string): Promise<ListedReference | undefined> {
    return (await this.uow.query<ListedReference>(`SELECT ${LISTED} WHERE f.id = $1`, [id]))[0];
  }
}

const LISTED = `f.key, f.id, f.kind, f.name, f.name_key AS "nameKey", f.make_key AS "makeKey", f.same_as AS "sameAs", f.note, m.name AS make,
    coalesce((SELECT json_agg(a.name ORDER BY a.key) FROM firearm_references a WHERE a.same_as = f.key), '[]') AS "otherNames",
    (extract(epoch FROM f.added_at) * 1000000)::bigint::text AS at, f.added_at AS "addedAt", f.added_by IS NULL AS "isDelivered"
  FROM firearm_references f LEFT JOIN firearm_references m ON m.key = f.make_key`;
