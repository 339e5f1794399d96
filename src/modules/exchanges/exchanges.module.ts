import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from '../access';
import { AuditModule } from '../audit';
import { EvidenceModule, RecordsModule } from '../records';
import { Approvals } from './drafts/approvals.service';
import { DraftDesk } from './drafts/draft-desk.service';
import { DraftsController } from './drafts/drafts.controller';
import { DraftsRepository } from './drafts/drafts.repository';
import { DraftsService } from './drafts/drafts.service';
import { ExchangeDecisionRow } from './drafts/exchange-decision.record';
import { ExchangeDraftRow } from './drafts/exchange-draft.record';
import { ExchangeSubmissionRow } from './drafts/exchange-submission.record';
import { Keeping } from './drafts/keeping.service';
import { ExchangeEnclosureRow } from './exchange-enclosure.record';
import { ExchangeEventRow } from './exchange-event.record';
import { ExchangePresenter } from './exchange-presenter.service';
import { ExchangeLists } from './exchange-lists.query';
import { ExchangeRecipientRow } from './exchange-recipient.record';
import { ExchangeReferenceRow } from './exchange-reference.record';
import { ExchangeViews } from './exchange-views.query';
import { ExchangeRow } from './exchange.record';
import { ExchangesController } from './exchanges.controller';
import { ExchangesRepository } from './exchanges.repository';
import { ExchangesService } from './exchanges.service';
import { ExchangePolicies } from './policies/exchange-policies.service';
import { ExchangePoliciesController } from './policies/exchange-policies.controller';
import { ExchangePoliciesRepository } from './policies/exchange-policies.repository';
import { ExchangePolicyRow } from './policies/exchange-policy.record';
import { RemindOfExchangesJob } from './reminders/remind.job';
import { ReminderPlans } from './reminders/reminder-plans.service';
import { RemindersController } from './reminders/reminders.controller';
import { Reminders } from './reminders/reminders.service';
import { CorrectionPlans } from './sending/correction-plans.service';
import { CorrectionsGoToo } from './sending/corrections-go-too.service';
import { Dispatch } from './sending/dispatch.service';
import { Mentions } from './sending/mentions.service';
import { Outbox } from './sending/outbox.service';
import { Plans } from './sending/plans.service';
import { ReplyPlans } from './sending/reply-plans.service';
import { RequestPlans } from './sending/request-plans.service';
import { SendingService } from './sending/sending.service';
import { SentAsTheyAre } from './sending/sent-as-they-are.service';
import { AnswerFigures } from './statistics/answer-statistics.query';
import { Correspondence } from './statistics/correspondence.service';
import { ExchangeStatisticsController } from './statistics/statistics.controller';
import { ThreadsService } from './threads.service';

const ROWS = [
  ...[ExchangeRow, ExchangeRecipientRow, ExchangeEnclosureRow, ExchangeReferenceRow, ExchangeEventRow],
  ...[ExchangeDraftRow, ExchangeSubmissionRow, ExchangeDecisionRow, ExchangePolicyRow],
];
const DRAFTS = [Approvals, DraftDesk, DraftsRepository, DraftsService, Keeping];
const SENDING = [
  CorrectionPlans,
  CorrectionsGoToo,
  Dispatch,
  Mentions,
  Outbox,
  Plans,
  ReplyPlans,
  RequestPlans,
  SendingService,
  SentAsTheyAre,
];

@Module({
  imports: [AccessModule, AuditModule, RecordsModule, EvidenceModule, TypeOrmModule.forFeature(ROWS)],
  // Addresses with a name of their own before those with an id.
  controllers: [
    ExchangeStatisticsController,
    ExchangesController,
    DraftsController,
    RemindersController,
    ExchangePoliciesController,
  ],
  providers: [
    ...[ExchangesService, ThreadsService, ExchangesRepository, ExchangeViews, ExchangeLists, ExchangePresenter],
    ...[...DRAFTS, ...SENDING, ExchangePolicies, ExchangePoliciesRepository],
    ...[ReminderPlans, Reminders, RemindOfExchangesJob, AnswerFigures, Correspondence],
  ],
  exports: [ExchangesService, SendingService],
})
export class ExchangesModule {}
