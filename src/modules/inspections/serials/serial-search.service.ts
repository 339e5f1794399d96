import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { AuditTrail } from '../../audit';
import { RecordsService, type SpineRecord } from '../../records';
import { FirearmReferences } from '../references/references.repository';
import type { SearchFirearmsDto } from './dto/serial-search.dto';
import { FirearmLinks, type StandingLink } from './firearm-links.repository';
import { FirearmMarks, type FoundMark } from './firearm-marks.repository';
import { candidatesFor, type MetMark } from './serial-candidates.query';
import type { SerialMatch } from './serial-match.rules';

export interface FoundFirearm {
  readonly key: number;
  readonly record: SpineRecord;
  readonly mark: FoundMark;
  readonly match: SerialMatch;
  /** What the reader's organisation judged of this firearm and others. */
  readonly links: readonly StandingLink[];
}

const DEFAULT_LIMIT = 25;

/** Finds firearms by what can be read of a number. What was asked is in the log by kind only; what was found, by id. */
@Injectable()
export class SerialSearch {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly marks: FirearmMarks,
    private readonly links: FirearmLinks,
    private readonly references: FirearmReferences,
    private readonly records: RecordsService,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws SERIAL_UNREADABLE, TOO_BROAD. */
  search(actor: Actor, asked: SearchFirearmsDto): Promise<{ found: FoundFirearm[]; truncated: boolean }> {
    return this.uow.read(actor, async () => {
      const { met, complete, cut } = await candidatesFor(this.marks, await this.references.current(), asked);
      const limit = asked.limit ?? DEFAULT_LIMIT;
      const found = await this.shown(met.slice(0, limit));
      this.audit.append({ name: 'firearm.searched', facts: { complete, hits: found.length } });
      return { found, truncated: met.length > limit || cut };
    });
  }

  private async shown(best: readonly MetMark[]): Promise<FoundFirearm[]> {
    const keys = [...new Set(best.map(({ mark }) => mark.record_key))];
    const [records, links] = await Promise.all([this.records.findByKeys(keys), this.links.standing(keys)]);
    const byKey = new Map(records.map((record) => [record.key, record]));
    return best.flatMap(({ key, mark, match }) => {
      const record = byKey.get(mark.record_key);
      const own = links.filter(({ ends }) =>
        ends.some(({ inspectionKey, item }) => inspectionKey === mark.record_key && item === mark.item_place),
      );
      return record ? [{ key, record, mark, match, links: own }] : [];
    });
  }
}
