import type { Strength } from './link.types';

/** A record or a party on a bill. Made by recordNode and partyNode; never shown. */
export type NodeId = string;

export type ViaType = 'member' | 'identifier' | 'reference' | 'party';

/** What a step goes by. */
export interface Via {
  readonly type: ViaType;
  readonly kind: string | null;
  /** As written at the far end. */
  readonly value: string | null;
  readonly strength: Strength | null;
  readonly reason: string;
}

export interface GraphEdge {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly via: Via;
}

export interface Reached {
  /** Hops from the nearest member; a member is 0. */
  readonly distance: number;
  /** The edge it was first reached by; none for a member. */
  readonly edge: GraphEdge | null;
}

export interface Walk {
  readonly reached: ReadonlyMap<NodeId, Reached>;
  /** What the last hop added, in the order it was reached. */
  readonly frontier: readonly NodeId[];
  readonly truncated: boolean;
}

/** How one record points at another by its own content. */
export const REFERENCES = [
  'INSPECTED_SHIPMENT',
  'INSPECTED_BY',
  'ENCLOSES',
  'ENCLOSED_IN',
  'REPLIES_TO',
  'REPLIED_BY',
  'STATED_FROM',
  'SOURCE_OF',
  'NAMES',
  'NAMED_BY',
  'DIVERSION_OF',
  'FOUND_IN',
  'DIVERTED_FROM',
  'DIVERTED_AS',
  'USED_FOR',
  'SUPPLIED_UNDER',
] as const;
export type Reference = (typeof REFERENCES)[number];

export interface ReferenceRow {
  readonly from: number;
  readonly to: number;
  readonly reference: Reference;
}

export interface PartyRow {
  readonly shipmentKey: number;
  readonly seq: number;
  readonly role: 'CARRIER' | 'SHIPPER' | 'CONSIGNEE' | 'NOTIFY';
  readonly name: string;
  readonly address: string | null;
}
