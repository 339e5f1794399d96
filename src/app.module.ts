import { type DynamicModule, Module } from '@nestjs/common';
import { AccessModule } from './modules/access';
import { AuditModule } from './modules/audit';
import { CasesModule } from './modules/cases';
import { DiversionsModule, EmbargoModule, ExemptionsModule } from './modules/embargo';
import { EntitiesModule, MergingModule } from './modules/entities';
import { BlindModule, ExchangesModule } from './modules/exchanges';
import { IdentifiersModule } from './modules/identifiers';
import { InspectionsModule, ReportingModule, SyncModule } from './modules/inspections';
import { NotificationsModule } from './modules/notifications';
import { CommentsModule, EvidenceModule, HandlingModule, RecordsModule, TasksModule } from './modules/records';
import { ScreeningModule } from './modules/screening';
import { SourcesModule } from './modules/sources';
import { ShipmentsModule } from './modules/shipments';
import { TargetingModule } from './modules/targeting';
import type { Runtime } from './platform/config/runtime';
import { OperationsModule } from './modules/operations/operations.module';
import { PlatformModule } from './platform/platform.module';

/** Everything, in the order in which modules may import each other: to the left only. */
@Module({})
export class AppModule {
  static with(runtime: Runtime): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(runtime),
        AccessModule,
        AuditModule,
        RecordsModule,
        EvidenceModule,
        HandlingModule,
        CommentsModule,
        TasksModule,
        NotificationsModule,
        SourcesModule,
        IdentifiersModule,
        EntitiesModule,
        MergingModule,
        ScreeningModule,
        EmbargoModule,
        ExemptionsModule,
        DiversionsModule,
        ShipmentsModule,
        InspectionsModule,
        SyncModule,
        ReportingModule,
        TargetingModule,
        ExchangesModule,
        BlindModule,
        CasesModule,
        OperationsModule,
      ],
    };
  }
}
