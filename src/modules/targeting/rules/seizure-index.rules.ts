/** Earlier seizures, laid out so that thousands of bills can be compared with all of them: by key, by the beginnings of words, by address, telephone and container. */
import { parseContainer } from '../../identifiers';
import { nameLikeness, tellingWords } from './name-likeness.rules';
import { partyText, type PartyText } from './party-text.rules';
import type { BillFacts, RiskParty, Seizure, SeizureContainer, SeizureParty } from './risk.types';

interface Known {
  readonly seizure: Seizure;
  readonly party: SeizureParty;
  readonly text: PartyText;
}

export interface SeizedContainer {
  readonly seizure: Seizure;
  readonly container: SeizureContainer;
}

export interface SeizureIndex {
  readonly byWord: ReadonlyMap<string, readonly Known[]>;
  readonly byAddress: ReadonlyMap<string, readonly Known[]>;
  readonly byPhone: ReadonlyMap<string, readonly Known[]>;
  readonly byContainer: ReadonlyMap<string, readonly SeizedContainer[]>;
  readonly cutAt: number;
}

export interface SeizureMatch {
  readonly by: 'name' | 'address' | 'phone';
  readonly seizure: Seizure;
  readonly party: SeizureParty;
  readonly likeness: number;
  /** What agreed: the telephone number, the address key, or the other name. */
  readonly on: string;
}

/** Long enough to tell words apart, short enough to survive a slip near the end. */
const BEGINNING = 4;
const beginningsOf = (text: PartyText): readonly string[] => [
  ...new Set(tellingWords(text.nameTokens).map((word) => word.slice(0, BEGINNING))),
];

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

export const containerKey = (number: string): string => parseContainer(number).normalised;

export function indexSeizures(seizures: readonly Seizure[], cutAt: number): SeizureIndex {
  const byWord = new Map<string, Known[]>();
  const byAddress = new Map<string, Known[]>();
  const byPhone = new Map<string, Known[]>();
  const byContainer = new Map<string, SeizedContainer[]>();
  for (const seizure of seizures) {
    for (const container of seizure.containers) {
      const key = containerKey(container.number);
      const known = byContainer.get(key)?.some((one) => one.seizure === seizure);
      if (key !== '' && !known) push(byContainer, key, { seizure, container });
    }
    for (const party of seizure.parties) {
      const known = { seizure, party, text: partyText(party.name, party.address, cutAt) };
      for (const word of beginningsOf(known.text)) push(byWord, word, known);
      if (known.text.addressKey !== '') push(byAddress, known.text.addressKey, known);
      for (const phone of known.text.phones) push(byPhone, phone, known);
    }
  }
  return { byWord, byAddress, byPhone, byContainer, cutAt };
}

type TheBill = Pick<BillFacts, 'key' | 'level' | 'billReference'>;

/** What was found in this very bill is not its past; what is more secret than the bill is not told with it. */
export const isPastOf = (bill: TheBill, seizure: Seizure): boolean =>
  !seizure.billKeys.includes(bill.key) &&
  !(bill.billReference !== null && seizure.billReferences.includes(bill.billReference)) &&
  seizure.level <= bill.level;

/** Seizures a party of a bill resembles, each once by its strongest tie; not the bill's own, and none above its level. */
export function matchSeizures(
  party: RiskParty,
  index: SeizureIndex,
  bill: TheBill,
  threshold: number,
): readonly SeizureMatch[] {
  const text = partyText(party.name, party.address, index.cutAt);
  const best = new Map<string, SeizureMatch>();
  const take = (by: SeizureMatch['by'], known: Known, likeness: number, on: string): void => {
    const { seizure } = known;
    if (!isPastOf(bill, seizure) || known.party.level > bill.level) return;
    const before = best.get(seizure.inspectionId);
    if (!before || likeness > before.likeness) {
      best.set(seizure.inspectionId, { by, seizure, party: known.party, likeness, on });
    }
  };
  for (const known of new Set(beginningsOf(text).flatMap((word) => index.byWord.get(word) ?? []))) {
    const likeness = nameLikeness(
      { tokens: text.nameTokens, cut: text.cut },
      { tokens: known.text.nameTokens, cut: known.text.cut },
    );
    if (likeness >= threshold) take('name', known, likeness, known.party.name);
  }
  for (const phone of text.phones) for (const known of index.byPhone.get(phone) ?? []) take('phone', known, 1, phone);
  for (const known of index.byAddress.get(text.addressKey) ?? [])
    take('address', known, 0.95, known.party.address ?? '');
  return [...best.values()].sort((one, other) => other.likeness - one.likeness);
}
