import { Injectable } from '@nestjs/common';
import { DomainError, type FieldFault } from '../../../kernel/domain-error';
import type { ChangeItemsDto, InspectionItemDto } from '../dto/item-input.dto';
import { INSPECTION } from '../inspections.errors';
import { ItemsRepository } from './items.repository';

export interface ItemsChanged {
  readonly added: number;
  readonly corrected: readonly number[];
  readonly withdrawn: readonly number[];
}

/** What was found, added to and put right, within a unit of work that has opened the record. */
@Injectable()
export class ItemChanges {
  constructor(private readonly repository: ItemsRepository) {}

  add(recordKey: number, items: readonly InspectionItemDto[]): Promise<number> {
    return this.repository.add(recordKey, items);
  }

  /** @param standing the items there are: a place that is not among them is a fault of its field, and so is one named twice */
  async change(
    recordKey: number,
    standing: readonly { seq: number }[],
    { reason, ...lists }: ChangeItemsDto,
  ): Promise<ItemsChanged> {
    const [add, correct, withdraw] = [lists.add ?? [], lists.correct ?? [], lists.withdraw ?? []]; // null is nothing
    requirePlaces(new Set(standing.map(({ seq }) => seq)), { correct, withdraw });
    await this.repository.replace(recordKey, { correct, withdraw, reason });
    if (add.length > 0) await this.repository.add(recordKey, add);
    return {
      added: add.length,
      corrected: correct.map(({ seq }) => seq),
      withdrawn: withdraw.map(({ seq }) => seq),
    };
  }
}

function requirePlaces(left: Set<number>, named: Required<Pick<ChangeItemsDto, 'correct' | 'withdraw'>>): void {
  const fields: FieldFault[] = Object.entries(named).flatMap(([list, places]) =>
    places.flatMap(({ seq }, i) =>
      left.delete(seq)
        ? []
        : [
            {
              pointer: `/${list}/${i}/seq`,
              code: 'UNKNOWN',
              message: 'No item stands at this place, or it is named twice',
            },
          ],
    ),
  );
  if (fields.length > 0) throw new DomainError(INSPECTION.ITEM_UNKNOWN, { fields });
}
