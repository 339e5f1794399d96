import type { RecordKind } from '../../record.types';
import { bare, isEmpty } from '../held-back.rules';
import type { HeldBackField } from '../held-back.types';
import type { PreviewedRecord, Reach, Sight } from './preview.types';

/**
 * What a view says beside its content, or says differently to each reader: references to other records (shown to who sees those), what
 * is computed from the rest, the owner's own.
 */
export const NOT_CONTENT: readonly string[] = [
  ...['withheld', 'heldBack', 'shipmentId', 'supersedesId', 'supersededById', 'clientRef', 'sharing'],
  ...['totals', 'listedTotals', 'hasConflict', 'missing', 'nextEvents', 'identifierFlags', 'referenceFlags', 'codes'],
  ...['officeCodes', 'recipients', 'progress', 'events', 'replies', 'enclosures', 'inReplyTo'],
];

/** Names of the content a reader would find something in. */
export const contentNames = (view: object): string[] =>
  Object.entries(view)
    .filter(([name, value]) => !NOT_CONTENT.includes(name) && !isEmpty(value))
    .map(([name]) => name)
    .sort();

/** The same of the owner's view, for readers who have none of what is held back. */
export function shownNames(kind: RecordKind, view: object, held: readonly HeldBackField[]): string[] {
  const names = held.map(({ field }) => field);
  const rest = Object.fromEntries(Object.entries(bare(kind, view, held)).filter(([name]) => !names.includes(name)));
  return contentNames(rest);
}

/** Who of these organisations would see which of these records. One reached through several audiences is counted once. */
export function sightsOf(
  reach: readonly Reach[],
  audiences: readonly number[],
  records: readonly PreviewedRecord[],
  mayRead: (roles: readonly string[], kind: RecordKind) => boolean,
): Map<number, { readonly organisation: Reach; readonly through: readonly number[]; readonly sights: Sight[] }> {
  const found = new Map<number, { organisation: Reach; through: number[]; sights: Sight[] }>();
  for (const each of reach.filter(({ audience_key }) => audiences.includes(audience_key))) {
    const known = found.get(each.organisation_key);
    if (!known) found.set(each.organisation_key, { organisation: each, through: [each.audience_key], sights: [] });
    else if (!known.through.includes(each.audience_key)) known.through.push(each.audience_key);
  }
  for (const { organisation, through, sights } of found.values()) {
    const groups = reach.filter(
      (each) => each.organisation_key === organisation.organisation_key && each.audience_key === through[0],
    );
    for (const record of records) sights.push(sightOf(reach, organisation.organisation_key, groups, record, mayRead));
  }
  return found;
}

function sightOf(
  reach: readonly Reach[],
  organisation: number,
  groups: readonly Reach[],
  record: PreviewedRecord,
  mayRead: (roles: readonly string[], kind: RecordKind) => boolean,
): Sight {
  const count = (which: (group: Reach) => boolean): number =>
    groups.filter(which).reduce((sum, { users }) => sum + users, 0);
  const allowed = ({ roles }: Reach): boolean => roles !== null && mayRead(roles, record.kind);
  const cleared = ({ clearance }: Reach): boolean => clearance !== null && clearance >= record.classification;
  return {
    recordKey: record.key,
    users: count((group) => allowed(group) && cleared(group)),
    notCleared: count((group) => allowed(group) && !cleared(group)),
    otherRole: count((group) => !allowed(group)),
    seesAlready: reach.some(
      ({ organisation_key, audience_key }) => organisation_key === organisation && record.seenBy.includes(audience_key),
    ),
  };
}
