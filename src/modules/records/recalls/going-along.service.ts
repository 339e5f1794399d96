import { Injectable } from '@nestjs/common';
import { newId } from '../../../kernel/ids';
import type { Actor } from '../../../platform/context/actor';
import { DomainEvents } from '../../../platform/events/domain-events';
import { AuditTrail } from '../../audit';
import type { RecordKind, SpineRecord } from '../record.types';
import { RecordsService } from '../records.service';
import { type Losing, RecalledReleasesRepository } from './recalled-releases.repository';

/** Domain event: a record is being taken back. Who knows of records that say the same again puts their ids into `along`. */
export const TAKING_BACK = 'record taken back';

export interface TakingBackFacts {
  readonly kind: RecordKind;
  readonly recordKey: number;
  readonly along: string[];
}

export interface TakenAlong {
  readonly recallId: string;
  readonly record: SpineRecord;
  readonly releaseIds: readonly string[];
  readonly losing: readonly Losing[];
}

/** What says the words of a record again goes with it: who takes the one back believes all of it back. */
@Injectable()
export class GoingAlong {
  constructor(
    private readonly events: DomainEvents,
    private readonly records: RecordsService,
    private readonly releases: RecalledReleasesRepository,
    private readonly audit: AuditTrail,
  ) {}

  /** Ends their releases to the same audiences. Inside the unit of work that has locked the record itself. */
  async end(
    actor: Actor,
    { key: recordKey, kind, id }: SpineRecord,
    saying: { readonly because: string | null; readonly destroyCopies: boolean },
    named: readonly number[] | null,
  ): Promise<TakenAlong[]> {
    const facts: TakingBackFacts = { kind, recordKey, along: [] };
    await this.events.emit(TAKING_BACK, { ...facts });
    const taken: TakenAlong[] = [];
    for (const each of facts.along.sort()) {
      const { record, written } = await this.records.beginSharing(actor, each);
      await this.releases.end(record.key, actor.userKey, saying.because, named);
      const fallen = await this.releases.fallen(record.key);
      const ended = fallen.map(({ audienceKey }) => audienceKey);
      const losing = await this.releases.losing(record.key, ended, named, saying.destroyCopies);
      if (fallen.length === 0 && losing.length === 0) continue;
      const one = { recallId: newId(), record, releaseIds: fallen.map((release) => release.id), losing };
      const said = { recall: one.recallId, releases: one.releaseIds, destroyCopies: saying.destroyCopies, with: id };
      this.audit.append({ name: 'record.recalled', written: [written], facts: said });
      taken.push(one);
    }
    return taken;
  }
}
