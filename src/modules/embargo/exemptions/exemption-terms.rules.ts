import type { SupplyFacts } from '../diversions/diversion.types';
import type { CommitteeDecision, GoodsCategory, IsoDate } from '../rules/embargo.types';
import { standing } from './exemption-request.rules';
import type {
  Balance,
  EventFacts,
  ExemptionFacts,
  NamedParty,
  Scope,
  Terms,
  UseFacts,
  UseFlag,
} from './exemption-request.types';

/** Before any day and after any: to read the terms as they stand at last. */
export const AT_LAST: IsoDate = '9999-12-31';

const PENDING: Terms = {
  result: 'PENDING',
  decidedOn: null,
  committeeReference: null,
  expiresOn: null,
  scope: null,
};

/**
 * The Committee's word as it counts for a supply on this day; undefined where there is none and will be none (a notification, a request
 * taken back). An approval is given with its own date even if that is later, so that a late one is seen to be late; an amendment or a
 * revocation counts from its day on and never before. What an approval does not say of its scope is as requested.
 */
export function termsOn(
  facts: Pick<ExemptionFacts, 'type' | 'goods' | 'consignee' | 'events'>,
  day: IsoDate,
): Terms | undefined {
  if (facts.type === 'NOTIFICATION') return undefined;
  let terms: Terms | undefined = PENDING;
  for (const event of standing(facts.events)) terms = after(terms, event, facts, day);
  return terms;
}

function after(
  terms: Terms | undefined,
  event: EventFacts,
  facts: Pick<ExemptionFacts, 'goods' | 'consignee'>,
  day: IsoDate,
): Terms | undefined {
  const { decidedOn, committeeReference } = event;
  if (event.event === 'WITHDRAWN') return undefined;
  if (event.event === 'ON_HOLD') return PENDING;
  if (event.event === 'REFUSED') return { ...PENDING, result: 'REFUSED', decidedOn, committeeReference };
  if (event.event === 'APPROVED')
    return {
      result: 'APPROVED',
      decidedOn,
      committeeReference,
      expiresOn: event.expiresOn,
      scope: { ...requestedScope(facts), ...event.scope },
    };
  if (decidedOn > day || !terms?.scope) return terms;
  return event.event === 'REVOKED'
    ? { ...PENDING, result: 'REFUSED', decidedOn, committeeReference }
    : {
        result: 'APPROVED',
        decidedOn,
        committeeReference,
        expiresOn: event.expiresOn ?? terms.expiresOn,
        scope: { ...terms.scope, ...event.scope },
      };
}

const requestedScope = ({ goods, consignee }: Pick<ExemptionFacts, 'goods' | 'consignee'>): Scope => ({
  goods: [...totals(goods)].map(([category, quantity]) => ({ category, quantity })),
  consignee: consignee.name,
});

function totals(
  rows: readonly { readonly category: GoodsCategory; readonly quantity: number }[],
): Map<GoodsCategory, number> {
  const sums = new Map<GoodsCategory, number>();
  for (const { category, quantity } of rows) sums.set(category, (sums.get(category) ?? 0) + quantity);
  return sums;
}

/**
 * What `assess()` is told of the Committee for a supply on this day, with the quantity used up to and on it. `exceptShipmentId`: the bill
 * being assessed, whose own use would otherwise stand against it.
 */
export function decisionOn(
  facts: ExemptionFacts,
  day: IsoDate,
  exceptShipmentId?: string,
): CommitteeDecision | undefined {
  const terms = termsOn(facts, day);
  if (!terms) return undefined;
  const counted = standing(facts.uses).filter(
    ({ usedOn, shipmentId }) => usedOn <= day && (exceptShipmentId === undefined || shipmentId !== exceptShipmentId),
  );
  return {
    result: terms.result,
    ...(terms.decidedOn !== null && { date: terms.decidedOn }),
    ...(terms.committeeReference !== null && { reference: terms.committeeReference }),
    ...(terms.expiresOn !== null && { expiry: terms.expiresOn }),
    ...(terms.scope && { scope: scopeWithUses(terms.scope, counted) }),
  };
}

function scopeWithUses(scope: Scope, uses: readonly UseFacts[]): NonNullable<CommitteeDecision['scope']> {
  const [approved, used] = [totals(scope.goods), totals(uses)];
  const limits = [...approved].map(([category, quantity]) => ({
    category,
    quantity,
    quantityUsed: used.get(category) ?? 0,
  }));
  return {
    categories: limits.map(({ category }) => category),
    quantity: limits.reduce((sum, { quantity }) => sum + quantity, 0),
    quantityUsed: limits.reduce((sum, { quantityUsed }) => sum + quantityUsed, 0),
    limits,
    consignee: scope.consignee,
  };
}

