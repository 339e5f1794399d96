import { Injectable } from '@nestjs/common';
import type { Keyset } from '../../../kernel/page';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { SourceOpeningDecisionRow, SourceOpeningRow } from './opening.record';
import type { Opening } from './opening.types';

interface OpeningSql extends Omit<Opening, 'decisions' | 'decided'> {
  readonly decided: readonly (Omit<Opening['decided'][number], 'at'> & {
    readonly key: number;
    readonly at: string;
    readonly standing: boolean;
  })[];
}

const person = (alias: string): string => `json_build_object('id', ${alias}.id, 'displayName', ${alias}.display_name)`;
const DECIDED = `(SELECT coalesce(json_agg(json_build_object('key', d.decided_by, 'by', ${person('c')}, 'decision', d.decision, 'reason', d.reason, 'at', d.decided_at, 'standing', c.disabled_at IS NULL)
    ORDER BY d.decided_at, d.decided_by), '[]') FROM source_opening_decisions d JOIN users c ON c.key = d.decided_by WHERE d.opening_id = o.id)`;
const OPENINGS = `SELECT o.id, o.source_id AS "sourceId", o.reason, o.needed, o.requested_by AS "requestedBy", ${person('u')} AS requester,
    o.requested_at AS "requestedAt", o.opened_at AS "openedAt", s.custodians AS "custodianKeys", ${DECIDED} AS decided,
    (extract(epoch FROM o.requested_at) * 1000000)::bigint::text AS created_us
  FROM source_openings o JOIN sources s ON s.id = o.source_id JOIN users u ON u.key = o.requested_by`;

@Injectable()
export class OpeningsRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  insert(row: SourceOpeningRow): Promise<void> {
    return this.writer.insert(SourceOpeningRow, [row]);
  }

  decide(row: SourceOpeningDecisionRow): Promise<void> {
    return this.writer.insert(SourceOpeningDecisionRow, [row]);
  }

  /** Uses it up: false if it was before, by a request that came at the same time. */
  async use(id: string): Promise<boolean> {
    const sql = 'UPDATE source_openings SET opened_at = now() WHERE id = $1 AND opened_at IS NULL';
    return (await this.uow.execute(sql, [id])) === 1;
  }

  async find(id: string): Promise<Opening | undefined> {
    const [row] = await this.uow.query<OpeningSql>(`${OPENINGS} WHERE o.id = $1`, [id]);
    return row && toOpening(row);
  }

  async ofSource(sourceId: string, after: Keyset | undefined, rows: number): Promise<Opening[]> {
    const found = await this.uow.query<OpeningSql>(
      `${OPENINGS} WHERE o.source_id = $1
         AND ($2::bigint IS NULL OR (o.requested_at, o.id) < (timestamptz 'epoch' + $2::bigint * interval '1 microsecond', $3::uuid))
       ORDER BY o.requested_at DESC, o.id DESC LIMIT $4`,
      [sourceId, after?.at ?? null, after?.id ?? null, rows],
    );
    return found.map(toOpening);
  }
}

/** An approval ends with the custodian's account; that somebody refused stands. */
const toOpening = ({ decided, ...opening }: OpeningSql): Opening => ({
  ...opening,
  decided: decided.map(({ by, decision, reason, at }) => ({ by, decision, reason, at: new Date(at) })),
  decisions: decided
    .filter(({ decision, standing }) => standing || decision === 'REFUSED')
    .map(({ key, decision, at }) => ({ by: key, decision, at: new Date(at) })),
});
