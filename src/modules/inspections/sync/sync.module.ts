import { Module } from '@nestjs/common';
import { AuditModule } from '../../audit';
import { RecordsModule } from '../../records';
import { InspectionsModule } from '../inspections.module';
import { BundleAnswersService } from './bundle-answers.service';
import { ConflictsRepository } from './conflicts.repository';
import { ConflictsService } from './conflicts.service';
import { DeliveriesService } from './deliveries.service';
import { SyncDataModule } from './sync-data.module';
import { SyncController } from './sync.controller';
import { SyncService } from './sync.service';

/** Bundles of inspections from a port with a bad line. */
@Module({
  imports: [AuditModule, RecordsModule, InspectionsModule, SyncDataModule],
  controllers: [SyncController],
  providers: [BundleAnswersService, SyncService, DeliveriesService, ConflictsService, ConflictsRepository],
})
export class SyncModule {}
