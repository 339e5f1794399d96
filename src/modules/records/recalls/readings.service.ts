import { Injectable } from '@nestjs/common';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { ownOrganisation } from '../../access';
import type { SpineRecord } from '../record.types';
import { RECORD } from '../records.errors';
import { RecordsService } from '../records.service';
import { type ReaderRow, ReadingsRepository, type WayRow } from './readings.repository';

export interface ReadingsView {
  readonly record: SpineRecord;
  /** True if the record is or was UNCLASSIFIED: reads of then are in no log. */
  readonly unlogged: boolean;
  readonly readers: readonly ReaderRow[];
  readonly ways: readonly WayRow[];
}

/** Who read a record of one's own, as far as the log knows: organisations and how many people, never who. */
@Injectable()
export class ReadingsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly repository: ReadingsRepository,
  ) {}

  /** Throws NOT_THE_OWNER to a reader. */
  of(actor: Actor, recordId: string): Promise<ReadingsView> {
    return this.uow.read(actor, async () => {
      const record = await this.records.requireReadable(actor, recordId);
      enforce(ownOrganisation(actor, record), RECORD.NOT_THE_OWNER);
      const [unlogged, readers, ways] = await Promise.all([
        this.repository.unlogged(record.key),
        this.repository.readers(record.key),
        this.repository.ways(record.key),
      ]);
      return { record, unlogged, readers, ways };
    });
  }
}
