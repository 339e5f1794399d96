import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from '../access';
import { AuditModule } from '../audit';
import { IdentifiersModule } from '../identifiers';
import { RecordsModule } from '../records';
import { ImportManifestJob } from './manifests/import-manifest.job';
import { ManifestImport } from './manifests/manifest-import.service';
import { ManifestIntake } from './manifests/manifest-intake.service';
import { ManifestRow } from './manifests/manifest.record';
import { ManifestsController } from './manifests/manifests.controller';
import { ManifestsRepository } from './manifests/manifests.repository';
import { ManifestsService } from './manifests/manifests.service';
import { ShipmentContainerRow } from './shipment-container.record';
import { ShipmentPartyRow } from './shipment-party.record';
import { ShipmentRow } from './shipment.record';
import { ShipmentsController } from './shipments.controller';
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
    IdentifiersModule,
    TypeOrmModule.forFeature([ManifestRow, ShipmentRow, ShipmentPartyRow, ShipmentContainerRow]),
    TypeOrmModule.forFeature([ColumnMapRow, ColumnMapVersionRow, CodeMapVersionRow]),
  ],
  controllers: [
    ManifestsController,
    ShipmentsController,
    TemplatesController,
    ColumnMapsController,
    CodeMapsController,
  ],
  providers: [
    ...[ManifestsRepository, ManifestIntake, ManifestsService, ManifestImport, ImportManifestJob],
    ...[ShipmentsRepository, ShipmentsService],
    ...[ColumnMapsRepository, ColumnMapsService, CodeMapsRepository, CodeMapsService],
  ],
  exports: [ShipmentsRepository],
})
export class ShipmentsModule {}
