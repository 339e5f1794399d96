import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit';
import { IdentifiersModule } from '../identifiers';
import { EvidenceModule, RecordsModule } from '../records';
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
import { InspectionPresenter } from './inspection-presenter.service';
import { InspectionsController } from './inspections.controller';
import { InspectionsRepository } from './inspections.repository';
import { InspectionsService } from './inspections.service';
import { InspectionItemRow } from './items/inspection-item.record';
import { ItemImportRow } from './items/imports/item-import.record';
import { ItemImportsController } from './items/imports/item-imports.controller';
import { ItemImportsRepository } from './items/imports/item-imports.repository';
import { ItemImports } from './items/imports/item-imports.service';
import { ItemReader } from './items/imports/item-reader.service';
import { ItemChanges } from './items/item-changes.service';
import { ItemsRepository } from './items/items.repository';
import { SyncDataModule } from './sync/sync-data.module';

@Module({
  imports: [
    AuditModule,
    RecordsModule,
    EvidenceModule,
    IdentifiersModule,
    SyncDataModule,
    CustodyModule,
    FirearmReferencesModule,
    SerialsModule,
    TracingModule,
    TypeOrmModule.forFeature([InspectionRow, InspectionItemRow, InspectionVersionRow, ItemImportRow]),
  ],
  controllers: [InspectionsController, InspectionChangesController, AmendmentsController, ItemImportsController],
  providers: [
    InspectionsService,
    InspectionPresenter,
    InspectionChanges,
    InspectionFields,
    InspectionsRepository,
    ItemChanges,
    ItemsRepository,
    ItemImports,
    ItemImportsRepository,
    ItemReader,
    Amendments,
    ContentVersions,
    VersionViews,
    VersionsRepository,
  ],
  exports: [InspectionsService],
})
export class InspectionsModule {}
