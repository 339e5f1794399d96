import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from '../access';
import { AuditModule } from '../audit';
import { EmbargoModule } from '../embargo';
import { IdentifiersModule } from '../identifiers';
import { RecordsModule } from '../records';
import { ImportManifestJob } from './manifests/import-manifest.job';
import { BillBatches } from './manifests/bill-batch.service';
import { ManifestBillRow } from './manifests/manifest-bill.record';
import { ManifestBillsRepository } from './manifests/manifest-bills.repository';
import { ManifestContentsController } from './manifests/manifest-contents.controller';
import { ManifestProgressService } from './manifests/manifest-progress.service';
import { ManifestVersions } from './manifests/manifest-versions.service';
import { ManifestImport } from './manifests/manifest-import.service';
import { ManifestIntake } from './manifests/manifest-intake.service';
import { ManifestRow } from './manifests/manifest.record';
import { ManifestsController } from './manifests/manifests.controller';
import { ManifestsRepository } from './manifests/manifests.repository';
import { ManifestsService } from './manifests/manifests.service';
import { ShipmentAssessmentsController } from './shipment-assessments.controller';
import { ShipmentAssessments } from './shipment-assessments.service';
import { ProvenanceController } from './provenance/provenance.controller';
import { ProvenanceService } from './provenance/provenance.service';
import { ShipmentContainerRow } from './shipment-container.record';
import { ShipmentPartyRow } from './shipment-party.record';
import { ShipmentRow } from './shipment.record';
import { ShipmentsController } from './shipments.controller';
import { ShipmentsRepository } from './shipments.repository';
import { ShipmentsService } from './shipments.service';

@Module({
  imports: [
    AccessModule,
    AuditModule,
    RecordsModule,
    IdentifiersModule,
    EmbargoModule,
    TypeOrmModule.forFeature([ManifestRow, ManifestBillRow, ShipmentRow, ShipmentPartyRow, ShipmentContainerRow]),
  ],
  controllers: [
    ...[ManifestsController, ManifestContentsController],
    ...[ShipmentsController, ProvenanceController, ShipmentAssessmentsController],
  ],
  providers: [
    ...[ManifestsRepository, ManifestBillsRepository, ManifestIntake, ManifestsService],
    ...[ManifestVersions, ManifestProgressService, BillBatches, ManifestImport, ImportManifestJob],
    ...[ShipmentsRepository, ShipmentsService, ProvenanceService, ShipmentAssessments],
  ],
  exports: [ShipmentsRepository],
})
export class ShipmentsModule {}
