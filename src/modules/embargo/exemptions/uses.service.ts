import { Injectable } from '@nestjs/common';
import { DomainError, type FieldFault } from '../../../kernel/domain-error';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import type { Submission } from '../../../platform/http/idempotency';
import { ownOrganisation } from '../../access';
import { AuditTrail } from '../../audit';
import { type Accepted, RECORD, Submissions } from '../../records';
import type { RecordUseDto } from './dto/exemption-event.dto';
import { type ExemptionView, ExemptionViews } from './exemption-views.service';
import { EXEMPTION } from './exemptions.errors';
import { ExemptionsRepository } from './exemptions.repository';
import { ExemptionsService } from './exemptions.service';
import { positionFor } from './position.rules';

/** What was supplied under an exemption. A use beyond what was approved is a fact like any other: it is kept, and flagged. */
@Injectable()
export class ExemptionUses {
  constructor(
    private readonly submissions: Submissions,
    private readonly repository: ExemptionsRepository,
    private readonly exemptions: ExemptionsService,
    private readonly views: ExemptionViews,
    private readonly audit: AuditTrail,
  ) {}

  use(actor: Actor, id: string, command: RecordUseDto, submission: Submission): Promise<Accepted<ExemptionView>> {
    return this.submissions.once(
      actor,
      submission,
      async ({ resourceId, receiptId }) => {
        const { record, written, content } = await this.views.beginEvent(id);
        enforce(ownOrganisation(actor, record), RECORD.NOT_THE_OWNER);
        requireComplete(command);
        const position = positionFor(content.uses, command.replacesUseId);
        if (!position) throw fault(EXEMPTION.USE_UNKNOWN, '/replacesUseId', 'There is no such use that still stands');
        const shipmentKey = command.shipmentId ? await this.repository.shipmentKey(command.shipmentId) : null;
        if (shipmentKey === undefined)
          throw fault(EXEMPTION.SHIPMENT_UNKNOWN, '/shipmentId', 'There is no such shipment, or none that you can see');
        const leaf = this.audit.append(
          { name: 'exemption.used', written: [written], facts: { useId: resourceId, usedOn: command.usedOn } },
          receiptId,
        );
        await this.repository.insertUse({
          ...position,
          id: resourceId,
          recordKey: record.key,
          usedOn: command.usedOn,
          category: command.category,
          quantity: command.quantity,
          shipmentKey,
          reference: command.reference ?? null,
          note: command.note ?? null,
          byUser: actor.userKey,
        });
        return { view: await this.views.of(record), leaf };
      },
      () => this.exemptions.read(actor, id),
    );
  }
}

function requireComplete({ quantity, replacesUseId, shipmentId, reference }: RecordUseDto): void {
  if (!shipmentId && !reference)
    throw fault(EXEMPTION.USE_INCOMPLETE, '/reference', 'Say which supply it was, by shipmentId or reference');
  if (quantity === 0 && !replacesUseId)
    throw fault(EXEMPTION.USE_INCOMPLETE, '/quantity', 'Nothing was used: 0 only strikes out another use');
}

const fault = (error: (typeof EXEMPTION)['USE_UNKNOWN'], pointer: string, message: string): DomainError => {
  const fields: FieldFault[] = [{ pointer, code: 'UNKNOWN', message }];
  return new DomainError(error, { fields });
};
