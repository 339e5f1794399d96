import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from '../access';
import { AuditModule } from '../audit';
import { EntitiesModule, MergingModule } from '../entities';
import { RecordsModule } from '../records';
import { AlertWriter } from './alerts/alert-writer.repository';
import { AlertJudgementRow } from './alerts/alert-judgement.record';
import { AlertViews } from './alerts/alert-views.service';
import { AlertsController } from './alerts/alerts.controller';
import { AlertsRepository } from './alerts/alerts.repository';
import { AlertsService } from './alerts/alerts.service';
import { ChangedWordings } from './rescreening/changed-wordings.repository';
import { ListBatches } from './rescreening/list-batches.service';
import { ListScreening } from './rescreening/list-screening.service';
import { OrganisationScreening } from './rescreening/organisation-screening.service';
import { PairScreening } from './rescreening/pair-screening.service';
import { RescreeningQueue } from './rescreening/rescreening-queue.service';
import { ScreenCaseworkJob } from './rescreening/screen-casework.job';
import { ScreenedSubjects } from './rescreening/screened-subjects.repository';
import { ScreeningRuns } from './rescreening/screening-runs.repository';
import { ScreeningRunsService } from './rescreening/screening-runs.service';
import { SubjectPairs } from './rescreening/subject-pairs.service';
import { SubjectScreening } from './rescreening/subject-screening.service';
import { LikenessesController } from './likenesses/likenesses.controller';
import { LikenessesService } from './likenesses/likenesses.service';
import { WordingPairs } from './rescreening/wording-pairs.service';
import { Extension } from './reconciliation/extension.service';
import { ExtensionRepository } from './reconciliation/extension.repository';
import { ReconciliationController } from './reconciliation/reconciliation.controller';
import { ReconciliationLinkRow } from './reconciliation/reconciliation-link.record';
import { ReconciliationLinks } from './reconciliation/reconciliation-links.service';
import { ReconciliationLinksController } from './reconciliation/reconciliation-links.controller';
import { ReconciliationLinksRepository } from './reconciliation/reconciliation-links.repository';
import { Reconciliation } from './reconciliation/reconciliation.service';
import { SCREENING } from './screening.types';
import { CandidatesRepository } from './searching/candidates.repository';
import { FindingKeyRow } from './searching/finding-key.record';
import { ListedParties } from './searching/listed-parties.service';
import { NameScreening } from './searching/name-screening.service';
import { NamesMet } from './searching/names-met.service';
import { PreparedContents } from './searching/prepared-contents.service';
import { PreparedSubjects } from './searching/prepared-subjects.service';
import { Screener } from './searching/screener.service';
import { ScreeningController } from './searching/screening.controller';
import { ScreeningService } from './searching/screening.service';
import { SearchedLists } from './searching/searched-lists.service';
import { ScreeningSubjects } from './searching/screening-subjects.service';
import { ScreeningSubjectRow } from './searching/screening-subject.record';
import { EntryBatches } from './watchlists/entry-batch.service';
import { FetchWatchlistJob } from './watchlists/fetch-watchlist.job';
import { ImportEffects } from './watchlists/import-effects.service';
import { ImportWatchlistJob } from './watchlists/import-watchlist.job';
import { ListedEntities } from './watchlists/listed-entities.service';
import { ListedEntitiesController } from './watchlists/listed-entities.controller';
import { ListFetching } from './watchlists/list-fetching.service';
import { ListDownload } from './watchlists/list-download.service';
import { WatchlistContentRow } from './watchlists/watchlist-content.record';
import { WatchlistContentsRepository } from './watchlists/watchlist-contents.repository';
import { WatchlistImport } from './watchlists/watchlist-import.service';
import { WatchlistIntake } from './watchlists/watchlist-intake.service';
import { WatchlistRow } from './watchlists/watchlist.record';
import { WatchlistVersionRow } from './watchlists/watchlist-version.record';
import { WatchlistVersionsController } from './watchlists/watchlist-versions.controller';
import { WatchlistVersionsRepository } from './watchlists/watchlist-versions.repository';
import { WatchlistVersionsService } from './watchlists/watchlist-versions.service';
import { WatchlistsController } from './watchlists/watchlists.controller';
import { WatchlistsRepository } from './watchlists/watchlists.repository';
import { WatchlistsService } from './watchlists/watchlists.service';

@Module({
  imports: [
    AccessModule,
    AuditModule,
    EntitiesModule,
    MergingModule,
    RecordsModule,
    TypeOrmModule.forFeature([
      WatchlistRow,
      WatchlistVersionRow,
      WatchlistContentRow,
      FindingKeyRow,
      ScreeningSubjectRow,
      AlertJudgementRow,
      ReconciliationLinkRow,
    ]),
  ],
  controllers: [
    WatchlistsController,
    WatchlistVersionsController,
    ListedEntitiesController,
    ScreeningController,
    LikenessesController,
    AlertsController,
    ReconciliationLinksController,
    ReconciliationController,
  ],
  providers: [
    ...[WatchlistsRepository, WatchlistVersionsRepository, WatchlistContentsRepository, WatchlistsService],
    ...[WatchlistVersionsService, ListDownload, ListFetching, ListedEntities, WatchlistIntake],
    ...[EntryBatches, ImportEffects, WatchlistImport, ImportWatchlistJob, FetchWatchlistJob],
    ...[CandidatesRepository, PreparedContents, ScreeningSubjects, PreparedSubjects, Screener, ScreeningService],
    ...[AlertWriter, ScreenedSubjects, ChangedWordings, ScreeningRuns, SubjectPairs, WordingPairs, PairScreening],
    ...[SubjectScreening, ListBatches, ListScreening, OrganisationScreening, RescreeningQueue, ScreenCaseworkJob],
    ...[AlertsRepository, AlertViews, AlertsService, ScreeningRunsService],
    ...[NamesMet, NameScreening, ListedParties, LikenessesService],
    ...[SearchedLists, ReconciliationLinksRepository, ReconciliationLinks, Reconciliation],
    ...[ExtensionRepository, Extension],
    { provide: SCREENING, useExisting: ListedParties },
  ],
  exports: [SCREENING, NameScreening, ScreeningSubjects, SubjectScreening],
})
export class ScreeningModule {}
