import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { AuditTrail } from '../../audit';
import { BillPartiesRepository } from './bill-parties.repository';
import { BillPartyScreening } from './bill-party-screening.service';

/** Screens the parties of one bill that are new or have another name than they were screened by. */
@Injectable()
export class BillScreening {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly parties: BillPartiesRepository,
    private readonly screening: BillPartyScreening,
    private readonly audit: AuditTrail,
  ) {}

  run(actor: Actor, shipmentKey: number): Promise<void> {
    return this.uow.bulk(actor, async () => {
      const parties = await this.parties.unknownOf(shipmentKey);
      const counts = await this.screening.screen(actor, parties);
      const lists = counts.lists.map(({ code, version }) => ({ code, version }));
      this.audit.append({ name: 'shipment.screened', facts: { ...counts, lists } });
    });
  }
}
