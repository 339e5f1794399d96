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

  /** What new entities are found and linked by. */
  mentionNew(byRecord: ReadonlyMap<number, readonly Mention[]>): Promise<void> {
    const findable = [...byRecord].map(([key, mentions]) => [key, mentions.filter(isFindable)] as const);
    return this.identifiers.insertMany(new Map(findable));
  }

  mention(recordKey: number, mentions: readonly Mention[], firstSeq: number): Promise<void> {
    return this.identifiers.insert(recordKey, mentions.filter(isFindable), firstSeq);
  }

  /** Counts what the writer cannot see too (app.next_seqs): a source may have been recalled since. */
  async nextSeqs(recordKeys: readonly number[]): Promise<Map<number, NextSeqs>> {
    const rows = await this.uow.query<NextSeqs>('SELECT * FROM app.next_seqs($1)', [recordKeys]);
    return new Map(rows.map((row) => [row.record_key, row]));
  }

  async seeAgain(recordKey: number, seqs: readonly number[], userKey: number): Promise<void> {
    if (seqs.length === 0) return;
    const update = 'UPDATE statements SET last_seen = now() WHERE record_key = $1 AND seq = ANY ($2::int[])';
    const sightings = seqs.map((statementSeq) => ({ recordKey, statementSeq, seenBy: userKey }));
    await Promise.all([
      this.uow.execute(update, [recordKey, seqs]),
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
