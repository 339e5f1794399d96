import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from '../access';
import { AuditModule } from '../audit';
import { EmbargoModule } from '../embargo';
import { IdentifiersModule } from '../identifiers';
import { EvidenceModule, RecordsModule } from '../records';
import { ScreeningModule } from '../screening';
import { ImportManifestJob } from './manifests/import-manifest.job';
import { BillBatches } from './manifests/bill-batch.service';
import { ManifestBillRow } from './manifests/manifest-bill.record';
import { ManifestBillsRepository } from './manifests/manifest-bills.repository';
import { ManifestContentsController } from './manifests/manifest-contents.controller';
import { ManifestProgressService } from './manifests/manifest-progress.service';
import { ManifestReadings } from './manifests/manifest-reading.service';
import { ManifestVersions } from './manifests/manifest-versions.service';
import { ManifestImport } from './manifests/manifest-import.service';
import { ManifestIntake } from './manifests/manifest-intake.service';
import { ManifestRow } from './manifests/manifest.record';
import { ManifestsController } from './manifests/manifests.controller';
import { ManifestsRepository } from './manifests/manifests.repository';
import { ManifestsService } from './manifests/manifests.service';
import { BillPartiesRepository } from './screening/bill-parties.repository';
import { BillPartyScreening } from './screening/bill-party-screening.service';
import { BillScreening } from './screening/bill-screening.service';
import { ManifestScreening } from './screening/manifest-screening.service';
import { ManifestScreeningRow } from './screening/manifest-screening.record';
import { ManifestScreenings } from './screening/manifest-screenings.service';
import { ManifestScreeningsController } from './screening/manifest-screenings.controller';
import { ManifestScreeningsRepository } from './screening/manifest-screenings.repository';
import { PartyHitRow } from './screening/party-hit.record';
import { PartyHits } from './screening/party-hits.service';
import { ScreenBillJob } from './screening/screen-bill.job';
import { ScreenManifestJob } from './screening/screen-manifest.job';
import { ScreeningRequests } from './screening/screening-requests.service';
import { ShipmentAssessmentsController } from './shipment-assessments.controller';
import { ShipmentAssessments } from './shipment-assessments.service';
import { ProvenanceController } from './provenance/provenance.controller';
import { ProvenanceService } from './provenance/provenance.service';
import { ShipmentContainerRow } from './shipment-container.record';
import { ShipmentPartyRow } from './shipment-party.record';
import { ShipmentRow } from './shipment.record';
import { ShipmentsController } from './shipments.controller';
import { ShipmentPresenter } from './shipment-presenter.service';
import { ShipmentsRepository } from './shipments.repository';
import { ShipmentsService } from './shipments.service';
import { CodeMapVersionRow } from './tables/code-map.record';
import { CodeMapsController } from './tables/code-maps.controller';
import { CodeMapsRepository } from './tables/code-maps.repository';
import { CodeMapsService } from './tables/code-maps.service';
import { ColumnMapRow, ColumnMapVersionRow } from './tables/column-map.record';
import { ColumnMapsController } from './tables/column-maps.controller';
import { ColumnMapsRepository } from './tables/column-maps.repository';
import { ColumnMapsService } from './tables/column-maps.service';
import { TemplatesController } from './tables/templates.controller';

@Module({
  imports: [
    AccessModule,
    AuditModule,
    RecordsModule,
    EvidenceModule,
    IdentifiersModule,
    EmbargoModule,
    ScreeningModule,
    TypeOrmModule.forFeature([ManifestRow, ManifestBillRow, ShipmentRow, ShipmentPartyRow, ShipmentContainerRow]),
    TypeOrmModule.forFeature([ManifestScreeningRow, PartyHitRow]),
    TypeOrmModule.forFeature([ColumnMapRow, ColumnMapVersionRow, CodeMapVersionRow]),
  ],
  controllers: [
    ...[ManifestsController, ManifestContentsController, ManifestScreeningsController],
    ...[ShipmentsController, ProvenanceController, ShipmentAssessmentsController],
    ...[TemplatesController, ColumnMapsController, CodeMapsController],
  ],
  providers: [
    ShipmentPresenter,
    ...[ManifestsRepository, ManifestBillsRepository, ManifestIntake, ManifestsService],
    ...[ManifestReadings, ManifestVersions, ManifestProgressService, BillBatches, ManifestImport, ImportManifestJob],
    ...[ShipmentsRepository, ShipmentsService, ProvenanceService, ShipmentAssessments],
    ...[ManifestScreeningsRepository, BillPartiesRepository, BillPartyScreening, ManifestScreening, ManifestScreenings],
    ...[ScreeningRequests, PartyHits, ScreenManifestJob, BillScreening, ScreenBillJob],
    ...[ColumnMapsRepository, ColumnMapsService, CodeMapsRepository, CodeMapsService],
  ],
  exports: [ShipmentsRepository],
})
export class ShipmentsModule {}
