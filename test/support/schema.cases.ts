import { AUDIENCE_KINDS, ORGANISATION_KINDS } from '../../src/modules/access/administration/administration.types';
import { CREDENTIAL_CHANGES, LINK_PURPOSES } from '../../src/modules/access/sign-in/link.types';
import { CASE_STATUSES, LINK_VERDICTS } from '../../src/modules/cases/case.types';
import { OUTCOMES } from '../../src/modules/embargo/rules/assessment.types';
import { RULE_SET_STATUSES } from '../../src/modules/embargo/rules/rule-set.types';
import { DIVERSION_CERTAINTIES, KNOWN_BY } from '../../src/modules/embargo/diversions/diversion.types';
import {
  CHANNELS,
  EXEMPTION_EVENTS,
  REQUEST_TYPES,
  REQUESTER_KINDS,
} from '../../src/modules/embargo/exemptions/exemption-request.types';
import { RELIABILITY } from '../../src/modules/entities/entity.types';
import { IMPORT_FORMATS } from '../../src/modules/entities/imports/import.types';
import { STORED_DECISIONS } from '../../src/modules/entities/merging/judgement.types';
import {
  AGREEMENTS,
  BLIND_RULES,
  CONTACT_ANSWERS,
  SET_SOURCES,
  SPEAKING_RULES,
} from '../../src/modules/exchanges/blind/blind.types';
import { DECISIONS } from '../../src/modules/exchanges/drafts/draft.types';
import {
  EXCHANGE_TYPES,
  EXTENTS,
  ROUTING_CLASSES,
  STORED_EVENTS,
  URGENCIES,
} from '../../src/modules/exchanges/exchange.types';
import {
  AUTHORITIES,
  CONCEALMENTS,
  COOPERATION,
  COORDINATE_PRECISIONS,
  GROUNDS,
  INSPECTION_STATUSES,
  JURISDICTIONS,
  RESULTS,
  TRANSPORT_MODES,
} from '../../src/modules/inspections/inspection.types';
import { UPLOAD_ENDINGS } from '../../src/modules/records/evidence/evidence.types';
import { ITEM_FILE_FORMATS } from '../../src/modules/inspections/items/imports/item-import.types';
import {
  ITEM_CATEGORIES,
  MARK_KINDS,
  MARK_PLACES,
  SERIAL_STATES,
} from '../../src/modules/inspections/items/item.types';
import { CUSTODY_EVENTS, DISPOSALS } from '../../src/modules/inspections/custody/custody.types';
import {
  COUNTED_FROM,
  FORMATS,
  LANGUAGES,
  REMINDER_STAGES,
  REPORT_KINDS,
} from '../../src/modules/inspections/reporting/reporting.types';
import { REFERENCE_KINDS } from '../../src/modules/inspections/references/reference.types';
import { LINK_DECISIONS } from '../../src/modules/inspections/serials/firearm-link.types';
import { TRACE_EVENTS, TRACE_STATES, TRACE_SYSTEMS } from '../../src/modules/inspections/tracing/trace.types';
import { CONSENT_DECISIONS } from '../../src/modules/records/handling/consent/consent.types';
import { COMMENT_AUDIENCES } from '../../src/modules/records/comments/comment.types';
import { RECALL_ACTS, RECALL_BASES } from '../../src/modules/records/recalls/recall.types';
import { DIGESTS, LANGUAGES as NOTIFICATION_LANGUAGES } from '../../src/modules/notifications/channel.types';
import { MAIL_PURPOSES, MAIL_STATES } from '../../src/modules/notifications/mail/mail.types';
import { DELIVERY_STATES, DISABLED_BECAUSE } from '../../src/modules/notifications/webhooks/webhook.types';
import { DECISIONS as OPENING_DECISIONS } from '../../src/modules/sources/openings/opening.types';
import { RECORD_KINDS, TLP } from '../../src/modules/records/record.types';
import { STORED_TASK_EVENTS, TASK_PRIORITIES, TASK_STATES } from '../../src/modules/records/tasks/task.types';
import { CODE_FIELDS } from '../../src/modules/shipments/tables/office-code.types';
import { BILL_CHANGES, MANIFEST_STATUSES } from '../../src/modules/shipments/manifests/manifest-import.types';
import { ALERT_DECISIONS, ALERT_STATES, ENDINGS } from '../../src/modules/screening/alerts/alert.types';
import { RUN_CAUSES, RUN_STATES, RUN_WAYS } from '../../src/modules/screening/rescreening/screening-run.types';
import { VERSION_STATUSES } from '../../src/modules/screening/watchlists/watchlist.types';
import { SCREENING_RUN_STATUSES } from '../../src/modules/shipments/screening/manifest-screening.types';
import { PARTY_ROLES } from '../../src/modules/shipments/shipment.types';
import { SCREENING_STATES, TARGET_STATES } from '../../src/modules/targeting/targets/target.types';

