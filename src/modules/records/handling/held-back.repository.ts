/*
 * Moves values out of the tables that readers see and back again. Invariant: names of tables and columns come from
 * holdable-fields.cases.ts and nothing else; a value goes from row to row inside the database and never through the program.
 */
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/context/actor';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { SpineRecord } from '../record.types';
import { FieldReleaseRow } from './field-release.record';
import { HeldBackFieldRow } from './held-back-field.record';
import { isRow, placeOf, pointersOf } from './held-back.rules';
import type { FieldReleaseView, HeldBackField, Place } from './held-back.types';
import { EMPTY_LISTS, HOLDABLE } from './holdable-fields.cases';

@Injectable()
export class HeldBackRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  /** What is held back of these records, as far as the reader may know; the value where the reader may have it. */
  of(recordKeys: readonly number[]): Promise<HeldBackField[]> {
    return this.uow.prepared<HeldBackField>(
      `SELECT h.id, h.record_key AS "recordKey", h.field, h.because, h.told, h.held_at AS "heldAt", v.columns
         FROM held_back_fields h LEFT JOIN held_back_values v ON v.held_id = h.id
        WHERE h.record_key = ANY ($1::bigint[]) AND h.given_back_at IS NULL ORDER BY h.record_key, h.field`,
      [recordKeys],
    );
  }

  /** What stands at a place of a record: by column, or the row. */
  async valueAt(recordKey: number, place: Place): Promise<Record<string, unknown> | undefined> {
    const where = isRow(place) ? ` AND ${place.place} = $2${standing(place.table)}` : '';
    const [row] = await this.uow.query<{ row: Record<string, unknown> }>(
      `SELECT to_jsonb(t) AS row FROM ${place.table} t WHERE record_key = $1${where}`,
      isRow(place) ? [recordKey, place.row] : [recordKey],
    );
    if (!row || isRow(place)) return row?.row;
    return Object.fromEntries(Object.values(place.columns).map((column) => [column, row.row[column]]));
  }

  /** The mark first, then the value out of its table into the side row, with what the record was found by. */
  async hold(actor: Actor, record: SpineRecord, row: HeldBackFieldRow): Promise<void> {
    const place = placeOf(record.kind, row.field)!;
    await this.writer.insert(HeldBackFieldRow, [row]);
    const identifiers = await this.keys(
      `SELECT seq AS key FROM identifiers WHERE record_key = $1 AND superseded_at IS NULL
          AND EXISTS (SELECT 1 FROM unnest($2::text[]) p WHERE pointer = p OR starts_with(pointer, p || '/'))`,
      [record.key, pointersOf(record.kind, row.field)],
    );
    const marks =
      place.table === 'inspection_items' && isRow(place)
        ? await this.keys(
            'SELECT key FROM firearm_marks WHERE record_key = $1 AND item_place = $2 AND superseded_at IS NULL',
            [record.key, place.row],
          )
        : [];
    const columns = isRow(place) ? [] : Object.values(place.columns);
    await this.uow.execute(
      `INSERT INTO held_back_values (held_id, record_key, owner_id, columns, identifiers, marks)
       SELECT $1, $2, $3, (SELECT coalesce(jsonb_object_agg(c.key, c.value), '{}') FROM jsonb_each(to_jsonb(t)) c WHERE c.key = ANY ($4::text[])), $5, $6
         FROM ${HOLDABLE[record.kind]!.table} t WHERE t.record_key = $2`,
      [row.id, record.key, actor.organisationKey, columns, identifiers, marks],
    );
    await this.empty(record.key, place, row.id);
    await this.supersede(record.key, identifiers, marks, true);
  }

  /** The mark ends first, so that the value may stand in its table again. */
  async giveBack(actor: Actor, record: SpineRecord, held: HeldBackField): Promise<boolean> {
    const place = placeOf(record.kind, held.field)!;
    const ended = await this.uow.execute(
      'UPDATE held_back_fields SET given_back_at = clock_timestamp(), given_back_by = $2 WHERE id = $1 AND given_back_at IS NULL',
      [held.id, actor.userKey],
    );
    if (ended !== 1) return false;
    if (isRow(place)) await this.mark(record.key, place, null);
    else {
      const columns = Object.values(place.columns);
      await this.uow.execute(
        `UPDATE ${place.table} t SET ${columns.map((column) => `${column} = (x.p).${column}`).join(', ')}
           FROM (SELECT jsonb_populate_record(NULL::${place.table}, v.columns) AS p FROM held_back_values v WHERE v.held_id = $2) x
          WHERE t.record_key = $1`,
        [record.key, held.id],
      );
    }
    const [value] = await this.uow.query<{ identifiers: number[]; marks: number[] }>(
      'SELECT identifiers, marks FROM held_back_values WHERE held_id = $1',
      [held.id],
    );
    await this.supersede(record.key, value!.identifiers, value!.marks, false);
    return true;
  }

  /** Versions of the content that were kept before say what is now held back: they are the owner's until nothing is. */
  async hideVersions(recordKey: number): Promise<void> {
    await this.uow.execute(
      'UPDATE inspection_versions SET withheld_at = now() WHERE record_key = $1 AND withheld_at IS NULL',
      [recordKey],
    );
  }

  async showVersions(recordKey: number): Promise<void> {
    await this.uow.execute(
      'UPDATE inspection_versions SET withheld_at = NULL WHERE record_key = $1 AND withheld_at IS NOT NULL',
      [recordKey],
    );
  }

  /** What readers of the record still see of its own tables, by name. */
  async rest(record: SpineRecord): Promise<Record<string, unknown>> {
    const { table, fields, rows } = HOLDABLE[record.kind]!;
    const [own] = await this.uow.query<{ row: Record<string, unknown> }>(
      `SELECT to_jsonb(t) AS row FROM ${table} t WHERE record_key = $1`,
      [record.key],
    );
    const named = Object.entries(fields).map(
      ([field, columns]) => [field, Object.values(columns).map((column) => own!.row[column])] as const,
    );
    const lists = await Promise.all(
      Object.entries(rows).map(async ([list, { table: of, place }]) => {
        const found = await this.uow.query<{ place: number; row: unknown }>(
          `SELECT ${place} AS place, to_jsonb(t) - 'held_id' AS row FROM ${of} t WHERE record_key = $1 AND held_id IS NULL${standing(of)}`,
          [record.key],
        );
        return found.map((each) => [`${list}/${each.place}`, each.row] as const);
      }),
    );
    return Object.fromEntries([...named, ...lists.flat()]);
  }

  insertReleases(rows: readonly FieldReleaseRow[]): Promise<void> {
    return this.writer.insert(FieldReleaseRow, rows);
  }

  releasesOf(recordKey: number): Promise<FieldReleaseView[]> {
    return this.uow.query<FieldReleaseView>(
      `SELECT f.id, h.field, a.id AS audience_id, a.code AS audience_code, f.purpose, f.released_at, f.expires_at
         FROM field_releases f JOIN held_back_fields h ON h.id = f.held_id JOIN audiences a ON a.key = f.audience_key
        WHERE f.record_key = $1 AND f.revoked_at IS NULL AND (f.expires_at IS NULL OR f.expires_at > now()) AND h.given_back_at IS NULL
        ORDER BY f.released_at, f.id`,
      [recordKey],
    );
  }

  private async empty(recordKey: number, place: Place, heldId: string): Promise<void> {
    if (isRow(place)) return this.mark(recordKey, place, heldId);
    const emptied = Object.values(place.columns).map((column) => `${column} = ${EMPTY_LISTS[column] ?? 'NULL'}`);
    await this.uow.execute(`UPDATE ${place.table} SET ${emptied.join(', ')} WHERE record_key = $1`, [recordKey]);
  }

  private async mark(recordKey: number, place: Extract<Place, { row: number }>, heldId: string | null): Promise<void> {
    await this.uow.execute(
      `UPDATE ${place.table} SET held_id = $3 WHERE record_key = $1 AND ${place.place} = $2${standing(place.table)}`,
      [recordKey, place.row, heldId],
    );
  }

  private async supersede(
    recordKey: number,
    seqs: readonly number[],
    marks: readonly number[],
    gone: boolean,
  ): Promise<void> {
    const at = gone ? 'now()' : 'NULL';
    if (seqs.length > 0)
      await this.uow.execute(
        `UPDATE identifiers SET superseded_at = ${at} WHERE record_key = $1 AND seq = ANY ($2::int[])`,
        [recordKey, seqs],
      );
    if (marks.length > 0)
      await this.uow.execute(
        `UPDATE firearm_marks SET superseded_at = ${at} WHERE record_key = $1 AND key = ANY ($2::bigint[])`,
        [recordKey, marks],
      );
  }

  private async keys(sql: string, parameters: unknown[]): Promise<number[]> {
    return (await this.uow.query<{ key: number }>(sql, parameters)).map(({ key }) => key);
  }
}

/** Rows of a list that were put right stay, and are no longer what stands. */
const standing = (table: string): string => (table === 'inspection_items' ? ' AND superseded_at IS NULL' : '');
