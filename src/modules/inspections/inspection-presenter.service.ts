import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RecordPresenters } from '../records';
import { InspectionDto } from './dto/inspection.dto';
import { InspectionsService } from './inspections.service';

/** How an inspection shows in a package: as GET /v1/inspections/{id} answers the same reader. */
@Injectable()
export class InspectionPresenter implements OnModuleInit {
  constructor(
    private readonly presenters: RecordPresenters,
    private readonly inspections: InspectionsService,
  ) {}

  onModuleInit(): void {
    this.presenters.register('inspection', async (actor, id) =>
      InspectionDto.of(await this.inspections.read(actor, id)),
    );
  }
}
