import { Injectable } from '@nestjs/common';
import type { Keyset } from '../../../kernel/page';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { AssessmentRow } from './assessment.record';
import type { Assessment, FlagCode, Outcome } from '../rules/assessment.types';
import type { CaseForm } from '../rules/case-merge.rules';

export interface AssessmentHead {
  readonly id: string;
  readonly classification: number;
  /** Null if it is about none, or about one that is out of sight now. */
  readonly recordId: string | null;
  readonly exemptionId: string | null;
  readonly reading: 'AS_IT_STOOD' | 'AS_OF';
  readonly asOf: string | null;
  readonly shipmentDate: string | null;
  readonly outcome: Outcome;
  readonly flags: FlagCode[];
  readonly gapJurisdictions: string[];
  readonly ruleSetId: string;
  readonly ruleSetHash: Buffer;
  readonly ruleSetVersion: string;
  readonly follows: string | null;
  readonly followedBy: string | null;
  readonly createdAt: Date;
  readonly created_us: string;
}

export interface AssessmentView extends AssessmentHead {
  readonly input: CaseForm;
  readonly answer: Assessment;
}

export interface AssessmentFilter {
  readonly shipmentId?: string | undefined;
  readonly outcome?: Outcome | undefined;
  readonly flag?: FlagCode | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const HEAD = `a.id, a.classification, r.id AS "recordId", x.id AS "exemptionId", a.reading, a.as_of::text AS "asOf", a.shipment_date::text AS "shipmentDate",
  a.outcome, a.flags, a.gap_jurisdictions AS "gapJurisdictions", a.rule_set_id AS "ruleSetId", a.rule_set_hash AS "ruleSetHash",
  a.rule_set_version AS "ruleSetVersion", a.follows, n.id AS "followedBy", a.created_at AS "createdAt",
  (extract(epoch FROM a.created_at) * 1000000)::bigint::text AS created_us`;
const BESIDE = `LEFT JOIN records r ON r.key = a.record_key LEFT JOIN records x ON x.key = a.exemption_key
  LEFT JOIN assessments n ON n.owner_id = a.owner_id AND n.follows = a.id`;
const AFTER = `($1::bigint IS NULL OR (a.created_at, a.id) < (timestamptz 'epoch' + $1::bigint * interval '1 microsecond', $2::uuid))`;
const NEWEST_FIRST = `ORDER BY a.created_at DESC, a.id DESC`;

/** Every row is of the acting organisation and within the actor's clearance: row-level security lets no other through. */
@Injectable()
export class AssessmentsRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  insert(row: AssessmentRow): Promise<void> {
    return this.writer.insert(AssessmentRow, [row]);
  }

  async find(id: string): Promise<AssessmentView | undefined> {
    return (
      await this.uow.prepared<AssessmentView>(
        `SELECT ${HEAD}, a.input, a.answer FROM assessments a ${BESIDE} WHERE a.id = $1`,
        [id],
      )
    )[0];
  }

  /** Newest first. The limit comes before what is joined: 0.2 ms instead of 38 with 20,000 assessments (measured). */
  page(filter: AssessmentFilter, after: Keyset | undefined, limit: number): Promise<AssessmentHead[]> {
    return this.uow.query<AssessmentHead>(
      `SELECT ${HEAD} FROM (SELECT * FROM assessments a WHERE ${AFTER}
          AND ($3::uuid IS NULL OR a.record_key = (SELECT r.key FROM records r WHERE r.id = $3))
          AND ($4::text IS NULL OR a.outcome = $4) AND ($5::text IS NULL OR $5 = ANY (a.flags))
          AND ($6::date IS NULL OR a.shipment_date >= $6) AND ($7::date IS NULL OR a.shipment_date <= $7)
          ${NEWEST_FIRST} LIMIT $8) a ${BESIDE} ${NEWEST_FIRST}`,
      [
        ...keyset(after),
        filter.shipmentId ?? null,
        filter.outcome ?? null,
        filter.flag ?? null,
        filter.from ?? null,
        filter.to ?? null,
        limit + 1,
      ],
    );
  }

  /** Whole assessments that nothing repeats, newest first: what another table is tried on. */
  newest(after: Keyset | undefined, limit: number): Promise<AssessmentView[]> {
    return this.uow.query<AssessmentView>(
      `SELECT ${HEAD}, a.input, a.answer FROM (SELECT * FROM assessments a WHERE ${AFTER}
          AND NOT EXISTS (SELECT 1 FROM assessments n WHERE n.owner_id = a.owner_id AND n.follows = a.id)
          ${NEWEST_FIRST} LIMIT $3) a ${BESIDE} ${NEWEST_FIRST}`,
      [...keyset(after), limit],
    );
  }
}

const keyset = (after: Keyset | undefined): [string | null, string | null] => [after?.at ?? null, after?.id ?? null];
