import * as known from './embargo.types';
import type { EmbargoCase, Listing, Party } from './embargo.types';
import { isIsoDate } from './facts.rules';

export interface Fault {
  /** JSON Pointer (RFC 6901). */
  readonly pointer: string;
  readonly code:
    'NOT_AN_OBJECT' | 'NOT_A_LIST' | 'UNKNOWN_FIELD' | 'WRONG_TYPE' | 'NOT_A_DATE' | 'NOT_IN_LIST' | 'TOO_MANY';
  readonly message: string;
}
export type ParsedCase =
  | { readonly ok: true; readonly input: EmbargoCase; readonly asOf?: string }
  | { readonly ok: false; readonly faults: readonly Fault[] };

type Read = (value: unknown, pointer: string, faults: Fault[]) => unknown;
const MAX_ITEMS = 1000;

const of =
  (type: 'string' | 'boolean'): Read =>
  (value, pointer, faults) =>
    typeof value === type ? value : fault(faults, pointer, 'WRONG_TYPE', `must be a ${type}`);
const quantity: Read = (value, pointer, faults) =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0
    ? value
    : fault(faults, pointer, 'WRONG_TYPE', 'must be a number, 0 or more');
const date: Read = (value, pointer, faults) =>
  isIsoDate(value) ? value : fault(faults, pointer, 'NOT_A_DATE', 'must be a day that exists, YYYY-MM-DD');
const state: Read = (value, pointer, faults) =>
  typeof value === 'string' && /^[A-Z]{2}$/.test(value)
    ? value
    : fault(faults, pointer, 'WRONG_TYPE', 'must be an ISO 3166 alpha-2 code');
const oneOf =
  (values: readonly string[]): Read =>
  (value, pointer, faults) =>
    typeof value === 'string' && values.includes(value)
      ? value
      : fault(faults, pointer, 'NOT_IN_LIST', `must be one of ${values.join(', ')}`);
const list =
  (read: Read): Read =>
  (value, pointer, faults) => {
    if (!Array.isArray(value)) return fault(faults, pointer, 'NOT_A_LIST', 'must be a list');
    if (value.length > MAX_ITEMS) return fault(faults, pointer, 'TOO_MANY', `must have ${MAX_ITEMS} items at most`);
    return value.map((item: unknown, at) => read(item, `${pointer}/${at}`, faults));
  };
/** Null counts as not stated. An unknown field is refused: a misspelt fact would otherwise be a missing one. */
const object =
  (fields: Readonly<Record<string, Read>>): Read =>
  (value, pointer, faults) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return fault(faults, pointer, 'NOT_AN_OBJECT', 'must be an object');
    const entries = Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
      const at = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      const read = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (!read) {
        fault(faults, at, 'UNKNOWN_FIELD', `is no field here; fields are ${Object.keys(fields).join(', ')}`);
        return [];
      }
      return member === null ? [] : [[name, read(member, at, faults)] as const];
    });
    return Object.fromEntries(entries);
  };
function fault(faults: Fault[], pointer: string, code: Fault['code'], message: string): undefined {
  faults.push({ pointer, code, message });
}

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
  listRefs: list(listRef),
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
const limits = list(object({ category, quantity, quantityUsed: quantity }));
const scope = object({ categories: list(category), quantity, quantityUsed: quantity, limits, consignee: of('string') });

const FORM = object({
  shipmentDate: date,
  asOf: date,
  goods: list(
    object({ category, lethal: of('boolean'), description: of('string'), quantity, partsOf: oneOf(['SALW', 'OTHER']) }),
  ),
  supplierState: state,
  flagState: state,
  transitStates: list(state),
  consignee: party,
  endUser: party,
  endUse: (value, pointer, faults) =>
    typeof value !== 'string'
      ? endUse(value, pointer, faults)
      : (known.PURPOSES as readonly string[]).includes(value)
        ? { purpose: value }
        : { text: value },
  parties: list(party),
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
