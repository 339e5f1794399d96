import { Injectable } from '@nestjs/common';
import { RowWriter } from '../../platform/database/row-writer';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { IdentifiersRepository, type Mention, parseIdentifier } from '../identifiers';
import { EntityRow } from './entity.record';
import type { EntitySchema } from './entity.types';
import { StatementSightingRow } from './statement-sighting.record';
import { StatementRow } from './statement.record';

/** A B-tree entry holds 2.7 kB, and one character may become 18: a text beyond this is no identifier and stays a statement alone. */
const LONGEST_KEY = 1_000;
const isFindable = ({ kind, raw }: Mention): boolean => parseIdentifier(kind, raw).normalised.length <= LONGEST_KEY;

/** Where the next statement and the next identifier of a record go. */
export interface NextSeqs {
  readonly record_key: number;
  readonly statement: number;
  readonly identifier: number;
}

/** Writes entities and their statements. */
@Injectable()
export class StatementsRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
    private readonly identifiers: IdentifiersRepository,
  ) {}

  insertEntities(rows: readonly EntityRow[]): Promise<void> {
    return this.writer.insert(EntityRow, rows);
  }

  insert(rows: readonly StatementRow[]): Promise<void> {
    return this.writer.insert(StatementRow, rows);
  }

  /** What entities are found and linked by. `first` says where the identifiers of known ones go on. */
  mention(byRecord: ReadonlyMap<number, readonly Mention[]>, first?: ReadonlyMap<number, number>): Promise<void> {
    const findable = [...byRecord].map(([key, mentions]) => [key, mentions.filter(isFindable)] as const);
    return this.identifiers.insertMany(new Map(findable), first);
  }

  /** Counts what the writer cannot see too (app.next_seqs): a source may have been recalled since. */
  async nextSeqs(recordKeys: readonly number[]): Promise<Map<number, NextSeqs>> {
    const rows = await this.uow.query<NextSeqs>('SELECT * FROM app.next_seqs($1)', [recordKeys]);
    return new Map(rows.map((row) => [row.record_key, row]));
  }

  async seeAgain(
    seen: readonly { readonly recordKey: number; readonly seq: number }[],
    userKey: number,
  ): Promise<void> {
    if (seen.length === 0) return;
    const update = `UPDATE statements s SET last_seen = now() FROM unnest($1::bigint[], $2::int[]) AS w (record_key, seq)
      WHERE s.record_key = w.record_key AND s.seq = w.seq`;
    const sightings = seen.map(({ recordKey, seq }) => ({ recordKey, statementSeq: seq, seenBy: userKey }));
    await Promise.all([
      this.uow.execute(update, [seen.map(({ recordKey }) => recordKey), seen.map(({ seq }) => seq)]),
      this.writer.insert(StatementSightingRow, sightings),
    ]);
  }

  /** How many of these stood until now. */
  withdraw(recordKey: number, seqs: readonly number[], userKey: number, because: string): Promise<number> {
    return this.uow.execute(
      `UPDATE statements SET withdrawn_at = now(), withdrawn_by = $3, withdrawn_because = $4
        WHERE record_key = $1 AND seq = ANY ($2::int[]) AND withdrawn_at IS NULL`,
      [recordKey, seqs, userKey, because],
    );
  }

  /** Keys and schemata of those of these records that are entities the caller sees. */
  async schemas(ids: readonly string[]): Promise<Map<string, { key: number; schema: EntitySchema }>> {
    const rows = await this.uow.query<{ id: string; key: number; schema: EntitySchema }>(
      `SELECT r.id, r.key, e.schema FROM records r JOIN entities e ON e.record_key = r.key WHERE r.id = ANY ($1::uuid[])`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
}
