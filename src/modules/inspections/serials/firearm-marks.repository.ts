import { Injectable } from '@nestjs/common';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { FirearmMarkRow } from './firearm-mark.record';
import { type MarkedItem, markFieldsOf } from './mark-rows.rules';
import type { WeaponFact, WeaponKeys } from './serial.types';

/** An item of an inspection at its row and its place in the list. */
export interface PlacedItem extends MarkedItem {
  readonly seq: number;
  /** Where it stands in the list; the row's own number unless it corrects an earlier row. */
  readonly place?: number;
}

/** A mark with what was written of its weapon. */
export interface FoundMark {
  readonly key: number;
  readonly record_key: number;
  readonly item_place: number;
  readonly kind: string;
  readonly place: string | null;
  readonly raw: string;
  readonly norm: string | null;
  readonly pattern: string | null;
  readonly keys: Readonly<Record<WeaponFact, string>>;
  readonly weapon: Readonly<Record<WeaponFact, string | null>>;
  readonly superseded: boolean;
}

/** What both searches ask beside the number. */
export interface MarkFilter {
  readonly weapon: WeaponKeys;
  readonly kinds: readonly string[] | null;
  /** Candidates at most, the likeliest first. */
  readonly most: number;
}

const FOUND = `m.key, m.record_key, m.item_place, m.kind, m.place, m.raw, m.norm, m.pattern, m.superseded_at IS NOT NULL AS superseded,
    json_build_object('make', m.make_key, 'model', m.model_key, 'calibre', m.calibre_key, 'type', m.type_key) AS keys,
    json_build_object('make', t.make, 'model', t.model, 'calibre', t.calibre, 'type', t.type) AS weapon`;
/** OFFSET 0 keeps the look-up of an item on its key, and its policy with it. */
const JOINED = `JOIN firearm_marks m ON m.key = f.mark_key CROSS JOIN LATERAL (
    SELECT i.make, i.model, i.calibre, i.type FROM inspection_items i WHERE i.record_key = m.record_key AND i.seq = m.item_seq OFFSET 0) t`;

/** The index of marks. Written in the unit of work that writes the items; searched by functions that return keys, joined back here. */
@Injectable()
export class FirearmMarks {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  insert(recordKey: number, items: readonly PlacedItem[]): Promise<void> {
    return this.writer.insert(FirearmMarkRow, rowsOf(recordKey, items));
  }

  /** The marks of these places are no longer what the inspection says; call it before `insert` writes the correction. */
  async supersede(recordKey: number, places: readonly number[]): Promise<void> {
    await this.uow.execute(
      'UPDATE firearm_marks SET superseded_at = now() WHERE record_key = $1 AND item_place = ANY ($2::int[]) AND superseded_at IS NULL',
      [recordKey, places],
    );
  }

  findComplete(
    asked: {
      readonly folded: string;
      readonly spellings: readonly string[];
      readonly core: string;
      readonly anchors: readonly number[];
    },
    filter: MarkFilter,
  ): Promise<FoundMark[]> {
    const { folded, spellings, core, anchors } = asked;
    return this.uow.prepared<FoundMark>(
      `SELECT ${FOUND} FROM app.find_marks($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) f ${JOINED}`,
      [folded, spellings, core, anchors, ...valuesOf(filter)],
    );
  }

  findWithGaps(
    asked: {
      readonly tokens: readonly number[];
      readonly facts: readonly number[];
      readonly expression: string;
      readonly anchors: readonly number[];
    },
    filter: MarkFilter,
  ): Promise<FoundMark[]> {
    const { tokens, facts, expression, anchors } = asked;
    return this.uow.prepared<FoundMark>(
      `SELECT ${FOUND} FROM app.find_marks_with_gaps($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) f ${JOINED}`,
      [tokens, facts, expression, anchors, ...valuesOf(filter)],
    );
  }
}

const valuesOf = ({ weapon, kinds, most }: MarkFilter): unknown[] => [
  ...[weapon.make, weapon.model, weapon.calibre, weapon.type],
  kinds,
  most,
];

export const rowsOf = (recordKey: number, items: readonly PlacedItem[]): Omit<FirearmMarkRow, 'key'>[] =>
  items.flatMap((item) =>
    markFieldsOf(item).map(({ weapon, like, ...mark }) => ({
      ...mark,
      recordKey,
      itemSeq: item.seq,
      itemPlace: item.place ?? item.seq,
      likePattern: like,
      makeKey: weapon.make,
      modelKey: weapon.model,
      calibreKey: weapon.calibre,
      typeKey: weapon.type,
      supersededAt: null,
    })),
  );
