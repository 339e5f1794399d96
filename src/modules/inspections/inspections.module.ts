import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit';
import { IdentifiersModule } from '../identifiers';
import { RecordsModule } from '../records';
import { InspectionItemRow } from './inspection-item.record';
import { InspectionRow } from './inspection.record';
import { InspectionsController } from './inspections.controller';
import { InspectionsRepository } from './inspections.repository';
import { InspectionsService } from './inspections.service';
import { SyncDataModule } from './sync/sync-data.module';

@Module({
  imports: [
    AuditModule,
    RecordsModule,
    IdentifiersModule,
    SyncDataModule,
    TypeOrmModule.forFeature([InspectionRow, InspectionItemRow]),
  ],
  controllers: [InspectionsController],
  providers: [InspectionsService, InspectionsRepository],
  exports: [InspectionsService],
})
export class InspectionsModule {}
