import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import { enforce } from '../../../kernel/verdict';
import { all } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { versionFrom } from '../../../platform/http/etag';
import type { Submission } from '../../../platform/http/idempotency';
import { AuditTrail } from '../../audit';
import { type Accepted, Submissions } from '../../records';
import type { RecordDecisionDto } from './dto/exemption-event.dto';
import { mayRecord, termsFit } from './exemption-request.rules';
import type { Scope } from './exemption-request.types';
import { type ExemptionView, ExemptionViews } from './exemption-views.service';
import { EXEMPTION } from './exemptions.errors';
import { type EventView, ExemptionsRepository } from './exemptions.repository';
import { ExemptionsService } from './exemptions.service';
import { positionFor } from './position.rules';

/**
 * Writing down what the Committee decided on another's request. It is decided on the version the secretariat read (If-Match): a request
 * corrected in between must be read again first.
 */
@Injectable()
export class ExemptionDecisions {
  constructor(
    private readonly submissions: Submissions,
    private readonly repository: ExemptionsRepository,
    private readonly exemptions: ExemptionsService,
    private readonly views: ExemptionViews,
    private readonly audit: AuditTrail,
  ) {}

  decide(
    actor: Actor,
    id: string,
    ifMatch: string | undefined,
    command: RecordDecisionDto,
    submission: Submission,
  ): Promise<Accepted<ExemptionView>> {
    return this.submissions.once(
      actor,
      submission,
      async ({ resourceId, receiptId }) => {
        const { record, written, content } = await this.views.beginEvent(id);
        if (!(await this.repository.isCommittee(actor.organisationKey)))
          throw new DomainError(EXEMPTION.NOT_THE_COMMITTEE);
        if (versionFrom(ifMatch) !== record.version) throw new DomainError(COMMON.VERSION_MISMATCH);
        const { decision, decidedOn } = command;
        const event = { ...this.position(actor, content.events, command), event: decision, decidedOn };
        const verdict = mayRecord(content.type, content.events, event, this.views.today());
        enforce(all(verdict, termsFit(command)), EXEMPTION.NOT_ALLOWED_NOW);
        const leaf = this.audit.append(
          { name: 'exemption.decided', written: [written], facts: { decision, decidedOn, decisionId: resourceId } },
          receiptId,
        );
        await this.repository.insertEvent({
          ...event,
          id: resourceId,
          recordKey: record.key,
          exemptionOwnerId: record.ownerId,
          ownerId: actor.organisationKey,
          requestVersion: record.version,
          committeeReference: command.committeeReference,
          scope: scopeOf(command),
          expiresOn: command.expiresOn ?? null,
          note: command.note ?? null,
          byUser: actor.userKey,
        });
        return { view: await this.views.of(record), leaf };
      },
      () => this.exemptions.read(actor, id),
    );
  }

  /** Only what the own organisation wrote down is replaced, and only a decision of the Committee. */
  private position(actor: Actor, events: readonly EventView[], { replacesDecisionId }: RecordDecisionDto) {
    const own = (one: EventView): boolean => one.organisation === actor.organisationCode && one.event !== 'WITHDRAWN';
    const position = positionFor(events, replacesDecisionId);
    if (position && (!replacesDecisionId || events.some((one) => one.seq === position.seq && own(one))))
      return position;
    const message = 'There is no such decision on this request that still stands';
    throw new DomainError(EXEMPTION.DECISION_UNKNOWN, {
      fields: [{ pointer: '/replacesDecisionId', code: 'UNKNOWN', message }],
    });
  }
}

function scopeOf({ scope }: RecordDecisionDto): Partial<Scope> | null {
  const { goods, consignee } = scope ?? {};
  if (!goods && !consignee) return null;
  return {
    ...(goods && { goods: goods.map(({ category, quantity }) => ({ category, quantity })) }),
    ...(consignee && { consignee }),
  };
}
