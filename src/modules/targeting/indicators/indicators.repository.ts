import { Injectable } from '@nestjs/common';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { Outcomes } from '../rules/precision.rules';
import { IndicatorSettingRow } from './indicator-setting.record';

export interface SettingView {
  readonly code: string;
  readonly enabled: boolean;
  readonly weight: number | null;
  readonly reason: string;
  readonly set_at: Date;
  readonly set_by: string;
}

export interface OutcomeCounts {
  readonly all: Outcomes;
  readonly byCode: ReadonlyMap<string, Outcomes>;
}

/**
 * Bills of the own organisation with a finished inspection, by the score that stood when the first of them was written down: what was
 * flagged afterwards, knowing the result, is no merit of the indicator.
 */
const OUTCOMES = `
  WITH outcome AS (
    SELECT i.shipment_key, bool_or(i.result = 'FOUND') AS found, min(r.created_at) AS at
      FROM inspections i JOIN records r ON r.key = i.record_key
     WHERE i.shipment_key IS NOT NULL AND i.result IN ('NIL', 'FOUND') AND i.status IN ('COMPLETED', 'CLOSED') AND r.owner_id = $1
     GROUP BY 1),
  standing AS (
    SELECT o.found, s.codes FROM outcome o JOIN targets t ON t.record_key = o.shipment_key
      JOIN LATERAL (SELECT x.codes FROM target_scores x WHERE x.target_id = t.id AND x.scored_at <= o.at
                     ORDER BY x.scored_at DESC, x.id DESC LIMIT 1) s ON true)
  SELECT NULL AS code, count(*) AS inspected, count(*) FILTER (WHERE found) AS found FROM standing
  UNION ALL
  SELECT code, count(*), count(*) FILTER (WHERE found) FROM standing, unnest(codes) AS code GROUP BY 1`;

@Injectable()
export class IndicatorsRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  /** The newest setting of each code. Row-level security leaves the own organisation's. */
  async settings(): Promise<Map<string, SettingView>> {
    const rows = await this.uow.query<SettingView>(
      `SELECT DISTINCT ON (s.code) s.code, s.enabled, s.weight, s.reason, s.set_at, u.display_name AS set_by
         FROM indicator_settings s LEFT JOIN users u ON u.key = s.set_by ORDER BY s.code, s.set_at DESC, s.id DESC`,
    );
    return new Map(rows.map((row) => [row.code, row]));
  }

  insert(row: IndicatorSettingRow): Promise<void> {
    return this.writer.insert(IndicatorSettingRow, [row]);
  }

  async outcomes(organisationKey: number): Promise<OutcomeCounts> {
    const rows = await this.uow.query<Outcomes & { code: string | null }>(OUTCOMES, [organisationKey]);
    const all = rows.find(({ code }) => code === null) ?? { inspected: 0, found: 0 };
    return { all, byCode: new Map(rows.flatMap((row) => (row.code === null ? [] : [[row.code, row] as const]))) };
  }
}
