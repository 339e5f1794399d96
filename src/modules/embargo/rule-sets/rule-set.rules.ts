import { all, allow, refuse, type Verdict } from '../../../kernel/verdict';
import type { EmbargoRule, RuleSetContent, RuleSetStatus } from '../rules/rule-set.types';
import { SIDE_RULE_IDS } from '../rules/rule-set.types';

/** A place where the rows of a table contradict each other. */
export interface Inconsistency {
  /** JSON Pointer (RFC 6901) into the table. */
  readonly pointer: string;
  readonly code:
    | 'ID_TAKEN'
    | 'EMPTY_PERIOD'
    | 'OVERLAP'
    | 'NOT_CITED'
    | 'SAYS_NOTHING'
    | 'IN_BOTH_LISTS'
    | 'KIND_TWICE'
    | 'LAYER_WITHOUT_RULES'
    | 'MISSING';
  readonly message: string;
}
type Note = (pointer: string, code: Inconsistency['code'], message: string) => void;

/**
 * What a table must fulfil beyond its shape, before anybody may be judged by it: one answer for each layer and day at most, every ban
 * cited, and the measures that run beside the ban not lost on the way. Days without a row are allowed: they ask for a lawyer.
 */
export function inconsistencies(content: RuleSetContent): Inconsistency[] {
  const found: Inconsistency[] = [];
  const note: Note = (pointer, code, message) => void found.push({ pointer, code, message });
  const { rules, consigneeWindows, sideRules, layerOfState } = content;
  rules.forEach((rule, at) => {
    const twin = rules.findIndex(({ id }) => id === rule.id);
    if (twin < at) note(`/rules/${at}/id`, 'ID_TAKEN', `${rule.id} is the id of /rules/${twin} too`);
    ruleFaults(rule, `/rules/${at}`, note);
  });
  periods('/rules', rules, ({ layer }) => layer, note);
  periods('/consigneeWindows', consigneeWindows, (one) => one.class, note);
  const layers = new Set(rules.map(({ layer }) => layer));
  if (!layers.has('UN')) note('/rules', 'MISSING', 'the UN layer has no rule');
  for (const [state, layer] of Object.entries(layerOfState))
    if (!layers.has(layer)) note(`/layerOfState/${state}`, 'LAYER_WITHOUT_RULES', `${layer} has no rule`);
  sideRules.forEach(({ id }, at) => {
    if (sideRules.findIndex((one) => one.id === id) < at)
      note(`/sideRules/${at}/id`, 'ID_TAKEN', `${id} is there twice`);
  });
  for (const id of SIDE_RULE_IDS)
    if (!sideRules.some((one) => one.id === id))
      note('/sideRules', 'MISSING', `${id} is missing: state until when it is confirmed instead of leaving it out`);
  return found;
}

function ruleFaults(rule: EmbargoRule, at: string, note: Note): void {
  const { status, protects, goods, layer, paragraph, evidence, exemptions } = rule;
  if (status === 'IN_FORCE') {
    if (protects === 'NONE' || goods.inScope.length + goods.unknown.length === 0)
      note(at, 'SAYS_NOTHING', 'a rule in force protects against somebody and covers some goods');
    if (layer === 'UN' && paragraph === null && evidence === 'SOURCE')
      note(`${at}/paragraph`, 'NOT_CITED', 'a ban of the Council that was read cites its paragraph');
  }
  goods.unknown.forEach((category, i) => {
    if (goods.inScope.includes(category))
      note(`${at}/goods/unknown/${i}`, 'IN_BOTH_LISTS', `${category} is in scope as well`);
  });
  exemptions.forEach(({ kind }, i) => {
    if (exemptions.findIndex((one) => one.kind === kind) < i)
      note(`${at}/exemptions/${i}/kind`, 'KIND_TWICE', `${kind} is there twice`);
  });
}

interface Period {
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** From inclusive, to exclusive; ISO days compare as text. */
function periods<T extends Period>(at: string, rows: readonly T[], groupOf: (row: T) => string, note: Note): void {
  rows.forEach((row, i) => {
    if (row.validTo !== null && row.validTo <= row.validFrom)
      note(`${at}/${i}/validTo`, 'EMPTY_PERIOD', `must be later than ${row.validFrom}`);
  });
  const sorted = rows
    .map((row, i) => ({ row, i, group: groupOf(row) }))
    .sort((a, b) => order(a.group, b.group) || order(a.row.validFrom, b.row.validFrom));
  sorted.forEach(({ row, i, group }, place) => {
    const before = sorted[place - 1];
    if (before?.group !== group || (before.row.validTo !== null && before.row.validTo <= row.validFrom)) return;
    note(`${at}/${i}/validFrom`, 'OVERLAP', `${group} has another row on this day: ${at}/${before.i}`);
  });
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What a decision is about. Keys of users, compared and never shown. */
export interface ProposalFacts {
  readonly status: RuleSetStatus;
  readonly proposedBy: number | null;
}

/** Four eyes: whoever wrote a version does not put it into force. Taking the own proposal back is a rejection like any other. */
export function mayApprove(proposal: ProposalFacts, userKey: number, effectiveFrom: Date, now: Date): Verdict {
  return all(
    proposal.proposedBy === userKey
      ? refuse('SECOND_PERSON_REQUIRED', 'A version is approved by somebody else than its proposer')
      : allow,
    effectiveFrom < now
      ? refuse('IN_THE_PAST', 'A version takes effect when it is approved, or later: what was assessed before stays', {
          field: '/effectiveFrom',
        })
      : allow,
  );
}
