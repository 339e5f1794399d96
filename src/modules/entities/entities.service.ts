import { Injectable } from '@nestjs/common';
import { DomainError, type FieldFault } from '../../kernel/domain-error';
import type { Page } from '../../kernel/page';
import type { Actor } from '../../platform/context/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
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
import type { CreateEntityDto, WithdrawStatementsDto } from './dto/entity-input.dto';
import { ENTITY } from './entities.errors';
import { EntitiesRepository, type EntitySummary, type EntityView } from './entities.repository';
import { faultsOf, namingFault, selfFaults } from './entity.rules';
import type { Statement } from './entity.types';
import { EntityWriter } from './entity-writer.service';
import { type Matchable, matchableOf } from './matchable.rules';

/** Parties and relations as sourced statements: a value is never overwritten, another source's value is put beside it. */
@Injectable()
export class EntitiesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly submissions: Submissions,
    private readonly records: RecordsService,
    private readonly releases: ReleaseWriter,
    private readonly repository: EntitiesRepository,
    private readonly writer: EntityWriter,
    private readonly audit: AuditTrail,
  ) {}

  async create(actor: Actor, command: CreateEntityDto, submission: Submission): Promise<Accepted<EntityView>> {
    const { schema, statements } = command;
    refuse([...namingFault(schema, statements), ...faultsOf(schema, statements)]);
    refuse(selfFaults(schema, statements));
    return this.submissions.once(
      actor,
      submission,
      async ({ resourceId, receiptId }) => {
        const [record, references, release] = await Promise.all([
          this.records.create(actor, 'entity', resourceId, command),
          this.writer.resolve(schema, statements),
          command.release && this.releases.resolveFor(actor, command.release),
        ]);
        const written = [{ id: record.id, version: record.version, before: null }];
        const facts = { schema, ...(command.release && { released: command.release.audienceIds }) };
        const leaf = this.audit.append({ name: 'entity.created', written, facts }, receiptId);
        const creating = this.writer.create(actor, [{ recordKey: record.key, schema, statements }], references);
        const [view] = await Promise.all([
          this.repository.view(record),
          creating,
          release && this.releases.insertResolved(actor, [record], release),
        ]);
        return { view: release ? { ...view, record: { ...record, sharing: 'released' as const } } : view, leaf };
      },
      (id) => this.read(actor, id),
    );
  }

  /** @param knownAt RFC 3339: what was recorded by then and not withdrawn by then. Who may see it is a question of now. */
  read(actor: Actor, id: string, knownAt: string | null = null): Promise<EntityView> {
    return this.uow.read(actor, async () => this.repository.view(await this.records.require(id, 'entity'), knownAt));
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

  /** What each is called, as the actor of the running unit of work may know it, by record key. */
  captions(keys: readonly number[]): Promise<Map<number, EntitySummary>> {
    return this.repository.summaries(keys);
  }

  /** What a matcher needs of each party the actor of the running unit of work sees. Showing it to somebody is the caller's to log. */
  async matchable(keys: readonly number[]): Promise<Matchable[]> {
    return keys.length === 0 ? [] : (await this.repository.stated(keys)).map(matchableOf);
  }

  /**
   * Puts statements beside those that are there.
   *
   * @param ifMatch the version it was read at; null where a module adds what a source says and overwrites nothing
   */
  addStatements(
    actor: Actor,
    id: string,
    ifMatch: string | undefined | null,
    { statements }: { readonly statements: readonly Statement[] },
  ): Promise<EntityView> {
    return this.uow.write(actor, async () => {
      const { record, written } =
        ifMatch === null
          ? await this.records.beginAddition(actor, id, 'entity')
          : await this.records.beginChange(actor, id, 'entity', ifMatch);
      const view = await this.repository.view(record);
      const standing = view.statements.filter(({ withdrawn }) => withdrawn === null);
      refuse(faultsOf(view.schema, statements));
      refuse(selfFaults(view.schema, statements, standing));
      const references = await this.writer.resolve(view.schema, statements);
      const entity = { recordKey: record.key, schema: view.schema, statements, standing };
      const [added] = await this.writer.add(actor, [entity], references);
      const facts = { statements: added!.fresh, seenAgain: added!.seenAgain };
      this.audit.append({ name: 'entity.updated', written: [written], facts });
      return this.repository.view(await this.records.require(id, 'entity'));
    });
  }

  /** A source takes back what it said: the statements stay, as withdrawn, and no longer count for the caption or for finding. */
  withdraw(
    actor: Actor,
    id: string,
    ifMatch: string | undefined,
    { statementIds, because }: WithdrawStatementsDto,
  ): Promise<EntityView> {
    return this.uow.write(actor, async () => {
      const { record, written } = await this.records.beginChange(actor, id, 'entity', ifMatch);
      const { statements } = await this.repository.view(record);
      const standing = new Map(statements.filter(({ withdrawn }) => !withdrawn).map((one) => [one.id, one.seq]));
      const wanted = [...new Set(statementIds.map((one) => one.toLowerCase()))];
      const fields = statementIds.flatMap((one, i) =>
        standing.has(one.toLowerCase())
          ? []
          : [{ pointer: `/statementIds/${i}`, code: 'UNKNOWN', message: 'No statement of this entity that stands' }],
      );
      if (fields.length > 0) throw new DomainError(ENTITY.STATEMENT_UNKNOWN, { fields });
      await this.writer.withdraw(
        actor,
        record.key,
        wanted.map((one) => standing.get(one)!),
        because,
      );
      this.audit.append({ name: 'entity.updated', written: [written], facts: { withdrawn: wanted.length } });
      return this.repository.view(await this.records.require(id, 'entity'));
    });
  }
}

function refuse(fields: readonly FieldFault[]): void {
  if (fields.length > 0) throw new DomainError(ENTITY.STATEMENTS_INVALID, { fields });
}
