import { Injectable } from '@nestjs/common';
import { RowWriter } from '../../../../platform/database/row-writer';
import { UnitOfWork } from '../../../../platform/database/unit-of-work';
import { ItemImportRow } from './item-import.record';
import type { ItemFileFormat, ItemVerdict } from './item-import.types';

export interface ItemImportView {
  readonly id: string;
  readonly inspectionId: string;
  readonly format: ItemFileFormat;
  readonly size: number;
  readonly sha256: Buffer;
  readonly stated: number | null;
  readonly verdicts: readonly ItemVerdict[];
  readonly createdAt: Date;
}

@Injectable()
export class ItemImportsRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  insert(row: Omit<ItemImportRow, 'createdAt'>): Promise<void> {
    return this.writer.insert(ItemImportRow, [row]);
  }

  async find(id: string): Promise<ItemImportView | undefined> {
    const rows = await this.uow.query<ItemImportView>(
      `SELECT i.id, r.id AS "inspectionId", i.format, i.size, i.sha256, i.stated, i.verdicts, i.created_at AS "createdAt"
         FROM item_imports i JOIN records r ON r.key = i.record_key WHERE i.id = $1`,
      [id],
    );
    return rows[0];
  }
}
