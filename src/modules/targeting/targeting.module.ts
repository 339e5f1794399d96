import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from '../access';
import { AuditModule } from '../audit';
import { InspectionsModule } from '../inspections';
import { RecordsModule } from '../records';
import { ScreeningModule } from '../screening';
import { ShipmentsModule } from '../shipments';
import { IndicatorSettingRow } from './indicators/indicator-setting.record';
import { IndicatorsController } from './indicators/indicators.controller';
import { IndicatorsRepository } from './indicators/indicators.repository';
import { IndicatorsService } from './indicators/indicators.service';
import { BillsRepository } from './scoring/bills.repository';
import { PastRepository } from './scoring/past.repository';
import { ScoreBillsJob } from './scoring/score-bills.job';
import { ScoresRepository } from './scoring/scores.repository';
import { ScoringService } from './scoring/scoring.service';
import { StartInspection } from './targets/start-inspection.service';
import { TargetDecisionRow } from './targets/target-decision.record';
import { TargetViews } from './targets/target-views.service';
import { TargetsController } from './targets/targets.controller';
import { TargetsRepository } from './targets/targets.repository';
import { TargetsService } from './targets/targets.service';

@Module({
  imports: [
    AccessModule,
    AuditModule,
    RecordsModule,
    ScreeningModule,
    ShipmentsModule,
    InspectionsModule,
    TypeOrmModule.forFeature([IndicatorSettingRow, TargetDecisionRow]),
  ],
  controllers: [IndicatorsController, TargetsController],
  providers: [
    ...[IndicatorsRepository, IndicatorsService],
    ...[BillsRepository, PastRepository, ScoresRepository, ScoringService, ScoreBillsJob],
    ...[TargetsRepository, TargetViews, TargetsService, StartInspection],
  ],
})
export class TargetingModule {}
