import { Injectable } from '@nestjs/common';
import { DomainError, type FieldFault } from '../../kernel/domain-error';
import { newId } from '../../kernel/ids';
import type { Page } from '../../kernel/page';
import type { Actor } from '../../platform/context/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { DomainEvents } from '../../platform/events/domain-events';
import type { Submission } from '../../platform/http/idempotency';
import { AuditTrail } from '../audit';
import {
  type Accepted,
  type ListFilter,
  RecordsService,
  ReleaseWriter,
  type SpineRecord,
  Submissions,
} from '../records';
import type { AddStatementsDto, CreateEntityDto, StatementDto } from './dto/entity-input.dto';
import { ENTITY } from './entities.errors';
import { ENTITY_EVENTS } from './entities.events';
import { EntitiesRepository, type EntitySummary, type EntityView } from './entities.repository';
import { captionOf, faultsOf, mentionsOf, mergeStatements, namingFault } from './entity.rules';
import { type Matchable, matchableOf } from './matchable.rules';
import type { StatementRow } from './statement.record';

/** Parties as sourced statements: a value is never overwritten, another source's value is put beside it. */
@Injectable()
export class EntitiesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly submissions: Submissions,
    private readonly records: RecordsService,
    private readonly releases: ReleaseWriter,
    private readonly repository: EntitiesRepository,
    private readonly audit: AuditTrail,
    private readonly events: DomainEvents,
  ) {}

  async create(actor: Actor, command: CreateEntityDto, submission: Submission): Promise<Accepted<EntityView>> {
    refuse([...namingFault(command.schema, command.statements), ...faultsOf(command.schema, command.statements)]);
    return this.submissions.once(
      actor,
      submission,
      async ({ resourceId, receiptId }) => {
        const [record, sources, release] = await Promise.all([
          this.records.create(actor, 'entity', resourceId, command),
          this.sourceKeys(command.statements),
          command.release && this.releases.resolveFor(actor, command.release),
        ]);
        const written = [{ id: record.id, version: record.version, before: null }];
        const facts = { schema: command.schema, ...(command.release && { released: command.release.audienceIds }) };
        const leaf = this.audit.append({ name: 'entity.created', written, facts }, receiptId);
        const [view] = await Promise.all([
          this.write(actor, record, command, sources),
          release && this.releases.insertResolved(actor, [record], release),
        ]);
        await this.events.emit(ENTITY_EVENTS.changed, { recordKey: record.key });
        return { view: release ? { ...view, record: { ...record, sharing: 'released' as const } } : view, leaf };
      },
      (id) => this.read(actor, id),
    );
  }

  /** The entity, what is stated of it, and the view of both: statements on one connection are worked off in the order they were sent. */
  private async write(
    actor: Actor,
    record: SpineRecord,
    { schema, statements: said }: CreateEntityDto,
    sources: ReadonlyMap<string, number>,
  ): Promise<EntityView> {
    const statements = mergeStatements([], said).fresh.map((one, seq) => ({ ...one, seq }));
    const written = [
      this.repository.insert({ recordKey: record.key, schema, caption: captionOf(schema, statements) }),
      this.repository.insertStatements(statements.map((one) => toRow(actor, record.key, one, sources))),
      this.repository.mention(record.key, mentionsOf(schema, statements), 0),
    ];
    const [view] = await Promise.all([this.repository.view(record), ...written]);
    return view;
  }

  read(actor: Actor, id: string): Promise<EntityView> {
    return this.uow.read(actor, async () => this.repository.view(await this.records.require(id, 'entity')));
  }

  list(
    actor: Actor,
    filter: ListFilter,
    limit: number,
    cursor: string | undefined,
  ): Promise<Page<{ record: SpineRecord; summary: EntitySummary }>> {
    return this.uow.read(actor, async () => {
      const page = await this.records.page(actor, 'entities', { ...filter, kind: 'entity' }, limit, cursor);
      const summaries = await this.repository.summaries(page.items.map(({ key }) => key));
      return {
        items: page.items.map((record) => ({ record, summary: summaries.get(record.key)! })),
        nextCursor: page.nextCursor,
      };
    });
  }

  /** What a matcher needs of each entity the actor of the running unit of work sees. Showing it to somebody is the caller's to log. */
  async matchable(keys: readonly number[]): Promise<Matchable[]> {
    return keys.length === 0 ? [] : (await this.repository.stated(keys)).map(matchableOf);
  }

  addStatements(actor: Actor, id: string, ifMatch: string | undefined, command: AddStatementsDto): Promise<EntityView> {
    return this.uow.write(actor, async () => {
      const { record, written } = await this.records.beginChange(actor, id, 'entity', ifMatch);
      const view = await this.repository.view(record);
      refuse(faultsOf(view.schema, command.statements));
      const { fresh, seenAgain } = mergeStatements(view.statements, command.statements);
      this.audit.append({
        name: 'entity.updated',
        written: [written],
        facts: { statements: fresh.length, seenAgain: seenAgain.length },
      });
      const [sources, nextMention] = await Promise.all([
        this.sourceKeys(command.statements),
        this.repository.nextMention(record.key),
        this.repository.seeAgain(record.key, seenAgain),
      ]);
      const first = view.statements.length;
      const added = fresh.map((said, i) => ({ ...said, seq: first + i }));
      const all = [...view.statements, ...added];
      await Promise.all([
        this.repository.insertStatements(added.map((said) => toRow(actor, record.key, said, sources))),
        this.repository.mention(record.key, mentionsOf(view.schema, all, first), nextMention),
        this.repository.rename(record.key, captionOf(view.schema, all)),
      ]);
      await this.events.emit(ENTITY_EVENTS.changed, { recordKey: record.key });
      return this.repository.view(await this.records.require(id, 'entity'));
    });
  }

  /** A source one cannot see does not exist; saying so as a field fault does not echo the id. */
  private async sourceKeys(statements: readonly StatementDto[]): Promise<ReadonlyMap<string, number>> {
    const ids = [...new Set(statements.flatMap(({ sourceRecordId }) => sourceRecordId?.toLowerCase() ?? []))];
    if (ids.length === 0) return new Map();
    const keys = new Map((await this.records.findByIds(ids)).map(({ id, key }) => [id, key]));
    const fields = statements.flatMap(({ sourceRecordId }, i) =>
      sourceRecordId === undefined || keys.has(sourceRecordId.toLowerCase())
        ? []
        : [
            {
              pointer: `/statements/${i}/sourceRecordId`,
              code: 'UNKNOWN',
              message: 'There is no such record, or none that you can see',
            },
          ],
    );
    if (fields.length > 0) throw new DomainError(ENTITY.SOURCE_UNKNOWN, { fields });
    return keys;
  }
}

function refuse(fields: readonly FieldFault[]): void {
  if (fields.length > 0) throw new DomainError(ENTITY.STATEMENTS_INVALID, { fields });
}

const toRow = (
  actor: Actor,
  recordKey: number,
  said: StatementDto & { seq: number },
  sources: ReadonlyMap<string, number>,
): StatementRow => ({
  id: newId(),
  recordKey,
  seq: said.seq,
  prop: said.prop,
  value: said.value,
  originalValue: said.originalValue ?? null,
  lang: said.lang ?? null,
  source: said.source,
  sourceRecordKey: (said.sourceRecordId && sources.get(said.sourceRecordId.toLowerCase())) || null,
  reliability: said.reliability ?? null,
  credibility: said.credibility ?? null,
  statedBy: actor.userKey,
});
