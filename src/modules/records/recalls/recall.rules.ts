import type { FieldFault } from '../../../kernel/domain-error';
import type { Departure, Narrowing, ReadingWay, TermsFacts } from './recall.types';

const MOST_PURPOSE = 500;

const widens = (field: string, message: string): FieldFault => ({ pointer: `/${field}`, code: 'WIDENS', message });

/** Faults of a narrowing: what would widen the release, or says nothing new. Empty if it may be done. */
export function narrowingFaults(terms: TermsFacts, wanted: Narrowing, now: Date): FieldFault[] {
  const faults: FieldFault[] = [];
  if (wanted.expiresAt !== undefined) {
    const until = new Date(wanted.expiresAt);
    if (terms.expiresAt && until >= terms.expiresAt)
      faults.push(widens('expiresAt', `The release ends at ${terms.expiresAt.toISOString()} already`));
    if (until <= now)
      faults.push({ pointer: '/expiresAt', code: 'PAST', message: 'To end a release now, withdraw it' });
  }
  if (wanted.mayForward !== undefined && !terms.mayForward)
    faults.push(widens('mayForward', 'The readers may not pass it on as it is'));
  if (wanted.onlyFor !== undefined && limitedPurpose(terms.purpose, wanted.onlyFor).length > MOST_PURPOSE)
    faults.push({
      pointer: '/onlyFor',
      code: 'TOO_LONG',
      message: `Purpose and limit together are at most ${MOST_PURPOSE} characters`,
    });
  return faults;
}

export const narrowsNothing = (wanted: Narrowing): boolean =>
  wanted.expiresAt === undefined &&
  wanted.mayForward === undefined &&
  wanted.onlyFor === undefined &&
  wanted.audienceIds === undefined;

/** A purpose with a limit added: what it allowed before it allows no longer without the limit. */
export const limitedPurpose = (purpose: string, onlyFor: string | undefined): string =>
  onlyFor === undefined ? purpose : `${purpose}; only: ${onlyFor}`;

const WAYS: Readonly<Record<string, ReadingWay>> = {
  'attachment.read': 'ATTACHMENT',
  'record.packaged': 'PACKAGE',
  'record.searched': 'SEARCH',
  'firearm.searched': 'SEARCH',
};

/** @param alone true if the leaf names no other record: a list, a case or a graph shows several together */
export function readingWay(action: string, alone: boolean): ReadingWay {
  if (action === 'record.read') return alone ? 'READ' : 'LIST';
  return WAYS[action] ?? 'OTHER';
}

/** Of what is known of each record's going the last: one recalled, released again and run out since has ended as agreed. */
export function lastDepartures<Key>(all: readonly (readonly [Key, Departure])[]): Map<Key, Departure> {
  const last = new Map<Key, Departure>();
  for (const [key, departure] of all) {
    const known = last.get(key);
    if (!known || known.at < departure.at) last.set(key, departure);
  }
  return last;
}
