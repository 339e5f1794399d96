import { Injectable } from '@nestjs/common';
import { RowWriter } from '../../platform/database/row-writer';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { IdentifiersRepository, type Mention, parseIdentifier } from '../identifiers';
import type { SpineRecord } from '../records';
import { EntityRow } from './entity.record';
import type { EntitySchema, KeptStatement } from './entity.types';
import type { StatedEntity } from './matchable.rules';
import { StatementRow } from './statement.record';

export interface StatementView extends KeptStatement {
  readonly id: string;
  /** Null for readers of other organisations: who works where is not shared with a record. */
  readonly statedBy: string | null;
  readonly firstSeen: string;
  readonly lastSeen: string;
}

export interface EntityView {
  readonly record: SpineRecord;
  readonly schema: EntitySchema;
  readonly caption: string;
  readonly statements: readonly StatementView[];
  readonly identifierFlags: readonly { pointer: string; value: string; flags: string[] }[];
}

export interface EntitySummary {
  readonly record_key: number;
  readonly schema: EntitySchema;
  readonly caption: string;
}

const UTC = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;

/** A B-tree entry holds 2.7 kB, and one character may become 18: a text beyond this is no identifier and stays a statement alone. */
const LONGEST_KEY = 1_000;
const isFindable = ({ kind, raw }: Mention): boolean => parseIdentifier(kind, raw).normalised.length <= LONGEST_KEY;

@Injectable()
export class EntitiesRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
    private readonly identifiers: IdentifiersRepository,
  ) {}

  insert(row: EntityRow): Promise<void> {
    return this.writer.insert(EntityRow, [row]);
  }

  insertStatements(rows: readonly StatementRow[]): Promise<void> {
    return this.writer.insert(StatementRow, rows);
  }

  /** What the entity is found and linked by. */
  mention(recordKey: number, mentions: readonly Mention[], firstSeq: number): Promise<void> {
    return this.identifiers.insert(recordKey, mentions.filter(isFindable), firstSeq);
  }

  nextMention(recordKey: number): Promise<number> {
    return this.identifiers.nextSeq(recordKey);
  }

  rename(recordKey: number, caption: string): Promise<boolean> {
    return this.writer.update(EntityRow, recordKey, { caption });
  }

  async seeAgain(recordKey: number, seqs: readonly number[]): Promise<void> {
    if (seqs.length === 0) return;
    await this.uow.execute('UPDATE statements SET last_seen = now() WHERE record_key = $1 AND seq = ANY ($2::int[])', [
      recordKey,
      seqs,
    ]);
  }

  /** One statement for the entity, what is stated of it and what is doubtful. A source record the reader cannot see is null. */
  async view(record: SpineRecord): Promise<EntityView> {
    const [row] = await this.uow.query<Omit<EntityView, 'record'>>(
      `SELECT e.schema, e.caption,
              coalesce((SELECT json_agg(json_build_object('seq', s.seq, 'id', s.id, 'prop', s.prop, 'value', s.value,
                 'originalValue', s.original_value, 'lang', s.lang, 'source', s.source, 'sourceRecordId', o.id,
                 'reliability', s.reliability, 'credibility', s.credibility, 'statedBy', u.id,
                 'firstSeen', to_char(s.first_seen AT TIME ZONE 'UTC', ${UTC}), 'lastSeen', to_char(s.last_seen AT TIME ZONE 'UTC', ${UTC}))
                 ORDER BY s.seq)
                 FROM statements s LEFT JOIN records o ON o.key = s.source_record_key LEFT JOIN users u ON u.key = s.stated_by
                WHERE s.record_key = $1), '[]') AS statements,
              coalesce((SELECT json_agg(json_build_object('pointer', d.pointer, 'value', d.raw, 'flags', d.flags) ORDER BY d.seq)
                 FROM identifiers d WHERE d.record_key = $1 AND d.flags <> '{}'), '[]') AS "identifierFlags"
         FROM entities e WHERE e.record_key = $1`,
      [record.key],
    );
    return { record, ...row! };
  }

  async summaries(keys: readonly number[]): Promise<Map<number, EntitySummary>> {
    const rows = await this.uow.query<EntitySummary>(
      'SELECT record_key, schema, caption FROM entities WHERE record_key = ANY ($1::bigint[])',
      [keys],
    );
    return new Map(rows.map((row) => [row.record_key, row]));
  }

  /** Each entity with everything stated of it, in one statement. */
  stated(keys: readonly number[]): Promise<StatedEntity[]> {
    return this.uow.query<StatedEntity>(
      `SELECT e.record_key AS "recordKey", r.id, e.schema,
              coalesce((SELECT json_agg(json_build_object('seq', s.seq, 'prop', s.prop, 'value', s.value, 'source', s.source,
                 'reliability', s.reliability, 'credibility', s.credibility) ORDER BY s.seq)
                 FROM statements s WHERE s.record_key = e.record_key), '[]') AS statements
         FROM entities e JOIN records r ON r.key = e.record_key WHERE e.record_key = ANY ($1::bigint[]) ORDER BY e.record_key`,
      [keys],
    );
  }
}
