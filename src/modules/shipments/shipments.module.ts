import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from '../access';
import { AuditModule } from '../audit';
import { EmbargoModule } from '../embargo';
import { IdentifiersModule } from '../identifiers';
import { RecordsModule } from '../records';
import { ImportManifestJob } from './manifests/import-manifest.job';
import { ManifestImport } from './manifests/manifest-import.service';
import { ManifestIntake } from './manifests/manifest-intake.service';
import { ManifestRow } from './manifests/manifest.record';
import { ManifestsController } from './manifests/manifests.controller';
import { ManifestsRepository } from './manifests/manifests.repository';
import { ManifestsService } from './manifests/manifests.service';
import { ShipmentAssessmentsController } from './shipment-assessments.controller';
import { ShipmentAssessments } from './shipment-assessments.service';
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
    TypeOrmModule.forFeature([ManifestRow, ShipmentRow, ShipmentPartyRow, ShipmentContainerRow]),
  ],
  controllers: [ManifestsController, ShipmentsController, ShipmentAssessmentsController],
  providers: [
    ...[ManifestsRepository, ManifestIntake, ManifestsService, ManifestImport, ImportManifestJob],
    ...[ShipmentsRepository, ShipmentsService, ShipmentAssessments],
  ],
  exports: [ShipmentsRepository],
})
export class ShipmentsModule {}
