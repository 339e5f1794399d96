import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit';
import { IdentifiersModule } from '../identifiers';
import { RecordsModule } from '../records';
import { FirearmReferencesModule } from './references/references.module';
import { SerialsModule } from './serials/serials.module';
import { InspectionItemRow } from './inspection-item.record';
import { InspectionRow } from './inspection.record';
import { InspectionsController } from './inspections.controller';
import { InspectionsRepository } from './inspections.repository';
import { InspectionsService } from './inspections.service';

@Module({
  imports: [
    AuditModule,
    RecordsModule,
    IdentifiersModule,
    FirearmReferencesModule,
    SerialsModule,
    TypeOrmModule.forFeature([InspectionRow, InspectionItemRow]),
  ],
  controllers: [InspectionsController],
  providers: [InspectionsService, InspectionsRepository],
  exports: [InspectionsService],
})
export class InspectionsModule {}
