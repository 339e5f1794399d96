import { Injectable } from '@nestjs/common';
import { COMMON } from '../../kernel/common.errors';
import { DomainError } from '../../kernel/domain-error';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { SpineRecord } from '../records';
import { CAPTION_PROPERTIES, captionOf } from './caption.rules';
import { type Disagreement, disagreementsOf } from './entity.rules';
import { type EntitySchema, isRelation, type KeptStatement } from './entity.types';
import type { ExportedEntity } from './exports/ftm-export.rules';
import type { StatedEntity } from './matchable.rules';

export interface Withdrawal {
  readonly at: string;
  /** Null for readers of other organisations. */
  readonly by: string | null;
  readonly because: string;
}

export interface StatementView extends KeptStatement {
  readonly id: string;
  /** Null for readers of other organisations: who works where is not shared with a record. */
  readonly statedBy: string | null;
  /** Of the version of a watchlist that says so, if one does. */
  readonly sourceListVersionId: string | null;
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** Null while the statement stands. */
  readonly withdrawn: Withdrawal | null;
}

/** What is doubtful about an identifier, and the statement it comes from. */
interface FlaggedIdentifier {
  readonly seq: number;
  readonly flags: string[];
}

export interface StatedView {
  readonly schema: EntitySchema;
  readonly statements: readonly StatementView[];
  readonly flagged: readonly FlaggedIdentifier[];
}

export interface EntityView extends StatedView {
  readonly record: SpineRecord;
  readonly caption: string;
  readonly disagreements: readonly Disagreement[];
  /** What was known then is shown, RFC 3339; null for now. */
  readonly knownAt: string | null;
}

export interface EntitySummary {
  readonly record_key: number;
  readonly schema: EntitySchema;
  readonly caption: string;
}

interface NamedRow {
  readonly record_key: number;
  readonly id: string;
  readonly schema: EntitySchema;
  readonly statements: readonly KeptStatement[];
}

const UTC = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;
const utc = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', ${UTC})`;

/** What goes out has milliseconds, so that an instant read off an answer must find what the answer showed. */
const by = (column: string): string => `date_trunc('milliseconds', ${column}) <= coalesce($2::timestamptz, 'infinity')`;
export const KNOWN = by('s.first_seen');
export const STANDING = `${KNOWN} AND (s.withdrawn_at IS NULL OR NOT ${by('s.withdrawn_at')})`;
const LAST_SEEN = `CASE WHEN ${by('s.last_seen')} THEN s.last_seen ELSE coalesce((SELECT max(g.seen_at) FROM statement_sightings g
  WHERE g.record_key = s.record_key AND g.statement_seq = s.seq AND ${by('g.seen_at')}), s.first_seen) END`;
const WITHDRAWN = `CASE WHEN s.withdrawn_at IS NOT NULL AND ${by('s.withdrawn_at')} THEN json_build_object(
  'at', ${utc('s.withdrawn_at')}, 'by', w.id, 'because', s.withdrawn_because) END`;
const KEPT = `'seq', s.seq, 'prop', s.prop, 'value', s.value, 'source', s.source, 'reliability', s.reliability, 'credibility', s.credibility`;

