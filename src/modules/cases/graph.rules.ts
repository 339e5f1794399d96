/**
 * Breadth-first walking from the members of a case, one hop at a time. Pure: the rows of each hop come in, the nodes of the next come out.
 * Invariant: every node keeps the edge it was first reached by, and that edge starts at a node reached one hop earlier; so each node has a
 * path, and no path goes through anything the reader cannot see, because only visible rows come in.
 */
import type { GraphEdge, NodeId, PartyRow, Reached, Reference, ReferenceRow, Walk } from './graph.types';
import { byStrength, compare, isAtLeast, KINDS_OF_LINK, pairOf, reasonOf } from './link.rules';
import { type Judgement, type SharedIdentifier, type Strength, STRENGTHS, type Use } from './link.types';

export const recordNode = (key: number): NodeId => `r${key}`;
export const partyNode = (shipmentKey: number, seq: number): NodeId => `p${shipmentKey}/${seq}`;

/** The record a node is, or undefined for a party. */
export const recordKeyOf = (node: NodeId): number | undefined =>
  node.startsWith('r') ? Number(node.slice(1)) : undefined;

export const recordKeys = (nodes: Iterable<NodeId>): number[] => [...nodes].flatMap((node) => recordKeyOf(node) ?? []);

export function startWalk(members: readonly number[], most: number): Walk {
  const nodes = [...new Set(members)].map(recordNode);
  const kept = nodes.slice(0, most);
  const reached = new Map<NodeId, Reached>(kept.map((node) => [node, { distance: 0, edge: null }]));
  return { reached, frontier: kept, truncated: nodes.length > kept.length };
}

/** One hop. The first edge that reaches a node is its way; more than `most` nodes are not taken, and it says so. */
export function extendWalk(walk: Walk, edges: readonly GraphEdge[], most: number): Walk {
  const reached = new Map(walk.reached);
  const frontier: NodeId[] = [];
  let { truncated } = walk;
  for (const edge of edges) {
    const before = walk.reached.get(edge.from);
    if (!before || reached.has(edge.to)) continue;
    if (reached.size >= most) {
      truncated = true;
      break;
    }
    reached.set(edge.to, { distance: before.distance + 1, edge });
    frontier.push(edge.to);
  }
  return { reached, frontier, truncated };
}

/** The edges from a member to this node; none for a member itself. */
export function pathTo(walk: Pick<Walk, 'reached'>, node: NodeId): GraphEdge[] {
  const path: GraphEdge[] = [];
  for (let edge = walk.reached.get(node)?.edge; edge; edge = walk.reached.get(edge.from)?.edge) path.unshift(edge);
  return path;
}

export interface IdentifierWalk {
  readonly frontier: ReadonlySet<number>;
  readonly least: Strength;
  readonly judgements: ReadonlyMap<string, Judgement>;
}

/** Edges over shared identifiers, the strongest first. A rejected link is not walked; a confirmed one is, however weak. */
export function identifierEdges(
  groups: readonly (readonly Use[])[],
  { frontier, least, judgements }: IdentifierWalk,
): GraphEdge[] {
  const links: { link: SharedIdentifier; judgement: Judgement | undefined }[] = [];
  for (const group of groups) {
    for (const left of group) {
      if (!frontier.has(left.recordKey)) continue;
      for (const right of group) {
        if (frontier.has(right.recordKey)) continue;
        const link = compare(left, right);
        const judgement = judgements.get(pairOf(link.kind, link.key, left.recordKey, right.recordKey));
        const isWalked = judgement?.verdict === 'CONFIRMED' || isAtLeast(link.strength, least);
        if (isWalked && judgement?.verdict !== 'REJECTED') links.push({ link, judgement });
      }
    }
  }
  return links
    .sort((a, b) => byStrength(a.link, b.link))
    .map(({ link, judgement }) => {
      const confirmed = judgement?.verdict === 'CONFIRMED' ? `; confirmed by a person: ${judgement.reason}` : '';
      return {
        from: recordNode(link.left.recordKey),
        to: recordNode(link.right.recordKey),
        via: {
          type: 'identifier',
          kind: link.kind,
          value: link.right.raw,
          strength: link.strength,
          reason: reasonOf(link) + confirmed,
        },
      };
    });
}

const REFERENCE_WORDS: Readonly<Record<Reference, string>> = {
  INSPECTED_SHIPMENT: 'the inspection was of this bill of lading',
  INSPECTED_BY: 'this inspection was of the bill of lading',
  ENCLOSES: 'the exchange encloses this record',
  ENCLOSED_IN: 'the record is enclosed in this exchange',
  REPLIES_TO: 'the exchange replies to this request',
  REPLIED_BY: 'this exchange replies to the request',
  STATED_FROM: 'statements of the entity are taken from this record',
  SOURCE_OF: 'statements of this entity are taken from the record',
  NAMES: 'a relation, or a statement, names this entity',
  NAMED_BY: 'this relation or entity names the entity',
  DIVERSION_OF: 'the diversion rests on this find',
  FOUND_IN: 'this diversion rests on the find',
  DIVERTED_FROM: 'the goods were supplied under this exemption',
  DIVERTED_AS: 'goods supplied under the exemption were found by this diversion',
  USED_FOR: 'the exemption was used for this bill of lading',
  SUPPLIED_UNDER: 'the bill of lading was supplied under this exemption',
};

export const referenceEdges = (rows: readonly ReferenceRow[]): GraphEdge[] =>
  rows.map(({ from, to, reference }) => ({
    from: recordNode(from),
    to: recordNode(to),
    via: { type: 'reference', kind: reference, value: null, strength: 'strong', reason: REFERENCE_WORDS[reference] },
  }));

const ROLE_WORDS = { CARRIER: 'carrier', SHIPPER: 'shipper', CONSIGNEE: 'consignee', NOTIFY: 'party to be notified' };

export const partyEdges = (rows: readonly PartyRow[]): GraphEdge[] =>
  rows.map(({ shipmentKey, seq, role, name }) => ({
    from: recordNode(shipmentKey),
    to: partyNode(shipmentKey, seq),
    via: {
      type: 'party',
      kind: role,
      value: name,
      strength: null,
      reason: `named as ${ROLE_WORDS[role]} on the bill of lading`,
    },
  }));

/** Kinds worth asking the database for: those that can be strong enough, and those a person confirmed a link of. */
export function kindsToWalk(least: Strength, judgements: Iterable<Judgement>): string[] {
  const confirmed = [...judgements].filter(({ verdict }) => verdict === 'CONFIRMED').map(({ kind }) => kind);
  const strongEnough = Object.entries(KINDS_OF_LINK)
    .filter(([, { strength }]) => STRENGTHS.indexOf(strength) <= STRENGTHS.indexOf(least))
    .map(([kind]) => kind);
  return [...new Set([...strongEnough, ...confirmed])].sort();
}
