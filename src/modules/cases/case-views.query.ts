import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/context/actor';
import { RecordsService, type SpineRecord } from '../records';
import { CasePlaces, type JudgementPlace, type MemberPlace } from './case-places.query';
import { type CaseDetail, CasesRepository, type CaseSummary } from './cases.repository';
import { LabelsRepository } from './labels.repository';

export interface CaseView extends CaseDetail {
  readonly record: SpineRecord;
  /** Record and label are null where the record was taken back from the reader. */
  readonly members: readonly (MemberPlace & { record: SpineRecord | null; label: string | null })[];
  readonly judgements: readonly JudgementPlace[];
}

export interface CaseListed {
  readonly record: SpineRecord;
  readonly summary: CaseSummary;
  readonly memberCount: number;
}

/** Puts cases together as one reader may see them. */
@Injectable()
export class CaseViews {
  constructor(
    private readonly records: RecordsService,
    private readonly repository: CasesRepository,
    private readonly labels: LabelsRepository,
    private readonly places: CasePlaces,
  ) {}

  /** Members go through the one loader of records, so that the log has them as read. */
  async one(actor: Actor, record: SpineRecord): Promise<CaseView> {
    const [detail, members, judgements] = await Promise.all([
      this.repository.detail(record.key),
      this.places.members(actor, record.key),
      this.places.judgements(actor, record.key),
    ]);
    const keys = members.filter(({ departure }) => departure === null).map(({ memberKey }) => memberKey);
    const [found, labels] = await Promise.all([this.records.findByKeys(keys), this.labels.labels(keys)]);
    const records = new Map(found.map((one) => [one.key, one]));
    return {
      record,
      ...detail,
      judgements,
      members: members.flatMap((place): CaseView['members'] => {
        const member = records.get(place.memberKey);
        if (member) return [{ ...place, record: member, label: labels.get(member.key) ?? member.reference }];
        return place.departure ? [{ ...place, record: null, label: null }] : []; // gone since its place was read
      }),
    };
  }

  async summaries(actor: Actor, records: readonly SpineRecord[]): Promise<CaseListed[]> {
    const keys = records.map(({ key }) => key);
    const [summaries, counts] = await Promise.all([this.repository.summaries(keys), this.places.counts(actor, keys)]);
    return records.map((record) => ({
      record,
      summary: summaries.get(record.key)!,
      memberCount: counts.get(record.key) ?? 0,
    }));
  }
}