/** Each use that stands, with what is doubtful about it. A use is a fact and is never refused. */
export function flaggedUses(facts: ExemptionFacts): Map<string, UseFlag[]> {
  const sums = new Map<GoodsCategory, number>();
  const uses = standing(facts.uses).sort((one, other) =>
    one.usedOn === other.usedOn ? one.seq - other.seq : one.usedOn < other.usedOn ? -1 : 1,
  );
  return new Map(
    uses.map((use) => {
      const sum = (sums.get(use.category) ?? 0) + use.quantity;
      sums.set(use.category, sum);
      return [use.id, use.quantity === 0 ? [] : flagsOf(facts, use, sum)];
    }),
  );
}

function flagsOf(facts: ExemptionFacts, { usedOn, category }: UseFacts, sum: number): UseFlag[] {
  const over = (scope: Pick<Scope, 'goods'>): UseFlag[] =>
    sum > (totals(scope.goods).get(category) ?? 0) ? ['OVER_QUANTITY'] : [];
  if (facts.type === 'NOTIFICATION') return over(facts);
  const terms = termsOn(facts, usedOn);
  const revoked = terms?.result === 'REFUSED' && firstApproval(facts) !== undefined;
  if (revoked) return ['AFTER_REVOCATION'];
  return terms?.scope ? [...timeFlags(terms, usedOn, firstApproval(facts)), ...over(terms.scope)] : ['BEFORE_APPROVAL'];
}

function timeFlags({ decidedOn, expiresOn }: Terms, usedOn: IsoDate, approvedOn: IsoDate | undefined): UseFlag[] {
  const late: UseFlag[] = decidedOn === null || decidedOn > usedOn ? ['BEFORE_APPROVAL'] : [];
  const same: UseFlag[] = approvedOn === usedOn ? ['SAME_DAY_AS_APPROVAL'] : [];
  return [...late, ...same, ...(expiresOn !== null && expiresOn < usedOn ? (['AFTER_EXPIRY'] as const) : [])];
}

export const firstApproval = ({ events }: Pick<ExemptionFacts, 'events'>): IsoDate | undefined =>
  standing(events).find(({ event }) => event === 'APPROVED')?.decidedOn;

/** By category: what was asked for, approved as it stands at last, used, and what is left. */
export function balanceOf(facts: ExemptionFacts): Balance[] {
  const scope = termsOn(facts, AT_LAST)?.scope;
  const approved = scope ? totals(scope.goods) : undefined;
  const [requested, used] = [totals(facts.goods), totals(standing(facts.uses))];
  const categories = [...new Set([...requested.keys(), ...(approved?.keys() ?? []), ...used.keys()])];
  return categories.map((category) => {
    const granted = approved ? (approved.get(category) ?? 0) : null;
    const spent = used.get(category) ?? 0;
    return {
      category,
      unit: facts.goods.find((one) => one.category === category)?.unit ?? null,
      requested: requested.get(category) ?? 0,
      approved: granted,
      used: spent,
      remaining: granted === null ? null : granted - spent,
    };
  });
}

/** The last day has ended, in UTC. */
export const isExpired = (terms: Terms | undefined, today: IsoDate): boolean =>
  terms?.result === 'APPROVED' && terms.expiresOn !== null && terms.expiresOn < today;

/** The supply as a find is held against it: approved by the day of the find, and as early as its first use. */
export function supplyOf(
  facts: ExemptionFacts & { readonly endUser: NamedParty | null },
  foundOn: IsoDate,
): SupplyFacts {
  const approvedOn = facts.type === 'NOTIFICATION' ? undefined : firstApproval(facts);
  const used = standing(facts.uses).filter(({ quantity }) => quantity > 0);
  const days = used.map(({ usedOn }) => usedOn).sort();
  return {
    kind: 'EXEMPTION',
    isExempt: approvedOn !== undefined && approvedOn <= foundOn,
    suppliedOn: days[0] ?? approvedOn ?? null,
    isRecorded: used.length > 0,
    categories: [...new Set([...facts.goods, ...used].map(({ category }) => category))],
    receivers: [facts.consignee, ...(facts.endUser ? [facts.endUser] : [])],
  };
}
