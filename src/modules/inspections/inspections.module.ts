import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit';
import { IdentifiersModule } from '../identifiers';
import { EvidenceModule, RecordsModule } from '../records';
import { InspectionItemRow } from './inspection-item.record';
import { InspectionRow } from './inspection.record';
import { InspectionPresenter } from './inspection-presenter.service';
import { InspectionsController } from './inspections.controller';
import { InspectionsRepository } from './inspections.repository';
import { InspectionsService } from './inspections.service';

@Module({
  imports: [
    AuditModule,
    RecordsModule,
    EvidenceModule,
    IdentifiersModule,
    TypeOrmModule.forFeature([InspectionRow, InspectionItemRow]),
  ],
  controllers: [InspectionsController],
  providers: [InspectionsService, InspectionsRepository, InspectionPresenter],
  exports: [InspectionsService],
})
export class InspectionsModule {}
