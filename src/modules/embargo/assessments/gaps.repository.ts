import { Injectable } from '@nestjs/common';
import type { Keyset } from '../../../kernel/page';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { ImplementationGap, LayerResult } from '../rules/assessment.types';
import type { GapKind } from './gap.rules';

export interface GapFilter {
  readonly jurisdiction?: string | undefined;
  readonly kind?: GapKind | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface GapRow {
  readonly id: string;
  readonly classification: number;
  readonly shipmentDate: string | null;
  readonly recordId: string | null;
  readonly ruleSetVersion: string;
  readonly gap: ImplementationGap;
  readonly un: LayerResult;
  readonly national: LayerResult;
  readonly created_us: string;
}

export interface GapCount {
  readonly jurisdiction: string;
  readonly kind: GapKind;
  readonly assessments: number;
}

/** One row for each jurisdiction that differs, of assessments that nothing repeats. */
const GAPS = `FROM assessments a CROSS JOIN LATERAL jsonb_array_elements(a.gaps) AS g (gap)
  WHERE NOT EXISTS (SELECT 1 FROM assessments n WHERE n.owner_id = a.owner_id AND n.follows = a.id)
    AND a.gap_jurisdictions <> '{}' AND ($1::text IS NULL OR g.gap ->> 'jurisdiction' = $1) AND ($2::text IS NULL OR g.gap ->> 'kind' = $2)
    AND ($3::date IS NULL OR a.shipment_date >= $3) AND ($4::date IS NULL OR a.shipment_date <= $4)`;

/** Where the Council's answer and a State's differ, over the acting organisation's own assessments. */
@Injectable()
export class GapsRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Newest assessment first, its jurisdictions in order. `after.id` is assessment and jurisdiction, joined by a slash. */
  page(filter: GapFilter, after: Keyset | undefined, limit: number): Promise<GapRow[]> {
    const [id, jurisdiction] = after?.id.split('/') ?? [];
    return this.uow.query<GapRow>(
      `SELECT a.id, a.classification, a.shipment_date::text AS "shipmentDate", (SELECT r.id FROM records r WHERE r.key = a.record_key) AS "recordId",
              a.rule_set_version AS "ruleSetVersion", p.gap, a.answer -> 'un' AS un,
              (SELECT l FROM jsonb_array_elements(a.answer -> 'national') l WHERE l ->> 'layer' = p.gap ->> 'jurisdiction') AS national,
              (extract(epoch FROM a.created_at) * 1000000)::bigint::text AS created_us
         FROM (SELECT a.id, g.gap ${GAPS}
           AND ($5::bigint IS NULL OR (a.created_at, a.id) < (timestamptz 'epoch' + $5::bigint * interval '1 microsecond', $6::uuid)
             OR (a.id = $6 AND g.gap ->> 'jurisdiction' > $7))
           ORDER BY a.created_at DESC, a.id DESC, g.gap ->> 'jurisdiction' LIMIT $8) p JOIN assessments a ON a.id = p.id
        ORDER BY a.created_at DESC, a.id DESC, p.gap ->> 'jurisdiction'`,
      [...parametersOf(filter), after?.at ?? null, id ?? null, jurisdiction ?? null, limit + 1],
    );
  }

  counts(filter: GapFilter): Promise<GapCount[]> {
    return this.uow.query<GapCount>(
      `SELECT g.gap ->> 'jurisdiction' AS jurisdiction, g.gap ->> 'kind' AS kind, count(*) AS assessments ${GAPS} GROUP BY 1, 2 ORDER BY 1, 2`,
      parametersOf(filter),
    );
  }
}

const parametersOf = ({ jurisdiction, kind, from, to }: GapFilter): (string | null)[] => [
  jurisdiction ?? null,
  kind ?? null,
  from ?? null,
  to ?? null,
];
