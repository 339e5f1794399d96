/**
 * The chain of custody, computed. Invariant: nothing a person told is refused for breaking the chain, and no break is hidden: what holds and
 * what does not follows from the events alone, in the order in which they happened.
 */
import type { BreakCode, Chain, ChainBreak, CustodyEvent, ExhibitedItem, Unaccounted } from './custody.types';

interface Link {
  readonly holder: string | null;
  readonly seal: string | null;
  readonly seized: boolean;
  readonly disposal: CustodyEvent['disposal'];
}

/** What stands: a corrected event gives its place to the newest that corrects it. */
export function standing<E extends CustodyEvent>(events: readonly E[]): E[] {
  const corrected = new Set(events.map(({ corrects }) => corrects));
  return events
    .filter(({ seq }) => !corrected.has(seq))
    .sort((one, other) => Date.parse(one.occurredAt) - Date.parse(other.occurredAt) || one.seq - other.seq);
}

export function chainOf(events: readonly CustodyEvent[]): Chain {
  const inOrder = standing(events);
  const breaks: ChainBreak[] = [];
  let link: Link = { holder: null, seal: null, seized: false, disposal: null };
  for (const event of inOrder) {
    breaks.push(...breaksAt(event, link));
    link = after(event, link);
  }
  if (!link.seized)
    breaks.unshift({ code: 'NO_SEIZURE', detail: 'Nobody says when and by whom it was seized', seq: null });
  const { holder, seal, disposal } = link;
  return { unbroken: breaks.length === 0, breaks, holder, seal, disposal };
}

const after = (event: CustodyEvent, link: Link): Link => ({
  holder: event.toHolder ?? event.fromHolder ?? link.holder,
  seal: event.sealSet ?? (event.kind === 'EXAMINED' ? null : link.seal),
  seized: link.seized || event.kind === 'SEIZED',
  disposal: event.disposal ?? link.disposal,
});

function breaksAt(event: CustodyEvent, link: Link): ChainBreak[] {
  const found = (code: BreakCode, detail: string): ChainBreak => ({ code, detail, seq: event.seq });
  return [
    ...order(event, link).map(([code, detail]) => found(code, detail)),
    ...hands(event, link).map(([code, detail]) => found(code, detail)),
    ...handOver(event).map(([code, detail]) => found(code, detail)),
    ...seals(event, link).map(([code, detail]) => found(code, detail)),
    ...proofs(event).map(([code, detail]) => found(code, detail)),
  ];
}

type Found = [BreakCode, string][];

function order({ kind }: CustodyEvent, { seized, disposal }: Link): Found {
  const found: Found = [];
  if (kind === 'SEIZED' && seized) found.push(['SEIZED_TWICE', 'It was seized before']);
  if (kind !== 'SEIZED' && !seized) found.push(['BEFORE_SEIZURE', 'This happened before it was seized']);
  if (disposal && disposal !== 'RETAINED') found.push(['AFTER_DISPOSAL', `It was ${disposal.toLowerCase()} before`]);
  return found;
}

function hands({ kind, fromHolder, toHolder }: CustodyEvent, { holder }: Link): Found {
  const found: Found = [];
  if (kind !== 'SEIZED' && fromHolder && holder && !isSame(fromHolder, holder)) {
    found.push(['OTHER_HOLDER', `It was held by ${holder}, and is said to come from ${fromHolder}`]);
  }
  if (kind === 'STORED' && toHolder && !fromHolder && holder && !isSame(toHolder, holder)) {
    found.push(['OTHER_HOLDER', `It was held by ${holder}, and nobody says how ${toHolder} came to store it`]);
  }
  return found;
}

function handOver({ kind, toHolder, statement }: CustodyEvent): Found {
  if (kind !== 'HANDED_OVER') return [];
  const found: Found = [];
  if (!toHolder) found.push(['TAKER_MISSING', 'Nobody says who took it over']);
  if (!statement) found.push(['NOT_SIGNED', 'Neither signature nor statement']);
  return found;
}

/** A seal that was put on is looked at by whoever takes the exhibit over, or opens it. */
function seals({ kind, sealFound }: CustodyEvent, { seal }: Link): Found {
  if (seal && sealFound && !isSame(seal, sealFound)) {
    return [['OTHER_SEAL', `It was sealed with ${seal}, and bore ${sealFound}`]];
  }
  if (seal && !sealFound && kind !== 'SEIZED')
    return [['SEAL_NOT_CHECKED', `Nobody says whether seal ${seal} was whole`]];
  return [];
}

function proofs({ disposal, proofSha256, proofIsAttached }: CustodyEvent): Found {
  if (disposal && !proofSha256) return [['PROOF_MISSING', 'No paper proves it']];
  if (proofSha256 && !proofIsAttached) return [['PROOF_NOT_ATTACHED', 'The paper that proves it is not attached']];
  return [];
}

/** Holders and seals are written by hand: case, spaces and hyphens do not tell two apart. */
const isSame = (one: string, other: string): boolean => plain(one) === plain(other);
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/**
 * Items of which not every piece is in exactly one exhibit. Only what can be seized counts, which is every item. What lies in an exhibit
 * and was withdrawn from the list since is listed with none.
 */
export function unaccounted(
  items: readonly ExhibitedItem[],
  exhibits: readonly { readonly items: readonly ExhibitedItem[] }[],
): Unaccounted[] {
  const held = new Map<number, number>();
  for (const { seq, quantity } of exhibits.flatMap((exhibit) => exhibit.items))
    held.set(seq, (held.get(seq) ?? 0) + quantity);
  const listed = new Map(items.map(({ seq, quantity }) => [seq, quantity]));
  const places = [...new Set([...listed.keys(), ...held.keys()])].sort((one, other) => one - other);
  return places
    .map((seq) => ({ seq, listed: listed.get(seq) ?? 0, exhibited: held.get(seq) ?? 0 }))
    .filter((place) => place.exhibited !== place.listed);
}
