import type { LeafRow } from './leaf';
import type { Completed } from './tree';

/* What the checks ask of the stored log. One snapshot answers all, so that a log that grows meanwhile is no fault. */
export interface LogName {
  readonly logId: number;
  /** Organisation uuid or 'system'; null when no such organisation exists. */
  readonly name: string | null;
}

export interface EntryRow {
  readonly idx: number;
  readonly leafKey: number;
  readonly leaf: LeafRow | null;
}

export interface HeadRow {
  readonly size: number;
  readonly root: Buffer;
  /** UTC with six digits of a second: a head has milliseconds, so the last three must be zero. */
  readonly at: string;
  readonly keyId: string;
  readonly signature: Buffer;
}

export interface LiveRecord {
  readonly id: string;
  readonly hash: Buffer | null;
}

export interface NodeRange {
  readonly level: number;
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

export interface AuditSource {
  /** Milliseconds since the epoch by the database's clock. */
  now(): Promise<number>;
  /** Every log that an organisation or any audit row belongs to, by number. */
  logs(): Promise<readonly LogName[]>;
  /** Pages of entries by position. */
  entries(logId: number): AsyncIterable<readonly EntryRow[]>;
  /** Pages of heads by size, then time. */
  heads(logId: number): AsyncIterable<readonly HeadRow[]>;
  /** For each range the hashes of its nodes, joined by position; null when one is missing or not 32 bytes long. */
  joinedNodes(logId: number, ranges: readonly NodeRange[]): Promise<readonly (Buffer | null)[]>;
  /** Stored nodes within the ranges, by level and position. */
  nodes(logId: number, ranges: readonly NodeRange[]): Promise<readonly Completed[]>;
  /** A stored node that does not lie within the complete subtrees of a tree of this size. */
  strayNode(logId: number, size: number): Promise<Omit<Completed, 'hash'> | null>;
  /** Entries whose leaf stands at an earlier position too. */
  repeatedLeaves(): Promise<readonly { readonly logId: number; readonly idx: number; readonly leafKey: number }[]>;
  /** Pages of leaves that have no entry. */
  pending(): AsyncIterable<readonly LeafRow[]>;
  records(): AsyncIterable<readonly LiveRecord[]>;
}
