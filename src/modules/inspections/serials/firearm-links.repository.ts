/** Judgements as the caller sees them: the table's policies leave out every row of which one end is hidden. */
import { Injectable } from '@nestjs/common';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { FirearmLinkRow } from './firearm-link.record';
import type { FirearmEnd, LinkDecision } from './firearm-link.types';

export interface LinkEnd extends FirearmEnd {
  readonly inspectionId: string;
  readonly reference: string;
}

export interface StandingLink {
  readonly id: string;
  readonly ends: readonly [LinkEnd, LinkEnd];
  readonly decision: LinkDecision;
  readonly reason: string;
  readonly judgedBy: string | null;
  readonly judgedAt: Date;
  readonly supersedesId: string | null;
  readonly standing: boolean;
}

const STANDS = `NOT EXISTS (SELECT 1 FROM firearm_links n WHERE n.owner_id = l.owner_id AND n.left_key = l.left_key AND n.left_place = l.left_place
    AND n.right_key = l.right_key AND n.right_place = l.right_place AND n.supersedes_id = l.id)`;
const end = (side: string, record: string): string =>
  `json_build_object('inspectionKey', l.${side}_key, 'item', l.${side}_place, 'inspectionId', ${record}.id, 'reference', ${record}.reference)`;
/** OFFSET 0 keeps the look-up of a record on its key: guessing hundreds of links, the planner would read all records, with their policies. */
const record = (side: string): string =>
  `(SELECT r.id, r.reference FROM records r WHERE r.key = l.${side}_key OFFSET 0)`;
const LINKS = `SELECT l.id, json_build_array(${end('left', 'a')}, ${end('right', 'b')}) AS ends, l.decision, l.reason, u.display_name AS "judgedBy",
    l.judged_at AS "judgedAt", l.supersedes_id AS "supersedesId", l.decision <> 'WITHDRAWN' AND ${STANDS} AS standing
  FROM firearm_links l CROSS JOIN LATERAL ${record('left')} a CROSS JOIN LATERAL ${record('right')} b LEFT JOIN users u ON u.key = l.judged_by`;

@Injectable()
export class FirearmLinks {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
  ) {}

  /** What stands on firearms of these inspections. */
  standing(keys: readonly number[]): Promise<StandingLink[]> {
    if (keys.length === 0) return Promise.resolve([]);
    return this.uow.query<StandingLink>(
      `${LINKS} WHERE l.owner_id = (SELECT current_setting('app.me')::int) AND (l.left_key = ANY ($1::bigint[]) OR l.right_key = ANY ($1::bigint[])) AND l.decision <> 'WITHDRAWN' AND ${STANDS} ORDER BY l.judged_at, l.id`,
      [keys],
    );
  }

  /** All that was ever said of firearms of an inspection, newest first. */
  history(key: number, most: number): Promise<StandingLink[]> {
    return this.uow.query<StandingLink>(
      `${LINKS} WHERE $1 IN (l.left_key, l.right_key) ORDER BY l.judged_at DESC, l.id DESC LIMIT $2`,
      [key, most],
    );
  }

  async find(id: string): Promise<StandingLink | undefined> {
    return (await this.uow.query<StandingLink>(`${LINKS} WHERE l.id = $1`, [id]))[0];
  }

  /** The last word on a pair, the end that was recorded first before the other. */
  async lastOn([left, right]: readonly [FirearmEnd, FirearmEnd]): Promise<
    { id: string; decision: LinkDecision } | undefined
  > {
    const [row] = await this.uow.query<{ id: string; decision: LinkDecision }>(
      `SELECT l.id, l.decision FROM firearm_links l
        WHERE l.left_key = $1 AND l.left_place = $2 AND l.right_key = $3 AND l.right_place = $4 AND ${STANDS}`,
      [left.inspectionKey, left.item, right.inspectionKey, right.item],
    );
    return row;
  }

  /** Lets one user of an organisation judge at a time, until the transaction ends: what follows what is then never in doubt. */
  async takeTurn(): Promise<void> {
    await this.uow.query(
      `SELECT pg_advisory_xact_lock(hashtextextended('firearm_links ' || current_setting('app.me'), 2692))`,
    );
  }

  /** Which of these items there are, as the caller sees it. */
  async items(ends: readonly FirearmEnd[]): Promise<FirearmEnd[]> {
    return this.uow.query<FirearmEnd>(
      `SELECT DISTINCT e.key AS "inspectionKey", e.place AS item FROM unnest($1::bigint[], $2::int[]) AS e (key, place)
         JOIN inspection_items t ON t.record_key = e.key AND coalesce(t.corrects, t.seq) = e.place AND t.superseded_at IS NULL`,
      [ends.map(({ inspectionKey }) => inspectionKey), ends.map(({ item }) => item)],
    );
  }

  insert(row: FirearmLinkRow): Promise<void> {
    return this.writer.insert(FirearmLinkRow, [row]);
  }
}
