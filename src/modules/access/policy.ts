import { all, allow, refuse, type Verdict } from '../../kernel/verdict';
import type { Action } from './actions';
import type { Role } from './roles';

/**
 * Who may do what, in one table. The database decides which rows exist for an actor; this decides what may be done to a row one can see.
 * A reason stands beside each grant that could surprise.
 */
const everybody: readonly Action[] = [
  'account.read',
  'account.update',
  'receipt.read',
  'reference.read',
  'notification.read', // the own ones
  'notification.update',
  'firearm_reference.read',
];
const caseworker: readonly Action[] = [
  ...everybody,
  'audience.read',
  'record.read',
  'record.update', // handling alone, and the service asks for the own organisation
  'record.search',
  'record.package', // what one may read piece by piece, in one
  'release.read',
  'release.create',
  'release.withdraw',
  'release.narrow',
  'record.recall', // of the own organisation's records, as the service asks
  'recall.read', // what was taken back from the own organisation, or by it
  'recall.confirm',
  'reading.read', // who read the own organisation's records
  'release.preview',
  'release.forward', // only what was released with leave to pass it on: the database asks
  'held_back.read', // of the own organisation
  'held_back.update',
  'consent.read', // who asked and who was asked
  'consent.ask',
  'consent.decide', // the originator alone
  'quote.read',
  'quote.create', // in own records, of what one sees
  'attachment.read',
  'attachment.create',
  'comment.read',
  'comment.create',
  'comment.update', // the own words; to take them back, those of the own organisation
  'task.read', // of the own organisation, on whatever record one sees
  'task.create',
  'task.update',
  'task_template.read',
  'task_template.create',
  'shipment.read',
  'inspection.read',
  'inspection_report.read', // those addressed to the reader
  'reporting_policy.read', // by when reports are due is no secret; that one is late is
  'trace.read',
  'entity.read',
  'watchlist.read',
  'screening.run',
  'reconciliation_link.read', // the own ones
  'reconciliation_link.create', // acts as its maker, and screens; nothing else
  'reconciliation_link.revoke',
  'exchange.read',
  'rule_set.read', // the law is public
  'assessment.read', // an organisation reads its own only
  'assessment.create',
  'exemption.read',
  'diversion.read',
];

/** States with each other, and the Panel: whoever publishes may ask, so that asking is never one-sided by role. */
const blindMatching: readonly Action[] = [
  'blind_set.read', // of the own organisation, as all that follows
  'blind_set.publish',
  'blind_set.withdraw',
  'blind_query.read',
  'blind_query.ask', // against a budget, with a reason, in the log
  'blind_match.read',
  'blind_match.contact',
  'blind_match.answer',
];
/** An organisation's own systems are told which records there are for it: that is casework, and no access administrator's affair. */
const integrator: readonly Action[] = ['webhook.read', 'webhook.create', 'webhook.update'];
/** Who works with people who must not be named. Whose sources they see is said for each source: handler and custodians, nobody else. */
const sourceKeeper: readonly Action[] = [
  'source.read',
  'source.create',
  'source.update',
  'source.open', // shows what custodians, each another person, have approved
  'source.approve', // as a named custodian, never what one has asked for: the database refuses it too
];
/** Of whoever exchanges; a message is approved by a second person, and asking for less is confirmed by one: the database refuses one alone. */
const exchangeHands: readonly Action[] = [
  'exchange.reply',
  'exchange.approve',
  'exchange_policy.read',
  'exchange_policy.update',
];

