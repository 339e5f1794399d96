import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/context/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { type Departure, Departures } from '../records';
import type { LinkVerdict } from './case.types';
import type { IdentifierKind } from '../identifiers';

/** A member's place in its case. Reason and record are null where the record was taken back. */
export interface MemberPlace {
  readonly memberKey: number;
  readonly reason: string | null;
  readonly addedAt: Date;
  readonly departure: Departure | null;
}

/** The place of a judgement. Value and reason are null, and so is each end that is gone, where a record was taken back. */
export interface JudgementPlace {
  readonly id: string;
  readonly leftRecordId: string | null;
  readonly rightRecordId: string | null;
  readonly kind: IdentifierKind;
  readonly value: string | null;
  readonly verdict: LinkVerdict;
  readonly reason: string | null;
  readonly judgedAt: Date;
  readonly departures: readonly Departure[];
}

interface MemberRow {
  readonly member_key: number;
  readonly is_seen: boolean;
  readonly reason: string;
  readonly added_at: Date;
}
type JudgementRow = Omit<JudgementPlace, 'departures' | 'value' | 'reason'> & {
  readonly leftKey: number;
  readonly rightKey: number;
  readonly value: string;
  readonly reason: string;
};

/**
 * The places in a case, of records that the reader sees and of records that were taken from the reader: those keep their place without
 * any content. The words of whoever put a record there may quote it and no machine can tell, so they go with it and come back with it.
 * A record that the reader never saw has no place.
 */
@Injectable()
export class CasePlaces {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly departures: Departures,
  ) {}

  async members(actor: Actor, caseKey: number): Promise<MemberPlace[]> {
    const rows = await this.uow.query<MemberRow>(
      `SELECT m.member_key, r.key IS NOT NULL AS is_seen, m.reason, m.added_at
         FROM case_members m LEFT JOIN records r ON r.key = m.member_key WHERE m.record_key = $1 ORDER BY m.added_at, m.member_key`,
      [caseKey],
    );
    const gone = await this.departures.of(actor, keysOf(rows.filter(({ is_seen }) => !is_seen)));
    return rows.flatMap((row): MemberPlace[] => {
      const { member_key: memberKey, is_seen, reason, added_at: addedAt } = row;
      const departure = gone.get(memberKey);
      if (is_seen) return [{ memberKey, reason, addedAt, departure: null }];
      return departure ? [{ memberKey, reason: null, addedAt, departure }] : [];
    });
  }

  async judgements(actor: Actor, caseKey: number): Promise<JudgementPlace[]> {
    const rows = await this.uow.query<JudgementRow>(
      `SELECT j.id, j.left_key AS "leftKey", j.right_key AS "rightKey", j.kind, j.value, j.verdict, j.reason, a.id AS "leftRecordId",
              b.id AS "rightRecordId", j.judged_at AS "judgedAt"
         FROM case_judgements j LEFT JOIN records a ON a.key = j.left_key LEFT JOIN records b ON b.key = j.right_key
        WHERE j.record_key = $1 ORDER BY j.seq`,
      [caseKey],
    );
    const gone = await this.departures.of(actor, [...new Set(rows.flatMap(hiddenEnds))]);
    return rows.flatMap(({ leftKey, rightKey, ...row }): JudgementPlace[] => {
      const hidden = hiddenEnds({ leftKey, rightKey, ...row });
      if (hidden.length === 0) return [{ ...row, departures: [] }];
      const departures = hidden.flatMap((key) => gone.get(key) ?? []);
      return departures.length === hidden.length ? [{ ...row, value: null, reason: null, departures }] : [];
    });
  }

  /** How many places `members` shows of each of these cases. */
  async counts(actor: Actor, caseKeys: readonly number[]): Promise<Map<number, number>> {
    const rows = await this.uow.query<{ record_key: number; seen: number; hidden: number[] }>(
      `SELECT m.record_key, count(r.key)::int AS seen, coalesce(json_agg(m.member_key) FILTER (WHERE r.key IS NULL), '[]') AS hidden
         FROM case_members m LEFT JOIN records r ON r.key = m.member_key WHERE m.record_key = ANY ($1::bigint[]) GROUP BY m.record_key`,
      [caseKeys],
    );
    const gone = await this.departures.of(actor, [...new Set(rows.flatMap(({ hidden }) => hidden))]);
    return new Map(
      rows.map(({ record_key, seen, hidden }) => [record_key, seen + hidden.filter((key) => gone.has(key)).length]),
    );
  }
}

const keysOf = (rows: readonly MemberRow[]): number[] => rows.map(({ member_key }) => member_key);
const hiddenEnds = ({ leftKey, rightKey, leftRecordId, rightRecordId }: JudgementRow): number[] => [
  ...new Set([...(leftRecordId === null ? [leftKey] : []), ...(rightRecordId === null ? [rightKey] : [])]),
];
