import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../../kernel/clock';
import { COMMON } from '../../../../kernel/common.errors';
import { DomainError } from '../../../../kernel/domain-error';
import type { Actor } from '../../../../platform/context/actor';
import { violates } from '../../../../platform/database/pg-errors';
import { UnitOfWork } from '../../../../platform/database/unit-of-work';
import { AuditTrail } from '../../../audit';
import { Notices } from '../../notices.service';
import { RECORD } from '../../records.errors';
import { RecordsService } from '../../records.service';
import { HANDLING } from '../handling.errors';
import type { ConsentDecisionRow } from './consent-decision.record';
import { ConsentGrants } from './consent-grants.service';
import { ConsentRepository } from './consent.repository';
import { stateOf, widerThanAsked } from './consent.rules';
import type { ConsentDecision, ConsentView, Grant } from './consent.types';

const NOTHING = { fields: [], audienceKeys: [], purpose: null, until: null, releaseIds: [], fieldReleaseIds: [] };

/** Granting, refusing, taking back. A request is decided once: the decision has the request as its key. */
@Injectable()
export class ConsentDecisions {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly repository: ConsentRepository,
    private readonly grants: ConsentGrants,
    private readonly notices: Notices,
    private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  grant(actor: Actor, id: string, grant: Grant): Promise<void> {
    return this.uow.write(actor, async () => {
      const { record_id } = await this.open(actor, id, 'owner');
      // The record's lock takes grants of one record in turn with each other and with withdrawals; what counts is read after it.
      const { record, written } = await this.records.beginSharing(actor, record_id);
      const { view } = await this.open(actor, id, 'owner');
      if (stateOf(view, this.clock.now()) !== 'REQUESTED') throw new DomainError(HANDLING.NO_LONGER_IN_FORCE);
      const faults = widerThanAsked(view, grant);
      if (faults.length > 0) throw new DomainError(HANDLING.WIDER_THAN_GIVEN, { fields: faults });
      const terms = this.grants.terms(view, grant);
      if (terms.until && terms.until <= this.clock.now()) throw new DomainError(RECORD.RELEASE_EXPIRED);
      const facts = { request: id, audiences: terms.audiences.map((each) => each.id), fields: terms.fields.length };
      this.audit.append({ name: 'consent.granted', written: [written], facts });
      const made = await this.grants.write(actor, record, view, terms);
      await this.decide(actor, view, 'GRANTED', null, {
        fields: [...terms.fields],
        audienceKeys: terms.audiences.map(({ key }) => key),
        purpose: terms.purpose,
        until: terms.until,
        ...made,
      });
      await this.tell(view, record.id, 'consent.granted');
    });
  }

  refuse(actor: Actor, id: string, reason: string): Promise<void> {
    return this.uow.write(actor, async () => {
      const { view, record_id } = await this.open(actor, id, 'owner');
      this.audit.append({ name: 'consent.refused', facts: { request: id } });
      await this.decide(actor, view, 'REFUSED', reason, NOTHING);
      await this.tell(view, record_id, 'consent.refused');
    });
  }

  withdraw(actor: Actor, id: string): Promise<void> {
    return this.uow.write(actor, async () => {
      const { view } = await this.open(actor, id, 'asker');
      this.audit.append({ name: 'consent.withdrawn', facts: { request: id } });
      await this.decide(actor, view, 'WITHDRAWN', null, NOTHING);
    });
  }

  /** A request that waits for this side. */
  private async open(
    actor: Actor,
    id: string,
    side: 'owner' | 'asker',
  ): Promise<{ view: ConsentView; record_id: string }> {
    const view = await this.repository.find(id);
    if (!view) throw new DomainError(COMMON.NOT_FOUND);
    const by = side === 'owner' ? view.ownerId : view.askerId;
    if (by !== actor.organisationKey) throw new DomainError(RECORD.NOT_THE_OWNER);
    if (view.decision !== null) throw new DomainError(HANDLING.ALREADY_DECIDED);
    const [record] = await this.records.findByKeys([view.recordKey]);
    return { view, record_id: record?.id ?? '' };
  }

  private async decide(
    actor: Actor,
    { id: requestId }: ConsentView,
    decision: ConsentDecision,
    reason: string | null,
    more: Omit<ConsentDecisionRow, 'requestId' | 'ownerId' | 'decision' | 'reason' | 'decidedBy'>,
  ): Promise<void> {
    const row = { requestId, decision, reason, ownerId: actor.organisationKey, decidedBy: actor.userKey, ...more };
    try {
      await this.repository.decide(row);
    } catch (error) {
      if (violates(error, 'consent_decisions_pkey'))
        throw new DomainError(HANDLING.ALREADY_DECIDED, {}, { cause: error });
      throw error;
    }
  }

  private tell(view: ConsentView, recordId: string, kind: 'consent.granted' | 'consent.refused'): Promise<void> {
    const about = { type: 'consent_request', id: view.id };
    return this.notices.give({ kind, to: { organisationKey: view.askerId }, recordId, about });
  }
}
