/**
 * What screening says beside a prefilled case. A resemblance is a question: whether a party is listed is stated by a person, because it
 * decides whether the supply is prohibited.
 */
import type { NamesScreened } from '../screening';
import type { ShipmentParty } from './shipment.types';

type Named = Pick<ShipmentParty, 'role' | 'name' | 'isPlaceholder'>;

export const namesOf = (parties: readonly Named[]): string[] =>
  parties.flatMap(({ name, isPlaceholder }) => (isPlaceholder || !name?.trim() ? [] : [name]));

export function listingNotes(parties: readonly Named[], { lists, hits }: NamesScreened, day: string | null): string[] {
  if (namesOf(parties).length === 0) return [];
  if (lists.length === 0) return ['No list is live: nobody was screened'];
  const when = day === null ? 'as they stand' : `as in force on ${day}`;
  const against = lists.map(({ code, version }) => `${code} version ${version}`).join(', ');
  const met = parties.flatMap(({ role, name, isPlaceholder }, at) =>
    isPlaceholder || name === null
      ? []
      : (hits.get(name) ?? []).map(
          ({ name: listed, list, listVersion, listRef, score }) =>
            `/parties/${at} (${role}) resembles ${listed} (${list} version ${listVersion}, entry ${listRef}), likeness ${score.toFixed(2)}: if it is the same, state listRefs ["${listRef}"]`,
        ),
  );
  return [...met, `Names were screened against ${against}, ${when}; a name that resembles none may still be listed`];
}
