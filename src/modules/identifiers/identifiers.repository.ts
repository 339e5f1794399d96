import { Injectable } from '@nestjs/common';
import { BulkWriter } from '../../platform/database/bulk-writer';
import { RowWriter } from '../../platform/database/row-writer';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { IdentifierRow } from './identifier.record';
import { parseIdentifier } from './identifier.rules';
import type { IdentifierKind } from './identifier.types';

/** An identifier a record mentions, and where. */
export interface Mention {
  readonly kind: IdentifierKind;
  readonly raw: string;
  readonly pointer: string;
  /** The statement of an entity it comes from: it is as visible as that, and gone once that is withdrawn. */
  readonly statementSeq?: number;
}

export interface IdentifierHit {
  record_key: number;
  kind: IdentifierKind;
  raw: string;
  norm: string;
  pointer: string;
  flags: string[];
  /** exact: the normalised keys are equal; folded: equal after look-alike characters are made one; similar: by trigrams. */
  how: 'exact' | 'folded' | 'similar';
  score: number;
}

/** Older rows of entities carry a place in a list, which would count statements that the reader may not see. */
export const POINTER = `CASE WHEN i.statement_seq IS NULL THEN i.pointer ELSE regexp_replace(i.pointer, '/\\d+/value$', '') END AS pointer`;

const NAME_THRESHOLD = 0.6;

/** An index entry holds some 2,700 bytes, and some characters grow 18-fold when normalised. A longer text stays in its own field. */
const LONGEST_KEY = 600;

/**
 * Where identifiers are kept and found. Links by identifier are never stored: they are joined on the normalised keys under the reader's
 * own visibility, so that nothing hidden can show.
 */
@Injectable()
export class IdentifiersRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
    private readonly bulk: BulkWriter,
  ) {}

  /** Keeps every mention; one that gives no key (TO ORDER, OBLITERATED) is in the record's own text and links to nothing. */
  insert(recordKey: number, mentions: readonly Mention[], firstSeq = 0): Promise<void> {
    return this.insertMany(new Map([[recordKey, mentions]]), firstSeq);
  }

  /** @param firstSeq where each record's own go on; 0 for a new record */
  insertMany(
    byRecord: ReadonlyMap<number, readonly Mention[]>,
    firstSeq: number | ReadonlyMap<number, number> = 0,
  ): Promise<void> {
    return this.writer.insert(IdentifierRow, rowsOf(byRecord, firstSeq));
  }

  /** The same within a bulk unit of work, for new records. */
  insertBulk(byRecord: ReadonlyMap<number, readonly Mention[]>): Promise<void> {
    return this.bulk.insert(IdentifierRow, rowsOf(byRecord, 0));
  }

  /**
   * Mentions that take the place of those at these pointers. The old ones are marked, not removed: their own organisation still finds the
   * record by them, a reader does not (policy identifiers_standing).
   */
  async replace(recordKey: number, pointers: readonly string[], mentions: readonly Mention[]): Promise<void> {
    const known = await this.uow.query<Mention & { seq: number }>(
      'SELECT seq, kind, raw, pointer FROM identifiers WHERE record_key = $1 AND pointer = ANY ($2::text[])',
      [recordKey, pointers],
    );
    const sameAs = (one: Mention) => (other: Mention) =>
      one.kind === other.kind && one.raw === other.raw && one.pointer === other.pointer;
    const standing = known.filter((row) => mentions.some(sameAs(row))).map(({ seq }) => seq);
    await this.uow.execute(
      `UPDATE identifiers SET superseded_at = CASE WHEN seq = ANY ($3::int[]) THEN NULL ELSE coalesce(superseded_at, now()) END
        WHERE record_key = $1 AND pointer = ANY ($2::text[])`,
      [recordKey, pointers, standing],
    );
    const added = mentions.filter((mention) => !known.some(sameAs(mention)));
    await this.insert(recordKey, added, await this.nextSeq(recordKey));
  }

  /** The same for everything below these places, each a JSON pointer. */
  async replaceUnder(recordKey: number, places: readonly string[], mentions: readonly Mention[]): Promise<void> {
    await this.uow.execute(
      `UPDATE identifiers SET superseded_at = now() WHERE record_key = $1 AND superseded_at IS NULL
          AND EXISTS (SELECT 1 FROM unnest($2::text[]) place WHERE starts_with(pointer, place || '/'))`,
      [recordKey, places],
    );
    await this.insert(recordKey, mentions, await this.nextSeq(recordKey));
  }

  async nextSeq(recordKey: number): Promise<number> {
    const [row] = await this.uow.query<{ next: number }>(
      'SELECT coalesce(max(seq) + 1, 0) AS next FROM identifiers WHERE record_key = $1',
      [recordKey],
    );
    return row!.next;
  }

  /** Equality on the key, and on the folded key where there is one: `=` on text is leakproof and keeps its index under the policy. */
  async find(kind: IdentifierKind, raw: string, limit: number): Promise<IdentifierHit[]> {
    const parsed = parseIdentifier(kind, raw);
    if (parsed.normalised === '') return [];
    if (kind === 'name' || kind === 'vessel_name') return this.findSimilar(kind, parsed.normalised, limit);
    return this.uow.query<IdentifierHit>(
      `SELECT i.record_key, i.kind, i.raw, i.norm, ${POINTER}, i.flags, 'exact' AS how, 1::real AS score
         FROM identifiers i WHERE i.kind = $1 AND i.norm = $2
       UNION ALL
       SELECT i.record_key, i.kind, i.raw, i.norm, ${POINTER}, i.flags, 'folded', 0.8
         FROM identifiers i WHERE i.kind = $1 AND i.folded = $3 AND i.norm <> $2
       ORDER BY score DESC, record_key DESC LIMIT $4`,
      [kind, parsed.normalised, parsed.folded ?? null, limit],
    );
  }

  /** Trigram likeness through the search function, joined back under row-level security. */
  private findSimilar(kind: IdentifierKind, norm: string, limit: number): Promise<IdentifierHit[]> {
    return this.uow.query<IdentifierHit>(
      `SELECT i.record_key, i.kind, i.raw, i.norm, ${POINTER}, i.flags,
              CASE WHEN i.norm = $2 THEN 'exact' ELSE 'similar' END AS how, s.similarity AS score
         FROM app.search_names($1, $2, $3, $4) s JOIN identifiers i ON i.record_key = s.record_key AND i.seq = s.seq
        ORDER BY s.similarity DESC, i.record_key DESC`,
      [kind, norm, NAME_THRESHOLD, limit],
    );
  }
}

function rowsOf(
  byRecord: ReadonlyMap<number, readonly Mention[]>,
  firstSeq: number | ReadonlyMap<number, number>,
): IdentifierRow[] {
  const first = (key: number): number => (typeof firstSeq === 'number' ? firstSeq : (firstSeq.get(key) ?? 0));
  return [...byRecord].flatMap(([recordKey, mentions]) =>
    mentions
      .map((mention) => ({ mention, parsed: parseIdentifier(mention.kind, mention.raw) }))
      .filter(({ parsed }) => parsed.normalised !== '' && parsed.normalised.length <= LONGEST_KEY)
      .map(({ mention, parsed }, i) => ({
        recordKey,
        seq: first(recordKey) + i,
        kind: mention.kind,
        raw: mention.raw,
        norm: parsed.normalised,
        folded: parsed.folded ?? null,
        flags: parsed.flags.map(({ code }) => code),
        pointer: mention.pointer,
        statementSeq: mention.statementSeq ?? null,
      })),
  );
}
