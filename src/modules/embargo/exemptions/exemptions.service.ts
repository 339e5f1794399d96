import { Injectable } from '@nestjs/common';
import type { Page } from '../../../kernel/page';
import { newId } from '../../../kernel/ids';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { ownOrganisation } from '../../access';
import { AuditTrail } from '../../audit';
import { RECORD, RecordsService } from '../../records';
import type { SupplyFacts } from '../diversions/diversion.types';
import type { CommitteeDecision, IsoDate } from '../rules/embargo.types';
import type { CorrectExemptionDto } from './dto/exemption-input.dto';
import { type ExemptionFilter, ExemptionLists } from './exemption-lists.query';
import { coherenceOf, mentionedIn, mentionsOf, patchOf } from './exemption.mapping';
import { isCoherent, mayCorrect, mayRecord, stateOf } from './exemption-request.rules';
import { decisionOn, supplyOf } from './exemption-terms.rules';
import { type ExemptionView, ExemptionViews } from './exemption-views.service';
import { EXEMPTION } from './exemptions.errors';
import { ExemptionsRepository } from './exemptions.repository';
import { nextSeq } from './position.rules';

/** Reading a request, correcting it until it is decided, and taking it back. */
@Injectable()
export class ExemptionsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly repository: ExemptionsRepository,
    private readonly views: ExemptionViews,
    private readonly lists: ExemptionLists,
    private readonly audit: AuditTrail,
  ) {}

  read(actor: Actor, id: string): Promise<ExemptionView> {
    return this.uow.read(actor, () => this.views.one(id));
  }

  list(actor: Actor, filter: ExemptionFilter, limit: number, cursor: string | undefined): Promise<Page<ExemptionView>> {
    return this.uow.read(actor, async () => {
      const { items, nextCursor } = await this.lists.page(actor, filter, limit, cursor);
      return { items: await this.views.many(items), nextCursor };
    });
  }

  /**
   * The `committeeDecision` of `assess()` for a supply on a day, from what the caller of the running unit of work can see: 404 if it
   * cannot see the request. Undefined: the Committee has said nothing and was not asked (a notification, a withdrawn request).
   * @param exceptShipmentId the bill being assessed, so that its own use does not stand against it
   */
  async decisionFor(id: string, onDate: IsoDate, exceptShipmentId?: string): Promise<CommitteeDecision | undefined> {
    const { content } = await this.views.one(id);
    return decisionOn(content, onDate, exceptShipmentId);
  }

  /** What a find is held against: the supply as it had been approved and used when the goods were found. 404 as decisionFor. */
  async supplyFor(id: string, foundOn: IsoDate): Promise<SupplyFacts> {
    const { content } = await this.views.one(id);
    return supplyOf(content, foundOn);
  }

  correct(actor: Actor, id: string, ifMatch: string | undefined, command: CorrectExemptionDto): Promise<ExemptionView> {
    return this.uow.write(actor, async () => {
      const { record, written } = await this.records.beginChange(actor, id, 'exemption', ifMatch);
      const { row, type, events } = await this.repository.content(record);
      enforce(mayCorrect(stateOf(type, events)), EXEMPTION.NOT_ALLOWED_NOW);
      const patch = patchOf(command);
      enforce(isCoherent(coherenceOf({ ...row, ...patch })), EXEMPTION.NOT_COHERENT);
      const fields = Object.keys(command).sort();
      this.audit.append({ name: 'exemption.updated', written: [written], facts: { fields } });
      if (Object.keys(patch).length > 0) await this.repository.update(record.key, patch);
      await this.repository.replaceMentions(record.key, mentionedIn(command), mentionsOf(command));
      return this.views.one(id);
    });
  }

  /** The requester takes its request back, until the Committee has decided. */
  withdraw(actor: Actor, id: string, note: string | undefined): Promise<ExemptionView> {
    return this.uow.write(actor, async () => {
      const { record, written, content } = await this.views.beginEvent(id);
      enforce(ownOrganisation(actor, record), RECORD.NOT_THE_OWNER);
      const today = this.views.today();
      const event = { seq: nextSeq(content.events), revision: 0, event: 'WITHDRAWN' as const, decidedOn: today };
      enforce(mayRecord(content.type, content.events, event, today), EXEMPTION.NOT_ALLOWED_NOW);
      this.audit.append({ name: 'exemption.withdrawn', written: [written] });
      await this.repository.insertEvent({
        ...event,
        id: newId(),
        recordKey: record.key,
        exemptionOwnerId: record.ownerId,
        ownerId: actor.organisationKey,
        requestVersion: record.version,
        committeeReference: null,
        scope: null,
        expiresOn: null,
        note: note ?? null,
        byUser: actor.userKey,
      });
      return this.views.of(record);
    });
  }
}
