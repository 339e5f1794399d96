import { Injectable } from '@nestjs/common';
import { DomainError, type FieldFault } from '../../../kernel/domain-error';
import { newId } from '../../../kernel/ids';
import type { Actor } from '../../../platform/context/actor';
import type { SpineRecord } from '../record.types';
import { HANDLING } from './handling.errors';
import { HeldBackRepository } from './held-back.repository';
import { heldAmong, isEmpty, isRow, placeOf } from './held-back.rules';
import type { HeldBackField, Withholding } from './held-back.types';

/** What other modules need of held-back fields, inside their own units of work. */
@Injectable()
export class HeldBack {
  constructor(private readonly repository: HeldBackRepository) {}

  /** Of one record, as far as the reader may know. */
  of(record: Pick<SpineRecord, 'key'>): Promise<HeldBackField[]> {
    return this.repository.of([record.key]);
  }

  async ofMany(recordKeys: readonly number[]): Promise<Map<number, HeldBackField[]>> {
    const found = new Map<number, HeldBackField[]>(recordKeys.map((key) => [key, []]));
    if (recordKeys.length > 0)
      for (const held of await this.repository.of(recordKeys)) found.get(held.recordKey)!.push(held);
    return found;
  }

  /**
   * Holds back fields of a record that this unit of work has made or opened for change. Throws FIELD_CANNOT_BE_HELD and NOTHING_TO_HOLD,
   * naming each by its place under `/pointer`, and FIELD_HELD_BACK for what is held back already.
   */
  async hold(
    actor: Actor,
    record: SpineRecord,
    fields: readonly Withholding[] | null | undefined,
    pointer = '/heldBackFields',
  ): Promise<void> {
    if (!fields || fields.length === 0) return;
    const faults: FieldFault[] = [];
    const twice = (field: string, i: number): boolean => fields.findIndex((each) => each.field === field) !== i;
    fields.forEach(({ field, told }, i) => {
      const place = placeOf(record.kind, field);
      // A gap in a list tells that something is missing: who may not be told must not see the gap either.
      if (!place || twice(field, i) || (isRow(place) && !told))
        faults.push({
          pointer: `${pointer}/${i}/field`,
          code: 'CANNOT_BE_HELD',
          message: 'Not a field that can be held back, or named twice; a row of a list is always told',
        });
    });
    if (faults.length > 0) throw new DomainError(HANDLING.FIELD_CANNOT_BE_HELD, { fields: faults });
    const held = new Set((await this.repository.of([record.key])).map(({ field }) => field));
    for (const [i, each] of fields.entries()) {
      if (held.has(each.field)) throw new DomainError(HANDLING.FIELD_HELD_BACK);
      await this.one(actor, record, each, `${pointer}/${i}/field`);
    }
  }

  /** A change may not say again what is held back. Throws FIELD_HELD_BACK naming the fields. */
  async requireNotHeld(record: SpineRecord, named: readonly string[]): Promise<void> {
    const faults = heldAmong(record.kind, await this.of(record), named).map((name) => ({
      pointer: `/${name}`,
      code: 'HELD_BACK',
      message: 'Give it back before you change it',
    }));
    if (faults.length > 0) throw new DomainError(HANDLING.FIELD_HELD_BACK, { fields: faults });
  }

  private async one(actor: Actor, record: SpineRecord, withholding: Withholding, pointer: string): Promise<void> {
    const { field, because, told } = withholding;
    const value = await this.repository.valueAt(record.key, placeOf(record.kind, field)!);
    if (!value || Object.values(value).every(isEmpty))
      throw new DomainError(HANDLING.NOTHING_TO_HOLD, {
        fields: [{ pointer, code: 'NOTHING_THERE', message: 'The record says nothing here' }],
      });
    await this.repository.hold(actor, record, {
      id: newId(),
      recordKey: record.key,
      ownerId: actor.organisationKey,
      field,
      because: because ?? null,
      told,
      heldBy: actor.userKey,
    });
  }
}
