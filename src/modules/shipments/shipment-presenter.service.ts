import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RecordPresenters } from '../records';
import { ShipmentDto } from './dto/shipment.dto';
import { ShipmentsService } from './shipments.service';

/** How a bill shows in a package and in a preview: as GET /v1/shipments/{id} answers the same reader. */
@Injectable()
export class ShipmentPresenter implements OnModuleInit {
  constructor(
    private readonly presenters: RecordPresenters,
    private readonly shipments: ShipmentsService,
  ) {}

  onModuleInit(): void {
    this.presenters.register('shipment', async (actor, id) =>
      ShipmentDto.of(await this.shipments.read(actor, id), actor),
    );
  }
}
