import * as known from './embargo.types';
import type { EmbargoCase, Listing, Party } from './embargo.types';
import { date, type Fault, list, object, of, oneOf, quantity, type Read, state } from './form.parser';

export type { Fault } from './form.parser';

export type ParsedCase =
  | { readonly ok: true; readonly input: EmbargoCase; readonly asOf?: string }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** Of one party; the whole list of the regime is shorter. */
const MOST_LISTINGS = 50;
const listing = object({ ref: of('string'), listedOn: date, delistedOn: date });
const listRef: Read = (value, pointer, faults) =>
  typeof value === 'string' ? { ref: value } : listing(value, pointer, faults);
const proof: Read = (value, pointer, faults) => {
  if (typeof value === 'boolean') return value ? 'stated' : '';
  return of('string')(value, pointer, faults);
};
const PARTY = {
  name: of('string'),
  class: oneOf(known.PARTY_CLASSES),
  role: oneOf(known.PARTY_ROLES),
  listRefs: list(listRef, MOST_LISTINGS),
  listedOn: date,
  delistedOn: date,
  listStatus: oneOf(known.LIST_STATUSES),
  commandProof: proof,
  supportsGangViolence: of('boolean'),
};
type PartyForm = Omit<Party, 'listings'> & Listing & { readonly listRefs?: readonly Listing[] };
const partyWith =
  (extra: Readonly<Record<string, Read>>): Read =>
  (value, pointer, faults) => {
    if (typeof value === 'string') return { name: value };
    const form = object({ ...PARTY, ...extra })(value, pointer, faults) as PartyForm | undefined;
    if (!form) return undefined;
    const { listRefs, listedOn, delistedOn, ...rest } = form;
    const dated = listedOn !== undefined || delistedOn !== undefined;
    if (!listRefs && !dated) return rest;
    const own = { ...(listedOn && { listedOn }), ...(delistedOn && { delistedOn }) };
    const refs = (listRefs ?? []).filter((one) => one !== undefined);
    return { ...rest, listings: refs.length > 0 ? refs.map((one) => ({ ...own, ...one })) : dated ? [own] : [] };
  };
const party = partyWith({});
const endUse = object({
  purpose: oneOf(known.PURPOSES),
  text: of('string'),
  usedByOrWithBody: of('boolean'),
  solelyPeaceAndStability: of('boolean'),
});
const category = oneOf(known.GOODS_CATEGORIES);
const limits = list(object({ category, quantity, quantityUsed: quantity }), known.GOODS_CATEGORIES.length);
const scope = object({
  categories: list(category, known.GOODS_CATEGORIES.length),
  quantity,
  quantityUsed: quantity,
  limits,
  consignee: of('string'),
});

const FORM = object({
  shipmentDate: date,
  asOf: date,
  goods: list(
    object({ category, lethal: of('boolean'), description: of('string'), quantity, partsOf: oneOf(['SALW', 'OTHER']) }),
    known.MOST_GOODS,
  ),
  supplierState: state,
  flagState: state,
  transitStates: list(state, known.MOST_TRANSIT_STATES),
  consignee: party,
  endUser: party,
  endUse: (value, pointer, faults) =>
    typeof value !== 'string'
      ? endUse(value, pointer, faults)
      : (known.PURPOSES as readonly string[]).includes(value)
        ? { purpose: value }
        : { text: value },
  parties: list(party, known.MOST_PARTIES),
  committeeDecision: object({
    reference: of('string'),
    result: oneOf(known.DECISION_RESULTS),
    date,
    expiry: date,
    scope,
  }),
  foundWith: partyWith({ foundOn: date }),
});

/** The input form (README) to facts. Every field may be absent; what is there must be of its kind. All faults are told at once. */
export function parseCase(value: unknown): ParsedCase {
  const faults: Fault[] = [];
  const form = FORM(value, '', faults) as (EmbargoCase & { readonly asOf?: string }) | undefined;
  if (faults.length > 0 || !form) return { ok: false, faults };
  const { asOf, ...input } = form;
  return asOf === undefined ? { ok: true, input } : { ok: true, input, asOf };
}
