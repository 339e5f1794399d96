import { Foundations1760000000001 } from './1760000000001-foundations';
import { Access1760000000002 } from './1760000000002-access';
import { Records1760000000003 } from './1760000000003-records';
import { Casework1760000000004 } from './1760000000004-casework';
import { Audit1760000000005 } from './1760000000005-audit';
import { SearchAndJobs1760000000006 } from './1760000000006-search-and-jobs';
import { Embargo1760000000007 } from './1760000000007-embargo';
import { Exemptions1760000000008 } from './1760000000008-exemptions';
import { Tables1760000000009 } from './1760000000009-tables';
import { Targeting1760000000010 } from './1760000000010-targeting';
import { ManifestVersions1760000000011 } from './1760000000011-manifest-versions';
import { CredentialsAndSequencer1760000000012 } from './1760000000012-credentials-and-sequencer';
import { ManifestLineage1760000000013 } from './1760000000013-manifest-lineage';
import { SourcedEntities1760000000014 } from './1760000000014-sourced-entities';
import { EntityJudgements1760000000015 } from './1760000000015-entity-judgements';
import { Watchlists1760000000016 } from './1760000000016-watchlists';
import { Alerts1760000000017 } from './1760000000017-alerts';
import { Parties1760000000018 } from './1760000000018-parties';
import { InspectionsInFull1760000000019 } from './1760000000019-inspections-in-full';
import { Evidence1760000000020 } from './1760000000020-evidence';
import { Custody1760000000021 } from './1760000000021-custody';
import { InspectionReports1760000000022 } from './1760000000022-inspection-reports';
import { Tracing1760000000023 } from './1760000000023-tracing';
import { Sync1760000000024 } from './1760000000024-sync';
import { ItemImports1760000000025 } from './1760000000025-item-imports';
import { ExchangesInFull1760000000026 } from './1760000000026-exchanges-in-full';
import { Handling1760000000027 } from './1760000000027-handling';
import { Recalls1760000000028 } from './1760000000028-recalls';
import { BlindMatching1760000000029 } from './1760000000029-blind-matching';
import { Notifications1760000000030 } from './1760000000030-notifications';
import { CommentsAndTasks1760000000031 } from './1760000000031-comments-and-tasks';
import { Sources1760000000032 } from './1760000000032-sources';

/** An explicit list: globs break between sources, dist and tests. */
export const migrations = [
  Foundations1760000000001,
  Access1760000000002,
  Records1760000000003,
  Casework1760000000004,
  Audit1760000000005,
  SearchAndJobs1760000000006,
  Embargo1760000000007,
  Exemptions1760000000008,
  Tables1760000000009,
  Targeting1760000000010,
  ManifestVersions1760000000011,
  CredentialsAndSequencer1760000000012,
  ManifestLineage1760000000013,
  SourcedEntities1760000000014,
  EntityJudgements1760000000015,
  Watchlists1760000000016,
  Alerts1760000000017,
  Parties1760000000018,
  InspectionsInFull1760000000019,
  Evidence1760000000020,
  Custody1760000000021,
  InspectionReports1760000000022,
  Tracing1760000000023,
  Sync1760000000024,
  ItemImports1760000000025,
  ExchangesInFull1760000000026,
  Handling1760000000027,
  Recalls1760000000028,
  BlindMatching1760000000029,
  Notifications1760000000030,
  CommentsAndTasks1760000000031,
  Sources1760000000032,
];
