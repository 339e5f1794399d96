import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { RecordKind } from '../record.types';
import { readableKinds } from '../records.service';
import { lastDepartures } from './recall.rules';
import type { Departure, DepartureHow } from './recall.types';

interface DepartureRow {
  readonly key: number;
  readonly record_id: string;
  readonly kind: RecordKind;
  readonly how: DepartureHow;
  readonly reference: string;
  readonly organisation: string;
  readonly at: Date;
  readonly because: string | null;
}

const SQL = `
  SELECT DISTINCT ON (c.record_key) c.record_key AS key, c.record_id, c.kind, 'WITHDRAWN' AS how, c.reference, o.code AS organisation, c.at, c.because
    FROM recalls c JOIN recall_readers t ON t.recall_id = c.id AND t.organisation_key = $2 JOIN organisations o ON o.key = c.owner_id
   WHERE c.act = 'WITHDRAWN' AND c.record_key = ANY ($1::bigint[]) ORDER BY c.record_key, c.at DESC`;
const ENDED = `SELECT e.record_key AS key, e.record_id, e.kind, 'ENDED' AS how, e.reference, e.organisation, e.at, NULL AS because
    FROM app.ended_releases($1::bigint[]) e`;

/**
 * What stands in the place of records that the reader's organisation had seen and sees no longer. For an organisation that never saw one
 * there is no row, so its place does not exist. Asked only for records that are not visible: one released again is shown itself.
 */
@Injectable()
export class Departures {
  constructor(private readonly uow: UnitOfWork) {}

  /** By record key. Of the reader's own records there is none. */
  async of(actor: Actor, hiddenKeys: readonly number[]): Promise<Map<number, Departure>> {
    if (hiddenKeys.length === 0) return new Map();
    const [recalled, ended] = await Promise.all([
      this.uow.query<DepartureRow>(SQL, [hiddenKeys, actor.organisationKey]),
      this.uow.query<DepartureRow>(ENDED, [hiddenKeys]),
    ]);
    const kinds = readableKinds(actor);
    const rows = [...recalled, ...ended].filter(({ kind }) => kinds.includes(kind));
    return lastDepartures(
      rows.map(({ key, record_id: recordId, kind: _, ...row }) => [key, { ...row, recordId }] as const),
    );
  }
}
