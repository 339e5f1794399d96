import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import type { Page } from '../../../kernel/page';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { Submission } from '../../../platform/http/idempotency';
import { AuditTrail } from '../../audit';
import {
  type Accepted,
  type Classification,
  CLASSIFICATIONS,
  levelOf,
  type ListFilter,
  RecordsService,
  type SpineRecord,
  Submissions,
} from '../../records';
import type { DraftTraceDto, EditTraceDto } from './dto/trace-input.dto';
import { doubtsOf, draftOf } from './trace-form.rules';
import { mayEditTrace } from './trace.rules';
import type { Recovery, RequestFields, TracedFirearm } from './trace.types';
import { TracesRepository, type TraceView } from './traces.repository';
import { TRACE } from './tracing.errors';

/** Drafting and reading trace requests. */
@Injectable()
export class TracesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly submissions: Submissions,
    private readonly records: RecordsService,
    private readonly repository: TracesRepository,
    private readonly audit: AuditTrail,
  ) {}

  /** From an item of an inspection; what the officer says beside it goes before what the item has. */
  draft(actor: Actor, command: DraftTraceDto, submission: Submission): Promise<Accepted<TraceView>> {
    const { system, item, note } = command;
    return this.submissions.once(
      actor,
      submission,
      async ({ resourceId, receiptId }) => {
        const { inspection, firearm, recovery } = await this.firearm(command);
        const { fields, doubts } = draftOf(firearm, recovery, system, said(command.fields));
        const classification = atLeast(inspection, command.classification);
        const record = await this.records.create(actor, 'trace', resourceId, { ...command, classification });
        const written = [{ id: record.id, version: record.version, before: null }];
        const leaf = this.audit.append(
          { name: 'trace.drafted', written, facts: { inspectionId: inspection.id, item, system } },
          receiptId,
        );
        await this.repository.insert({
          ...{ recordKey: record.key, inspectionKey: inspection.key, itemPlace: item, system, state: 'DRAFT' },
          ...{ fields, doubts: [...doubts], requestNumber: null, reasons: null, note: note ?? null },
        });
        return { view: await this.repository.view(record), leaf };
      },
      (id) => this.read(actor, id),
    );
  }

  read(actor: Actor, id: string): Promise<TraceView> {
    return this.uow.read(actor, async () => this.repository.view(await this.records.require(id, 'trace')));
  }

  list(actor: Actor, filter: ListFilter, limit: number, cursor: string | undefined): Promise<Page<TraceView>> {
    return this.uow.read(actor, async () => {
      const page = await this.records.page(actor, 'traces', { ...filter, kind: 'trace' }, limit, cursor);
      return { items: await this.repository.views(page.items), nextCursor: page.nextCursor };
    });
  }

  /** An empty text takes a field out of the draft. */
  edit(actor: Actor, id: string, ifMatch: string | undefined, command: EditTraceDto): Promise<TraceView> {
    return this.uow.write(actor, async () => {
      const { record, written } = await this.records.beginChange(actor, id, 'trace', ifMatch);
      const view = await this.repository.view(record);
      enforce(mayEditTrace(view.state), TRACE.NOT_ALLOWED_NOW);
      const fields = command.fields ? { ...view.fields, ...said(command.fields) } : view.fields;
      this.audit.append({ name: 'trace.updated', written: [written], facts: { fields: Object.keys(command).sort() } });
      const known = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '')) as RequestFields;
      const own = view.doubts.includes('PRIVATELY_MADE');
      await this.repository.update(record.key, {
        fields: known,
        doubts: doubtsOf({ category: 'FIREARM', privatelyMade: own }, known),
        ...(command.note !== undefined && { note: command.note }),
      });
      return this.repository.view(await this.records.require(id, 'trace'));
    });
  }

  private async firearm({
    inspectionId,
    item,
  }: DraftTraceDto): Promise<{ inspection: SpineRecord; firearm: TracedFirearm; recovery: Recovery }> {
    const [inspection] = (await this.records.findByIds([inspectionId])).filter(({ kind }) => kind === 'inspection');
    const found = inspection && (await this.repository.firearm(inspection.key, item));
    if (!found) {
      const pointer = inspection ? '/item' : '/inspectionId';
      const message = 'There is none, or none that you can see';
      throw new DomainError(TRACE.FIREARM_UNKNOWN, { fields: [{ pointer, code: 'UNKNOWN', message }] });
    }
    return { inspection, firearm: found.item, recovery: found.recovery };
  }
}

/** A trace repeats what its inspection says, and is no way to show it to who is not cleared for that. Throws LESS_PROTECTED. */
function atLeast({ classification: least }: SpineRecord, said: Classification | null | undefined): Classification {
  if (!said) return CLASSIFICATIONS[Math.max(least, levelOf('CONFIDENTIAL'))]!;
  if (levelOf(said) >= least) return said;
  const message = `The inspection is ${CLASSIFICATIONS[least]}`;
  throw new DomainError(TRACE.LESS_PROTECTED, {
    fields: [{ pointer: '/classification', code: 'TOO_LOW', message }],
  });
}

/** A null says the same as leaving a field out. */
const said = (fields: object | undefined): RequestFields =>
  Object.fromEntries(
    Object.entries(fields ?? {}).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
