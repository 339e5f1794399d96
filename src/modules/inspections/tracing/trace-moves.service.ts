import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../kernel/clock';
import { DomainError } from '../../../kernel/domain-error';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { AuditTrail } from '../../audit';
import { type Change, RecordsService } from '../../records';
import type { AnswerTraceDto, MoveTraceDto } from './dto/trace-input.dto';
import { missingFor } from './trace-form.rules';
import { type EventFacts, mayMoveTrace, TRACE_MACHINE } from './trace.rules';
import { TracesRepository, type TraceView } from './traces.repository';
import { TRACE } from './tracing.errors';

/** What happens to a request once it was drafted, as its owner tells it: the asked systems are not connected to this one. */
@Injectable()
export class TraceMoves {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly repository: TracesRepository,
    private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  move(actor: Actor, id: string, ifMatch: string | undefined, command: MoveTraceDto): Promise<TraceView> {
    return this.uow.write(actor, async () => {
      const change = await this.records.beginChange(actor, id, 'trace', ifMatch);
      const { event, on, requestNumber, statement } = command;
      const reasons = command.reasons ?? [];
      await this.take(actor, change, { event, on, reasons, statement: statement ?? null });
      const patch = { ...(requestNumber && { requestNumber }), ...(reasons.length > 0 && { reasons: [...reasons] }) };
      if (Object.keys(patch).length > 0) await this.repository.update(change.record.key, patch);
      return this.repository.view(await this.records.require(id, 'trace'));
    });
  }

  /** The first answer ends the trace; each after it is a correction, and the one before is kept. */
  answer(actor: Actor, id: string, ifMatch: string | undefined, command: AnswerTraceDto): Promise<TraceView> {
    return this.uow.write(actor, async () => {
      const change = await this.records.beginChange(actor, id, 'trace', ifMatch);
      const { record, written } = change;
      const { on, disclosureLimit, maySee, correctionReason, shareBuyer, firstBuyer, ...content } = command;
      const view = await this.repository.view(record);
      const isFirst = view.state !== 'ANSWERED';
      if (isFirst !== (correctionReason === undefined) || isFirst !== (on !== undefined))
        throw correctionFault(isFirst);
      if (isFirst) await this.take(actor, change, { event: 'answer', on: on!, reasons: [], statement: null }, view);
      const number = Math.max(0, ...view.answers.map((answer) => answer.number)) + 1;
      this.audit.append({
        name: 'trace.answered',
        written: [written],
        facts: { number, sharesBuyer: shareBuyer === true },
      });
      const shared = firstBuyer && shareBuyer ? { firstBuyer } : {};
      const held =
        firstBuyer && !shareBuyer
          ? { recordKey: record.key, number, ownerId: actor.organisationKey, buyer: firstBuyer }
          : null;
      await this.repository.insertAnswer(
        {
          ...{
            recordKey: record.key,
            number,
            content: { ...content, ...shared },
            disclosureLimit,
            maySee: maySee ?? null,
          },
          ...{ correctionReason: correctionReason ?? null, toldBy: actor.userKey, supersededAt: null },
        },
        held,
      );
      return this.repository.view(await this.records.require(id, 'trace'));
    });
  }

  private async take(actor: Actor, { record, written }: Change, told: EventFacts, seen?: TraceView): Promise<void> {
    const view = seen ?? (await this.repository.view(record));
    const lastOn = view.events.at(-1)?.on ?? null;
    const today = this.clock.now().toISOString().slice(0, 10);
    const facts = { state: view.state, missing: missingFor(view.system, view.fields), lastOn };
    enforce(mayMoveTrace(facts, told, today), TRACE.NOT_ALLOWED_NOW);
    const state = TRACE_MACHINE.next(view.state, told.event)!;
    const { event, on, statement } = told;
    this.audit.append({ name: 'trace.moved', written: [written], facts: { from: view.state, event, to: state, on } });
    await this.repository.update(record.key, { state });
    await this.repository.insertEvent({
      ...{ recordKey: record.key, seq: view.events.length, event, onDay: on, statement, toldBy: actor.userKey },
    });
  }
}

function correctionFault(isFirst: boolean): DomainError {
  const [pointer, message] = isFirst
    ? ['/on', 'A first answer says on which day it came, and has no reason of a correction']
    : ['/correctionReason', 'A correction says why, and no day: the trace has ended'];
  return new DomainError(TRACE.CORRECTION_REASON, { fields: [{ pointer, code: 'OUT_OF_PLACE', message }] });
}