/** Reads entities. Everything that comes out was let through by row-level security: captions and numbers are those this reader may know. */
@Injectable()
export class EntitiesRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** An entity as this reader may know it; both statements travel together. */
  async view(record: SpineRecord, knownAt: string | null = null): Promise<EntityView> {
    const [view, summaries] = await Promise.all([
      this.statedView(record, knownAt),
      this.summaries([record.key], knownAt),
    ]);
    if (!view) throw new DomainError(COMMON.NOT_FOUND);
    const standing = view.statements.filter(({ withdrawn }) => withdrawn === null);
    const caption = summaries.get(record.key)?.caption ?? view.schema;
    return { ...view, record, caption, disagreements: disagreementsOf(standing), knownAt };
  }

  /** One statement for the entity, what is stated of it (withdrawn statements too) and what is doubtful, as known at an instant. */
  private async statedView(record: SpineRecord, knownAt: string | null): Promise<StatedView | undefined> {
    const [row] = await this.uow.query<StatedView>(
      `SELECT e.schema,
              coalesce((SELECT json_agg(json_build_object('id', s.id, ${KEPT},
                 'originalValue', s.original_value, 'lang', s.lang, 'sourceRecordId', o.id, 'sourceListVersion', s.source_list_version,
                 'sourceListVersionId', l.id, 'statedBy', u.id, 'firstSeen', ${utc('s.first_seen')}, 'lastSeen', ${utc(`(${LAST_SEEN})`)}, 'withdrawn', ${WITHDRAWN})
                 ORDER BY s.seq)
                 FROM statements s LEFT JOIN records o ON o.key = s.source_record_key LEFT JOIN users u ON u.key = s.stated_by
                 LEFT JOIN users w ON w.key = s.withdrawn_by LEFT JOIN watchlist_versions l ON l.key = s.source_list_version
                WHERE s.record_key = $1 AND ${KNOWN}), '[]') AS statements,
              coalesce((SELECT json_agg(json_build_object('seq', d.statement_seq, 'flags', d.flags) ORDER BY d.seq)
                 FROM identifiers d WHERE d.record_key = $1 AND d.flags <> '{}' AND d.statement_seq IS NOT NULL), '[]') AS flagged
         FROM entities e WHERE e.record_key = $1`,
      [record.key, knownAt],
    );
    return row;
  }

  /** What each is called, for this reader: one statement, which reads the ends of relations too. */
  async summaries(keys: readonly number[], knownAt: string | null = null): Promise<Map<number, EntitySummary>> {
    if (keys.length === 0) return new Map();
    const rows = await this.uow.query<NamedRow>(
      `SELECT e.record_key, r.id, e.schema,
              coalesce((SELECT json_agg(json_build_object(${KEPT}) ORDER BY s.seq) FROM statements s
                 WHERE s.record_key = e.record_key AND (s.prop = ANY ($3::text[]) OR s.target_key IS NOT NULL) AND ${STANDING}), '[]') AS statements
         FROM entities e JOIN records r ON r.key = e.record_key
        WHERE e.record_key = ANY ($1::bigint[] || ARRAY(SELECT s.target_key FROM statements s
                WHERE s.record_key = ANY ($1::bigint[]) AND s.target_key IS NOT NULL AND ${STANDING}))`,
      [keys, knownAt, CAPTION_PROPERTIES],
    );
    return named(keys, rows);
  }

  /** Each party with everything that stands of it, in one statement. */
  stated(keys: readonly number[]): Promise<StatedEntity[]> {
    return this.uow.query<StatedEntity>(
      `SELECT e.record_key AS "recordKey", r.id, e.schema,
              coalesce((SELECT json_agg(json_build_object(${KEPT}) ORDER BY s.seq)
                 FROM statements s WHERE s.record_key = e.record_key AND s.withdrawn_at IS NULL), '[]') AS statements
         FROM entities e JOIN records r ON r.key = e.record_key
        WHERE e.record_key = ANY ($1::bigint[]) AND r.relates IS NULL ORDER BY e.record_key`,
      [keys],
    );
  }

  /** Everything that stands of these, relations too. */
  exported(keys: readonly number[]): Promise<ExportedEntity[]> {
    return this.uow.query<ExportedEntity>(
      `SELECT r.id, e.schema,
              coalesce((SELECT json_agg(json_build_object(${KEPT}, 'originalValue', s.original_value, 'lang', s.lang,
                 'firstSeen', ${utc('s.first_seen')}, 'lastSeen', ${utc('s.last_seen')}) ORDER BY s.seq)
                 FROM statements s WHERE s.record_key = e.record_key AND s.withdrawn_at IS NULL), '[]') AS statements
         FROM entities e JOIN records r ON r.key = e.record_key WHERE e.record_key = ANY ($1::bigint[]) ORDER BY e.record_key`,
      [keys],
    );
  }
}

function named(keys: readonly number[], rows: readonly NamedRow[]): Map<number, EntitySummary> {
  const parties = new Map(
    rows.filter(({ schema }) => !isRelation(schema)).map((row) => [row.id, captionOf(row.schema, row.statements)]),
  );
  const asked = new Set(keys);
  const summaries = rows
    .filter(({ record_key: key }) => asked.has(key))
    .map(({ record_key, schema, statements }) => {
      const caption = captionOf(schema, statements, (id) => parties.get(id.toLowerCase()));
      return [record_key, { record_key, schema, caption }] as const;
    });
  return new Map(summaries);
}
