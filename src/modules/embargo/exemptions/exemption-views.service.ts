import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../kernel/clock';
import { type Change, RecordsService, type SpineRecord } from '../../records';
import type { IsoDate } from '../rules/embargo.types';
import { type ExemptionContent, ExemptionsRepository } from './exemptions.repository';

export interface ExemptionView {
  readonly record: SpineRecord;
  readonly content: ExemptionContent;
  /** The day it is, in UTC: what has expired is judged by it. */
  readonly today: IsoDate;
}

/** One request as the reader may see it, inside the caller's unit of work. */
@Injectable()
export class ExemptionViews {
  constructor(
    private readonly records: RecordsService,
    private readonly repository: ExemptionsRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  today(): IsoDate {
    return this.clock.now().toISOString().slice(0, 10);
  }

  async of(record: SpineRecord): Promise<ExemptionView> {
    return { record, content: await this.repository.content(record), today: this.today() };
  }

  async one(id: string): Promise<ExemptionView> {
    return this.of(await this.records.require(id, 'exemption'));
  }

  async many(keys: readonly number[]): Promise<ExemptionView[]> {
    const [records, contents] = await Promise.all([this.records.findByKeys(keys), this.repository.contents(keys)]);
    const byKey = new Map(records.map((record) => [record.key, record]));
    return keys.flatMap((key) => {
      const [record, content] = [byKey.get(key), contents.get(key)];
      return record && content ? [{ record, content, today: this.today() }] : [];
    });
  }

  /** Opens a request for an event, in turn with all other events on it: 404 if it is not visible. */
  async beginEvent(id: string): Promise<Change & { readonly content: ExemptionContent }> {
    const change = await this.records.beginEvent(id, 'exemption');
    return { ...change, content: await this.repository.content(change.record) };
  }
}
