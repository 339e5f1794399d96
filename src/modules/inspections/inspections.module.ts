import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit';
import { IdentifiersModule } from '../identifiers';
import { RecordsModule } from '../records';
import { AmendmentsController } from './amendments/amendments.controller';
import { Amendments } from './amendments/amendments.service';
import { ContentVersions } from './amendments/content-versions.service';
import { InspectionVersionRow } from './amendments/inspection-version.record';
import { VersionViews } from './amendments/version-views.service';
import { VersionsRepository } from './amendments/versions.repository';
import { CustodyModule } from './custody/custody.module';
import { InspectionChangesController } from './inspection-changes.controller';
import { InspectionChanges } from './inspection-changes.service';
import { InspectionFields } from './inspection-fields.service';
import { FirearmReferencesModule } from './references/references.module';
import { SerialsModule } from './serials/serials.module';
import { TracingModule } from './tracing/tracing.module';
import { InspectionRow } from './inspection.record';
import { InspectionsController } from './inspections.controller';
import { InspectionsRepository } from './inspections.repository';
import { InspectionsService } from './inspections.service';
import { InspectionItemRow } from './items/inspection-item.record';
import { ItemChanges } from './items/item-changes.service';
import { ItemsRepository } from './items/items.repository';

@Module({
  imports: [
    AuditModule,
    RecordsModule,
    IdentifiersModule,
    CustodyModule,
    FirearmReferencesModule,
    SerialsModule,
    TracingModule,
    TypeOrmModule.forFeature([InspectionRow, InspectionItemRow, InspectionVersionRow]),
  ],
  controllers: [InspectionsController, InspectionChangesController, AmendmentsController],
  providers: [
    InspectionsService,
    InspectionChanges,
    InspectionFields,
    InspectionsRepository,
    ItemChanges,
    ItemsRepository,
    Amendments,
    ContentVersions,
    VersionViews,
    VersionsRepository,
  ],
  exports: [InspectionsService],
})
export class InspectionsModule {}
