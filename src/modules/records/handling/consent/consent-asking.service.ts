import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../../kernel/clock';
import { DomainError } from '../../../../kernel/domain-error';
import type { Actor } from '../../../../platform/context/actor';
import type { ClaimedIds } from '../../../../platform/http/idempotency';
import { AudiencesService } from '../../../access';
import { AuditTrail, type Leaf } from '../../../audit';
import { Notices } from '../../notices.service';
import type { SpineRecord } from '../../record.types';
import { RECORD } from '../../records.errors';
import { RecordsService } from '../../records.service';
import { HANDLING } from '../handling.errors';
import { HeldBack } from '../held-back.service';
import { ConsentRepository } from './consent.repository';

export interface ConsentAskingCommand {
  readonly recordId: string;
  readonly fields?: readonly string[];
  readonly audienceIds: readonly string[];
  readonly purpose: string;
  readonly until?: string;
}

/** Asking an originator: for a field that is held back and told, or to let somebody else see the record. */
@Injectable()
export class ConsentAsking {
  constructor(
    private readonly records: RecordsService,
    private readonly heldBack: HeldBack,
    private readonly repository: ConsentRepository,
    private readonly audiences: AudiencesService,
    private readonly notices: Notices,
    private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async ask(actor: Actor, command: ConsentAskingCommand, { resourceId: id, receiptId }: ClaimedIds): Promise<Leaf> {
    const record = await this.records.requireReadable(actor, command.recordId.toLowerCase());
    if (record.ownerId === actor.organisationKey) throw new DomainError(HANDLING.OWN_RECORD);
    const until = command.until === undefined ? null : new Date(command.until);
    if (until && until <= this.clock.now()) throw new DomainError(RECORD.RELEASE_EXPIRED);
    const audiences = await this.audiences.resolve([...command.audienceIds]);
    const fields = [...new Set(command.fields ?? [])];
    await this.requireHeld(record, fields);
    const facts = {
      request: id,
      record: record.id,
      fields: fields.length,
      audiences: audiences.map((each) => each.id),
    };
    const leaf = this.audit.append({ name: 'consent.requested', facts }, receiptId);
    await this.repository.insert({
      id,
      recordKey: record.key,
      ownerId: record.ownerId,
      askerId: actor.organisationKey,
      classification: record.classification,
      fields,
      audienceKeys: audiences.map(({ key }) => key),
      purpose: command.purpose,
      until,
      askedBy: actor.userKey,
    });
    await this.notices.give({
      kind: 'consent.requested',
      to: { organisationKey: record.ownerId },
      recordId: record.id,
      about: { type: 'consent_request', id },
    });
    return leaf;
  }

  /** What is held back and not told answers like what is not held back at all. */
  private async requireHeld(record: SpineRecord, fields: readonly string[]): Promise<void> {
    const held = new Set((await this.heldBack.of(record)).map(({ field }) => field));
    const faults = fields.flatMap((field, i) =>
      held.has(field)
        ? []
        : [
            {
              pointer: `/fields/${i}`,
              code: 'NOT_HELD_BACK',
              message: 'You are not told that this field is held back',
            },
          ],
    );
    if (faults.length > 0) throw new DomainError(HANDLING.NOT_HELD_BACK, { fields: faults });
  }
}
