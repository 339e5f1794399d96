import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from '../access';
import { AuditModule } from '../audit';
import { EvidenceModule, RecordsModule } from '../records';
import { Enclosures } from './enclosures.service';
import { ExchangeEnclosureRow } from './exchange-enclosure.record';
import { ExchangeEventRow } from './exchange-event.record';
import { ExchangePresenter } from './exchange-presenter.service';
import { ExchangeLists } from './exchange-lists.query';
import { ExchangeRecipientRow } from './exchange-recipient.record';
import { ExchangeStatistics } from './exchange-statistics.query';
import { ExchangeViews } from './exchange-views.query';
import { ExchangeRow } from './exchange.record';
import { ExchangesController } from './exchanges.controller';
import { ExchangesRepository } from './exchanges.repository';
import { ExchangesService } from './exchanges.service';
import { IssueService } from './issue.service';
import { RepliesService } from './replies.service';
import { SendingService } from './sending.service';
import { SubmissionsService } from './submissions.service';

@Module({
  imports: [
    AccessModule,
    AuditModule,
    RecordsModule,
    EvidenceModule,
    TypeOrmModule.forFeature([ExchangeRow, ExchangeRecipientRow, ExchangeEnclosureRow, ExchangeEventRow]),
  ],
  controllers: [ExchangesController],
  providers: [
    ExchangePresenter,
    ExchangesService,
    SendingService,
    RepliesService,
    SubmissionsService,
    IssueService,
    Enclosures,
    ExchangesRepository,
    ExchangeViews,
    ExchangeLists,
    ExchangeStatistics,
  ],
  exports: [ExchangesService, SendingService],
})
export class ExchangesModule {}