export const POLICY: Readonly<Record<Role, readonly Action[]>> = {
  member_state_liaison: [
    ...caseworker,
    ...blindMatching,
    ...integrator,
    ...sourceKeeper,
    'manifest.read',
    'manifest.import',
    'manifest.screen',
    'shipment.create',
    'shipment.update',
    'column_map.read',
    'column_map.update',
    'code_map.read',
    'code_map.update',
    'indicator.read',
    'indicator.update',
    'target.read',
    'target.decide',
    'exemption.request',
    'exemption.update',
    'diversion.record',
    'inspection.submit',
    'inspection.update',
    'inspection.record_custody',
    'inspection_report.issue',
    'inspection_report.withdraw',
    'report_duty.read', // of the own organisation
    'report_duty.extend',
    'trace.request',
    'firearm_link.read', // the own organisation's view of which weapons are one
    'firearm_link.create',
    'entity.create',
    'entity.update',
    'entity.import',
    'watchlist.import', // of the own organisation
    'judgement.read', // the own organisation's view of who is who, also of what others released to it
    'judgement.create',
    'alert.read',
    'alert.judge', // a match is confirmed by two persons: the database refuses one
    'exchange.send', // para 7: States exchange with each other, not only with the Committee
    ...exchangeHands,
  ],
  panel_expert: [
    ...caseworker,
    ...blindMatching,
    ...integrator,
    ...sourceKeeper,
    'trace.request', // of a firearm that was released to it; the answer is its own record
    'firearm_link.read',
    'firearm_link.create',
    'entity.create',
    'entity.update',
    'entity.import',
    'watchlist.import',
    'judgement.read',
    'judgement.create',
    'alert.read',
    'alert.judge',
    'exchange.send',
    ...exchangeHands,
    'diversion.record',
    'case.read',
    'case.open',
    'case.update',
    // no inspection.submit, no shipment.update: what a State submitted the Panel never edits
  ],
  un_contributor: [
    ...caseworker,
    ...integrator,
    'entity.create',
    'judgement.read',
    'judgement.create',
    'alert.read', // of the entities it records
    'alert.judge',
    'exchange.send',
    ...exchangeHands,
    'exemption.request', // the supplying organisation or agency may ask the Committee itself
    'exemption.update',
  ],
  committee_secretariat: [
    ...caseworker,
    ...integrator,
    'watchlist.import',
    'exchange.send',
    ...exchangeHands,
    'case.read',
    'exemption.request', // on behalf of missions that write letters
    'exemption.update',
    'exemption.decide', // writes down what the Committee decided
  ],
  legal_officer: [
    ...caseworker,
    'rule_set.propose',
    'rule_set.approve', // never of the own proposal: the database refuses it too
  ],
  access_administrator: [
    ...everybody,
    'organisation.read',
    'organisation.create',
    'organisation.update',
    'user.read',
    'user.create',
    'user.update',
    'api_key.read',
    'api_key.create',
    'api_key.revoke',
    'group.read',
    'group.create',
    'group.update',
    'access.read',
    'audience.read',
    'reporting_policy.read',
    'reporting_policy.update', // days and holidays; whether anybody keeps to them stays with each organisation
    'blind_budget.read', // how much, never what
    'blind_budget.update',
    'firearm_reference.add', // names of the trade, no casework
    // no casework of any kind: whoever hands out the keys does not open the rooms
  ],
  auditor: [...everybody, 'audit.read', 'access.read'],
};

/** What a role without a second factor may do where one is demanded: enrol it. */
export const WITHOUT_SECOND_FACTOR: readonly Action[] = ['account.read', 'account.update'];

const CASEWORK_ROLES: readonly Role[] = [
  'member_state_liaison',
  'panel_expert',
  'un_contributor',
  'committee_secretariat',
  'legal_officer',
];

/** May this mix of roles read casework rows at all? If not, the database shows it none. */
export const readsCasework = (roles: readonly Role[]): boolean => roles.some((role) => CASEWORK_ROLES.includes(role));

/** A list for everybody speaks in the Committee's name (the Consolidated List is its own); the database asks for its organisation too. */
export const mayPublishLists = (roles: readonly string[]): boolean => roles.includes('committee_secretariat');

/** Administering access or auditing is never combined with casework in one person. */
export function mayCombine(roles: readonly Role[]): Verdict {
  const separate = roles.filter((role) => !CASEWORK_ROLES.includes(role));
  return separate.length > 0 && roles.length > 1
    ? refuse('ROLES_MUST_BE_SEPARATE', `${separate.join(' and ')} cannot be combined with another role`)
    : allow;
}

export const actionsOf = (roles: readonly Role[]): ReadonlySet<Action> =>
  new Set(roles.flatMap((role) => POLICY[role] ?? []));

/** What a condition may ask about a record. Modules' own facts satisfy it by shape. */
export interface RecordFacts {
  readonly ownerId: number;
  readonly classification: number;
}
export interface ActorFacts {
  readonly organisationKey: number;
  readonly clearance: number;
}

export const ownOrganisation = (actor: ActorFacts, record: RecordFacts): Verdict =>
  actor.organisationKey === record.ownerId
    ? allow
    : refuse(
        'NOT_THE_OWNER',
        'Only the organisation that submitted a record may change or release it (originator control)',
      );

export const clearedFor = (actor: ActorFacts, level: number): Verdict =>
  level <= actor.clearance
    ? allow
    : refuse('ABOVE_CLEARANCE', 'Nobody classifies above the own clearance', {
        clearance: actor.clearance,
        classification: level,
      });

/** May this actor change this record it can see? */
export const mayChange = (actor: ActorFacts, record: RecordFacts): Verdict =>
  all(ownOrganisation(actor, record), clearedFor(actor, record.classification));

/** An API key does what its user may, and nothing to the account itself: it must not enrol a second factor or change the password. */
export function mayScope(roles: readonly Role[], scopes: readonly Action[]): Verdict {
  const granted = actionsOf(roles);
  return all(
    ...scopes.map((scope) => {
      if (scope.startsWith('account.')) return refuse('SCOPE_OF_THE_ACCOUNT', `${scope} is for people only`, { scope });
      return granted.has(scope) ? allow : refuse('SCOPE_NOT_GRANTED', `The user may not ${scope}`, { scope });
    }),
  );
}
