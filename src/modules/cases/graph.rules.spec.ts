import {
  extendWalk,
  identifierEdges,
  kindsToWalk,
  partyEdges,
  partyNode,
  pathTo,
  recordKeyOf,
  recordKeys,
  recordNode,
  referenceEdges,
  startWalk,
} from './graph.rules';
import type { GraphEdge, Walk } from './graph.types';
import { groupUses, judgementsByPair } from './link.rules';
import type { Judgement, Strength, Use } from './link.types';

const use = (recordKey: number, kind: Use['kind'], raw: string, folded: string | null = null): Use => ({
  recordKey,
  kind,
  raw,
  norm: raw,
  folded,
  pointer: '/x',
  flags: [],
});
const edge = (from: number, to: number, reason = 'because'): GraphEdge => ({
  from: recordNode(from),
  to: recordNode(to),
  via: { type: 'reference', kind: null, value: null, strength: null, reason },
});
const ways = (walk: Walk, key: number): string[] =>
  pathTo(walk, recordNode(key)).map(({ from, to }) => `${from}>${to}`);
const distances = (walk: Walk): Record<string, number> =>
  Object.fromEntries([...walk.reached].map(([node, { distance }]) => [node, distance]));

describe('walking from the members', () => {
  it('gives every node its distance and the shortest way, and never turns back', () => {
    const first = extendWalk(startWalk([1, 2], 50), [edge(1, 3), edge(2, 3), edge(1, 2), edge(3, 4)], 50);
    const second = extendWalk(first, [edge(3, 4), edge(3, 1), edge(3, 5), edge(4, 6)], 50);
    expect(distances(second)).toEqual({ r1: 0, r2: 0, r3: 1, r4: 2, r5: 2 });
    expect(first.frontier).toEqual(['r3']);
    expect(second.frontier).toEqual(['r4', 'r5']);
    expect(ways(second, 5)).toEqual(['r1>r3', 'r3>r5']);
    expect(ways(second, 2)).toEqual([]);
    expect(second.truncated).toBe(false);
  });

  it('takes the first of several edges, so that the order of edges is the order of preference', () => {
    const walk = extendWalk(startWalk([1], 50), [edge(1, 2, 'the best'), edge(1, 2, 'another')], 50);
    expect(pathTo(walk, recordNode(2))[0]?.via.reason).toBe('the best');
  });

  it.each([
    [3, { r1: 0, r2: 1, r3: 1 }, true],
    [4, { r1: 0, r2: 1, r3: 1, r4: 1 }, false],
  ])('takes at most %i nodes and says so', (most, expected, truncated) => {
    const walk = extendWalk(startWalk([1], most), [edge(1, 2), edge(1, 3), edge(1, 4)], most);
    expect(distances(walk)).toEqual(expected);
    expect(walk.truncated).toBe(truncated);
  });

  it('starts from no more members than it may hold, each once', () => {
    expect(startWalk([1, 1, 2], 1)).toMatchObject({ frontier: ['r1'], truncated: true });
  });

  it('knows records from parties', () => {
    expect(recordKeyOf(partyNode(7, 0))).toBeUndefined();
    expect(recordKeys([recordNode(12), partyNode(7, 0), recordNode(3)])).toEqual([12, 3]);
  });
});

describe('edges over shared identifiers', () => {
  const uses = [
    use(1, 'container', 'SMLU4815164'),
    use(2, 'container', 'SMLU4815164'),
    use(1, 'seal', 'SML7', 'SML7'),
    use(3, 'seal', 'SML7', 'SML7'),
    use(1, 'name', 'JEAN PIERRE'),
    use(4, 'name', 'JEAN PIERRE'),
    use(1, 'serial', 'B0', '80'),
    use(5, 'serial', '80', '80'),
  ];
  const { groups } = groupUses(uses, new Set([1]));
  const judged = (
    rightKey: number,
    kind: Judgement['kind'],
    key: string,
    verdict: Judgement['verdict'],
  ): Judgement => ({
    seq: 0,
    leftKey: rightKey,
    rightKey: 1,
    kind,
    key,
    value: key,
    verdict,
    reason: 'seen on the photograph',
  });
  const targets = (least: Strength, ...judgements: Judgement[]): string[] =>
    identifierEdges(groups, { frontier: new Set([1]), least, judgements: judgementsByPair(judgements) }).map(
      ({ to }) => to,
    );

  it.each<[Strength, string[]]>([
    ['strong', ['r2']],
    ['medium', ['r2', 'r3', 'r5']],
    ['weak', ['r2', 'r3', 'r5', 'r4']],
  ])('of at least %s: %j, the strongest first', (least, expected) => {
    expect(targets(least)).toEqual(expected);
  });

  it('a rejected link is not walked, whichever way it was judged', () => {
    expect(targets('strong', judged(2, 'container', 'SMLU4815164', 'REJECTED'))).toEqual([]);
    expect(targets('strong', judged(2, 'container', 'SMLU4815164', 'UNSURE'))).toEqual(['r2']);
    expect(targets('medium', judged(5, 'serial', '80', 'REJECTED'))).toEqual(['r2', 'r3']);
  });

  it('a confirmed link is walked however weak, and its kind is asked for', () => {
    const confirmed = judged(4, 'name', 'JEAN PIERRE', 'CONFIRMED');
    expect(targets('strong', confirmed)).toEqual(['r2', 'r4']);
    expect(kindsToWalk('strong', [confirmed])).toContain('name');
    expect(kindsToWalk('strong', [])).toEqual(['awb', 'bill_of_lading', 'container', 'imo', 'serial']);
    expect(kindsToWalk('weak', [])).toHaveLength(11);
  });

  it('say what is written at the far end and why', () => {
    const [first] = identifierEdges(groups, { frontier: new Set([2]), least: 'strong', judgements: new Map() });
    expect(first).toEqual({
      from: 'r2',
      to: 'r1',
      via: {
        type: 'identifier',
        kind: 'container',
        value: 'SMLU4815164',
        strength: 'strong',
        reason: "container number 'SMLU4815164' stands in both, exactly as written",
      },
    });
  });
});

describe('edges of other kinds', () => {
  it('references and parties carry their reason', () => {
    expect(referenceEdges([{ from: 1, to: 2, reference: 'INSPECTED_SHIPMENT' }])).toMatchObject([
      {
        from: 'r1',
        to: 'r2',
        via: { kind: 'INSPECTED_SHIPMENT', reason: 'the inspection was of this bill of lading' },
      },
    ]);
    const party = { shipmentKey: 2, seq: 1, role: 'CONSIGNEE' as const, name: 'Magasin Lakay', address: null };
    expect(partyEdges([party])).toMatchObject([
      {
        from: 'r2',
        to: 'p2/1',
        via: { type: 'party', kind: 'CONSIGNEE', reason: 'named as consignee on the bill of lading' },
      },
    ]);
  });
});
