import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error';
import type { Page } from '../../kernel/page';
import { enforce } from '../../kernel/verdict';
import type { Actor } from '../../platform/context/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Submission } from '../../platform/http/idempotency';
import { AuditTrail } from '../audit';
import { type Accepted, type ListFilter, OpenTasks, RecordsService, type SpineRecord, Submissions } from '../records';
import { CASE_STATES, mayEdit, mayMove } from './case.rules';
import type { CaseEvent } from './case.types';
import { type CaseListed, type CaseView, CaseViews } from './case-views.query';
import { CASE } from './cases.errors';
import { CasesRepository } from './cases.repository';
import type { NewMemberDto, OpenCaseDto, UpdateCaseDto } from './dto/case-input.dto';

/** The Panel's working files (resolution 2692, para 8): records of any kind brought together, each with the reason why. */
@Injectable()
export class CasesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly submissions: Submissions,
    private readonly records: RecordsService,
    private readonly repository: CasesRepository,
    private readonly audit: AuditTrail,
    private readonly views: CaseViews,
    private readonly tasks: OpenTasks,
  ) {}

  open(actor: Actor, command: OpenCaseDto, submission: Submission): Promise<Accepted<CaseView>> {
    return this.submissions.once(
      actor,
      submission,
      async ({ resourceId, receiptId }) => {
        const asked = command.members ?? [];
        const [record, members] = await Promise.all([
          this.records.create(actor, 'case', resourceId, command),
          this.memberKeys(resourceId, asked, (i) => `/members/${i}/recordId`),
        ]);
        const written = [{ id: record.id, version: record.version, before: null }];
        const leaf = this.audit.append({ name: 'case.opened', written, facts: { members: members.length } }, receiptId);
        await this.write(actor, record, command, members);
        return { view: await this.views.one(actor, record), leaf };
      },
      (id) => this.read(actor, id),
    );
  }

  private async write(
    actor: Actor,
    record: SpineRecord,
    command: OpenCaseDto,
    members: readonly number[],
  ): Promise<void> {
    const { title, summary } = command;
    await Promise.all([
      this.repository.insert({ recordKey: record.key, title, summary: summary ?? null, status: CASE_STATES.initial }),
      this.repository.insertMembers(
        members.map((memberKey, i) => ({
          recordKey: record.key,
          memberKey,
          reason: command.members![i]!.reason,
          addedBy: actor.userKey,
        })),
      ),
    ]);
  }

  read(actor: Actor, id: string): Promise<CaseView> {
    return this.uow.read(actor, async () => this.views.one(actor, await this.records.require(id, 'case')));
  }

  list(actor: Actor, filter: ListFilter, limit: number, cursor: string | undefined): Promise<Page<CaseListed>> {
    return this.uow.read(actor, async () => {
      const page = await this.records.page(actor, 'cases', { ...filter, kind: 'case' }, limit, cursor);
      return { items: await this.views.summaries(actor, page.items), nextCursor: page.nextCursor };
    });
  }

  update(actor: Actor, id: string, ifMatch: string | undefined, command: UpdateCaseDto): Promise<CaseView> {
    return this.uow.write(actor, async () => {
      const { record, written } = await this.records.beginChange(actor, id, 'case', ifMatch);
      enforce(mayEdit((await this.repository.detail(record.key)).status), CASE.NOT_ALLOWED_NOW);
      const { title, summary } = command;
      const patch = { ...(title !== undefined && { title }), ...(summary !== undefined && { summary }) };
      this.audit.append({ name: 'case.updated', written: [written], facts: { fields: Object.keys(patch).sort() } });
      if (Object.keys(patch).length > 0) await this.repository.update(record.key, patch);
      return this.views.one(actor, await this.records.require(id, 'case'));
    });
  }

  move(actor: Actor, id: string, ifMatch: string | undefined, event: CaseEvent): Promise<CaseView> {
    return this.uow.write(actor, async () => {
      const { record, written } = await this.records.beginChange(actor, id, 'case', ifMatch);
      const { status } = await this.repository.detail(record.key);
      enforce(mayMove(status, event), CASE.NOT_ALLOWED_NOW);
      if (event === 'close') await this.tasks.requireNoneMandatory(record.key);
      const target = CASE_STATES.next(status, event)!;
      this.audit.append({ name: 'case.updated', written: [written], facts: { from: status, event, to: target } });
      await this.repository.update(record.key, { status: target });
      return this.views.one(actor, await this.records.require(id, 'case'));
    });
  }

  addMember(actor: Actor, id: string, ifMatch: string | undefined, member: NewMemberDto): Promise<CaseView> {
    return this.uow.write(actor, async () => {
      const { record, written } = await this.records.beginChange(actor, id, 'case', ifMatch);
      const [detail, members, [memberKey]] = await Promise.all([
        this.repository.detail(record.key),
        this.repository.members(record.key),
        this.memberKeys(id, [member], () => '/recordId'),
      ]);
      enforce(mayEdit(detail.status), CASE.NOT_ALLOWED_NOW);
      if (members.some(({ member_key }) => member_key === memberKey)) throw new DomainError(CASE.MEMBER_ALREADY);
      this.audit.append({ name: 'case.member_added', written: [written], facts: { member: member.recordId } });
      await this.repository.insertMembers([
        { recordKey: record.key, memberKey: memberKey!, reason: member.reason, addedBy: actor.userKey },
      ]);
      return this.views.one(actor, await this.records.require(id, 'case'));
    });
  }

  /** Keys in the order asked. What one cannot see does not exist; saying so as a field fault does not echo the id. */
  private async memberKeys(
    selfId: string,
    asked: readonly NewMemberDto[],
    pointer: (i: number) => string,
  ): Promise<number[]> {
    if (asked.length === 0) return [];
    const ids = asked.map(({ recordId }) => recordId.toLowerCase());
    const keys = new Map((await this.records.findByIds(ids)).map(({ id, key }) => [id, key]));
    const fields = ids.flatMap((id, i) => {
      if (!keys.has(id) || id === selfId) {
        return [{ pointer: pointer(i), code: 'UNKNOWN', message: 'There is no such record, or none that you can see' }];
      }
      return ids.indexOf(id) < i ? [{ pointer: pointer(i), code: 'REPEATED', message: 'Named twice' }] : [];
    });
    if (fields.length > 0) throw new DomainError(CASE.MEMBER_UNKNOWN, { fields });
    return ids.map((id) => keys.get(id)!);
  }
}
