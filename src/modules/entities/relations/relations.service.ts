import { Inject, Injectable } from '@nestjs/common';
import type { Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../../platform/http/cursor';
import { RecordsService, type SpineRecord } from '../../records';
import { EntitiesRepository, type EntitySummary } from '../entities.repository';
import type { RelationSchema } from '../entity.types';
import { schemaFacts } from '../ftm-model.rules';
import { type EndRow, RelationsRepository } from './relations.repository';

export interface RelatedEnd {
  readonly prop: string;
  readonly record: SpineRecord;
  readonly summary: EntitySummary;
}

/** A relation as one of its ends sees it. Sources that disagree on the other end give several others. */
export interface RelationView {
  readonly record: SpineRecord;
  readonly schema: RelationSchema;
  readonly caption: string;
  /** The end in which the entity itself stands. */
  readonly prop: string;
  readonly label: string;
  readonly others: readonly RelatedEnd[];
}

/** What an entity is related to, as far as the reader sees the relation, its sources and both its ends. */
@Injectable()
export class RelationsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly entities: EntitiesRepository,
    private readonly repository: RelationsRepository,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
  ) {}

  list(
    actor: Actor,
    id: string,
    knownAt: string | null,
    limit: number,
    cursor: string | undefined,
  ): Promise<Page<RelationView>> {
    const scope = JSON.stringify([actor.organisationKey, 'relations', id.toLowerCase(), knownAt]);
    return this.uow.read(actor, async () => {
      const entity = await this.records.require(id, 'entity');
      const after = cursor === undefined ? undefined : this.cursors.decode(scope, cursor);
      const found = await this.repository.page(entity.key, knownAt, after, limit);
      const page = found.slice(0, limit);
      const last = page.at(-1);
      const nextCursor =
        found.length > limit && last ? this.cursors.encode(scope, { at: last.created_us, id: last.id }) : null;
      const keys = page.map(({ key }) => key);
      return { items: keys.length === 0 ? [] : await this.views(entity.key, keys, knownAt), nextCursor };
    });
  }

  private async views(entityKey: number, keys: readonly number[], knownAt: string | null): Promise<RelationView[]> {
    const ends = await this.repository.ends(keys, knownAt);
    const all = [...new Set([...keys, ...ends.map(({ target_key }) => target_key)])];
    const [records, summaries] = await Promise.all([
      this.records.findByKeys(all),
      this.entities.summaries(all, knownAt),
    ]);
    const shown = { records: new Map(records.map((record) => [record.key, record])), summaries };
    return keys.flatMap((key) => viewOf(entityKey, key, ends, shown) ?? []);
  }
}

function viewOf(
  entityKey: number,
  key: number,
  ends: readonly EndRow[],
  { records, summaries }: { records: ReadonlyMap<number, SpineRecord>; summaries: ReadonlyMap<number, EntitySummary> },
): RelationView | undefined {
  const [record, summary] = [records.get(key), summaries.get(key)];
  const own = ends.find((end) => end.record_key === key && end.target_key === entityKey);
  if (!record || !summary || !own) return undefined;
  const schema = summary.schema as RelationSchema;
  const others = ends
    .filter((end) => end.record_key === key && end.prop !== own.prop)
    .flatMap(({ prop, target_key }) => {
      const [other, called] = [records.get(target_key), summaries.get(target_key)];
      return other && called ? [{ prop, record: other, summary: called }] : [];
    });
  return { record, schema, caption: summary.caption, prop: own.prop, label: schemaFacts(schema).ends!.label, others };
}
