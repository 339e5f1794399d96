import { Injectable } from '@nestjs/common';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { IdentifiersRepository } from '../../identifiers';
import { FirearmMarks } from '../serials/firearm-marks.repository';
import type { ChangeItemsDto, InspectionItemDto } from '../dto/item-input.dto';
import { InspectionItemRow } from './inspection-item.record';
import { itemMentions, itemPointer, itemRow } from './item.mapping';

type Replacement = Required<Pick<ChangeItemsDto, 'correct' | 'withdraw' | 'reason'>>;

/** What was found. A row is never rewritten: a correction is a row of its own, and what it replaces is marked and kept. */
@Injectable()
export class ItemsRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
    private readonly identifiers: IdentifiersRepository,
    private readonly marks: FirearmMarks,
  ) {}

  /** Items of a new inspection. */
  insertFirst(recordKey: number, items: readonly InspectionItemDto[]): Promise<void> {
    return this.write(
      recordKey,
      items.map((item, seq) => itemRow(recordKey, seq, item)),
    );
  }

  /** Rows with the marks they are found by. */
  private async write(recordKey: number, rows: readonly InspectionItemRow[]): Promise<void> {
    await Promise.all([
      this.writer.insert(InspectionItemRow, rows),
      this.marks.insert(
        recordKey,
        rows.map((row) => ({ ...row, place: row.corrects ?? row.seq })),
      ),
    ]);
  }

  /** More items, with what they can be found by. Gives the place of the first. */
  async add(recordKey: number, items: readonly InspectionItemDto[]): Promise<number> {
    const first = await this.nextSeq(recordKey);
    await this.insert(
      recordKey,
      items.map((item, i) => itemRow(recordKey, first + i, item)),
      items.flatMap((item, i) => itemMentions(item, first + i)),
    );
    return first;
  }

  /** Marks the standing rows of these places, and writes what takes their place. */
  async replace(recordKey: number, { correct, withdraw, reason }: Replacement): Promise<void> {
    const places = [...correct, ...withdraw].map(({ seq }) => seq);
    if (places.length === 0) return;
    await this.uow.execute(
      `UPDATE inspection_items SET superseded_at = now(), superseded_because = $3
        WHERE record_key = $1 AND coalesce(corrects, seq) = ANY ($2::int[]) AND superseded_at IS NULL`,
      [recordKey, places, reason],
    );
    await this.marks.supersede(recordKey, places);
    const first = await this.nextSeq(recordKey);
    await this.write(
      recordKey,
      correct.map((item, i) => itemRow(recordKey, first + i, item, item.seq)),
    );
    await this.identifiers.replaceUnder(
      recordKey,
      places.map(itemPointer),
      correct.flatMap((item) => itemMentions(item, item.seq)),
    );
  }

  private async insert(
    recordKey: number,
    rows: readonly InspectionItemRow[],
    mentions: Parameters<IdentifiersRepository['insert']>[1],
  ): Promise<void> {
    await this.write(recordKey, rows);
    await this.identifiers.insert(recordKey, mentions, await this.identifiers.nextSeq(recordKey));
  }

  private async nextSeq(recordKey: number): Promise<number> {
    const [row] = await this.uow.query<{ next: number }>(
      'SELECT coalesce(max(seq) + 1, 0) AS next FROM inspection_items WHERE record_key = $1',
      [recordKey],
    );
    return row!.next;
  }
}
