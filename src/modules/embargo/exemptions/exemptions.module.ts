import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../../audit';
import { IdentifiersModule } from '../../identifiers';
import { RecordsModule } from '../../records';
import { ExemptionDecisions } from './decisions.service';
import { ExemptionEventRow } from './exemption-event.record';
import { ExemptionLists } from './exemption-lists.query';
import { ExemptionUseRow } from './exemption-use.record';
import { ExemptionViews } from './exemption-views.service';
import { ExemptionRow } from './exemption.record';
import { ExemptionsController } from './exemptions.controller';
import { ExemptionsRepository } from './exemptions.repository';
import { ExemptionsService } from './exemptions.service';
import { ExemptionRequests } from './requests.service';
import { ExemptionUses } from './uses.service';

@Module({
  imports: [
    AuditModule,
    RecordsModule,
    IdentifiersModule,
    TypeOrmModule.forFeature([ExemptionRow, ExemptionEventRow, ExemptionUseRow]),
  ],
  controllers: [ExemptionsController],
  providers: [
    ExemptionsService,
    ExemptionRequests,
    ExemptionDecisions,
    ExemptionUses,
    ExemptionViews,
    ExemptionLists,
    ExemptionsRepository,
  ],
  exports: [ExemptionsService],
})
export class ExemptionsModule {}