/** What TypeORM calls a type, and what PostgreSQL calls it. */
export const CATALOGUE_TYPES: Readonly<Record<string, string>> = {
  'timestamp with time zone': 'timestamp with time zone',
  timestamptz: 'timestamp with time zone',
  int: 'integer',
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  'int[]': 'integer[]',
  char: 'character',
  varchar: 'character varying',
  bool: 'boolean',
};

export interface StatusUnion {
  readonly table: string;
  readonly column: string;
  readonly values: readonly string[];
}

const list = (table: string, column: string, values: readonly string[]): StatusUnion => ({ table, column, values });

/** Every text column whose CHECK is a closed list, with the union the program has for it. */
export const STATUS_UNIONS: readonly StatusUnion[] = [
  list('audiences', 'kind', AUDIENCE_KINDS),
  list('organisations', 'kind', ORGANISATION_KINDS),
  list('one_time_tokens', 'purpose', [...LINK_PURPOSES, 'FIRST_ADMINISTRATOR']),
  list('credentials', 'last_change', CREDENTIAL_CHANGES),
  list('rule_sets', 'status', RULE_SET_STATUSES),
  list('assessments', 'reading', ['AS_IT_STOOD', 'AS_OF']),
  list('assessments', 'outcome', OUTCOMES),
  list('records', 'kind', RECORD_KINDS),
  list('recalls', 'act', RECALL_ACTS),
  list('recall_readers', 'basis', RECALL_BASES),
  list('records', 'tlp', TLP),
  list('records', 'sharing', ['private', 'released']),
  list('consent_decisions', 'decision', CONSENT_DECISIONS),
  list('comments', 'audience', COMMENT_AUDIENCES),
  list('tasks', 'priority', TASK_PRIORITIES),
  list('tasks', 'state', TASK_STATES),
  list('task_events', 'event', STORED_TASK_EVENTS),
  list('task_events', 'state', TASK_STATES),
  list('source_opening_decisions', 'decision', OPENING_DECISIONS),
  list('uploads', 'ended_as', UPLOAD_ENDINGS),
  list('manifests', 'status', MANIFEST_STATUSES),
  list('manifest_bills', 'change', BILL_CHANGES),
  list('manifest_screenings', 'status', SCREENING_RUN_STATUSES),
  list('shipment_parties', 'role', PARTY_ROLES),
  list('code_map_versions', 'field', CODE_FIELDS),
  list('inspections', 'status', INSPECTION_STATUSES),
  list('inspections', 'ground', GROUNDS),
  list('inspections', 'cooperation', COOPERATION),
  list('inspections', 'result', RESULTS),
  list('inspections', 'authority', AUTHORITIES),
  list('inspections', 'jurisdiction', JURISDICTIONS),
  list('inspections', 'coordinate_precision', COORDINATE_PRECISIONS),
  list('inspections', 'transport_mode_code', TRANSPORT_MODES),
  list('inspections', 'concealment_code', CONCEALMENTS),
  list('inspection_items', 'category', ITEM_CATEGORIES),
  list('inspection_items', 'serial_state', SERIAL_STATES),
  list('item_imports', 'format', ITEM_FILE_FORMATS),
  list('custody_events', 'kind', CUSTODY_EVENTS),
  list('custody_events', 'disposal', DISPOSALS),
  list('reporting_policies', 'counted_from', COUNTED_FROM),
  list('inspection_report_duties', 'kind', REPORT_KINDS),
  list('inspection_report_reminders', 'stage', REMINDER_STAGES),
  list('inspection_reports', 'kind', REPORT_KINDS),
  list('inspection_reports', 'language', LANGUAGES),
  list('inspection_report_documents', 'language', LANGUAGES),
  list('inspection_report_documents', 'format', FORMATS),
  list('statements', 'reliability', RELIABILITY),
  list('entity_imports', 'format', IMPORT_FORMATS),
  list('entity_judgements', 'decision', STORED_DECISIONS),
  list('exchanges', 'type', EXCHANGE_TYPES),
  list('exchanges', 'urgency', URGENCIES),
  list('exchanges', 'extent', EXTENTS),
  list('exchange_events', 'event', STORED_EVENTS),
  list('exchanges', 'routing_class', ROUTING_CLASSES),
  list('exchange_decisions', 'decision', DECISIONS),
  list('exemptions', 'type', REQUEST_TYPES),
  list('exemptions', 'requester_kind', REQUESTER_KINDS),
  list('exemptions', 'submitted_through', CHANNELS),
  list('exemption_events', 'event', EXEMPTION_EVENTS),
  list('diversions', 'known_by', KNOWN_BY),
  list('diversions', 'verdict', DIVERSION_CERTAINTIES),
  list('firearm_marks', 'kind', MARK_KINDS),
  list('firearm_marks', 'place', MARK_PLACES),
  list('firearm_links', 'decision', LINK_DECISIONS),
  list('firearm_references', 'kind', REFERENCE_KINDS),
  list('traces', 'system', TRACE_SYSTEMS),
  list('traces', 'state', TRACE_STATES),
  list('trace_events', 'event', TRACE_EVENTS),
  list('blind_sets', 'source', SET_SOURCES),
  list('blind_sets', 'rule', BLIND_RULES),
  list('blind_hits', 'rule', SPEAKING_RULES),
  list('blind_hits', 'agreement', AGREEMENTS),
  list('blind_matches', 'agreement', AGREEMENTS),
  list('blind_matches', 'contact_answer', CONTACT_ANSWERS),
  list('cases', 'status', CASE_STATUSES),
  list('case_judgements', 'verdict', LINK_VERDICTS),
  list('watchlist_versions', 'status', VERSION_STATUSES),
  list('alerts', 'state', ALERT_STATES),
  list('alerts', 'ended_because', ENDINGS),
  list('alert_judgements', 'decision', ALERT_DECISIONS),
  list('screening_runs', 'cause', RUN_CAUSES),
  list('screening_runs', 'state', RUN_STATES),
  list('screening_runs', 'goes_by', RUN_WAYS),
  list('notifications', 'channel', ['INBOX', 'EMAIL', 'DIGEST']),
  list('notification_preferences', 'language', NOTIFICATION_LANGUAGES),
  list('notification_preferences', 'digest_every', DIGESTS),
  list('notification_mails', 'purpose', MAIL_PURPOSES),
  list('notification_mails', 'state', MAIL_STATES),
  list('webhooks', 'disabled_because', DISABLED_BECAUSE),
  list('webhook_deliveries', 'state', DELIVERY_STATES),
  list('targets', 'state', TARGET_STATES),
  list('targets', 'screening', SCREENING_STATES),
  list('target_scores', 'screening', SCREENING_STATES),
  list('target_decisions', 'state', TARGET_STATES),
];
