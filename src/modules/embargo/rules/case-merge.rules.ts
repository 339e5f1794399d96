/** A case in the form of the README, as it was sent: not yet read. */
export type CaseForm = Readonly<Record<string, unknown>>;

/**
 * What somebody states laid over what is known already. A party, the end use or the decision is completed field by field, so that a class
 * can be added to a name; a list replaces a list. Null says nothing.
 */
export function mergeCase(base: CaseForm, stated: CaseForm): CaseForm {
  const laid = Object.entries(stated).flatMap(([field, value]) => {
    if (value === null || value === undefined) return [];
    const known = base[field];
    return [[field, isObject(known) && isObject(value) ? { ...known, ...withoutNulls(value) } : value] as const];
  });
  return { ...base, ...Object.fromEntries(laid) };
}

/** What an API request carries beside the case itself. */
const OF_THE_REQUEST = ['shipmentId', 'exemptionId', 'classification', 'asOf'];

/** The case in a request's body; anything that is no object is left for the reader of the form to refuse. */
export const caseOf = (body: unknown): unknown =>
  isObject(body) ? Object.fromEntries(Object.entries(body).filter(([name]) => !OF_THE_REQUEST.includes(name))) : body;

const withoutNulls = (value: CaseForm): CaseForm =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null && member !== undefined));

const isObject = (value: unknown): value is CaseForm =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
