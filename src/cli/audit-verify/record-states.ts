import { createHash } from 'node:crypto';
import type { Mention } from './leaf';

export interface Where {
  readonly log: string;
  /** Null while the leaf waits for the sequencer. */
  readonly index: number | null;
  readonly leafKey: number;
  readonly salt: Buffer;
}

export interface Expected {
  readonly id: string;
  /** Whether a live record's state hash is the one logged; null when no leaf has written the record. */
  readonly fits: ((live: Buffer) => boolean) | null;
  readonly log: string;
  readonly index: number | null;
}

const STATE_BYTES = 32;
const SALT_BYTES = 16;
const SLOT_BYTES = STATE_BYTES + SALT_BYTES;

/**
 * The newest logged state of every record: the highest version, among equals the latest leaf. The only part of the
 * verifier that grows with the number of records (about 190 bytes for each), therefore kept in flat arrays.
 */
export class RecordStates {
  private readonly slots = new Map<string, number>();
  private readonly logs: string[] = [];
  private states = Buffer.alloc(0);
  private numbers = new Float64Array(0);
  private seen = new Uint8Array(0);

  get size(): number {
    return this.slots.size;
  }

  note(mention: Mention, where: Where): void {
    const known = this.slots.get(mention.id);
    const slot = known ?? this.slots.size;
    if (known === undefined) {
      this.slots.set(mention.id, slot);
      this.grow();
      this.put(slot, -1, -1, where);
    }
    if (!mention.state) return;
    const [version, leafKey] = [this.numbers[slot * 4]!, this.numbers[slot * 4 + 1]!];
    if (mention.version < version || (mention.version === version && where.leafKey < leafKey)) return;
    this.states.set(mention.state, slot * SLOT_BYTES);
    this.states.set(where.salt, slot * SLOT_BYTES + STATE_BYTES);
    this.put(slot, mention.version, where.leafKey, where);
  }

  /** What the log expects of a live record, which counts as seen from now on; null when no leaf mentions it. */
  meet(id: string): Expected | null {
    const slot = this.slots.get(id);
    if (slot === undefined) return null;
    this.seen[slot] = 1;
    return this.expected(id, slot);
  }

  *unseen(): Generator<Expected> {
    for (const [id, slot] of this.slots) if (this.seen[slot] === 0) yield this.expected(id, slot);
  }

  private expected(id: string, slot: number): Expected {
    const index = this.numbers[slot * 4 + 2]!;
    const isWritten = this.numbers[slot * 4]! >= 0;
    return {
      id,
      fits: isWritten ? (live) => this.fits(slot, live) : null,
      log: this.logs[this.numbers[slot * 4 + 3]!]!,
      index: index < 0 ? null : index,
    };
  }

  /**
   * A leaf holds SHA-256(its salt || state hash): two leaves about one record must not tell, by equal or different hashes, whether
   * somebody else has changed it in between.
   */
  private fits(slot: number, live: Buffer): boolean {
    const logged = this.states.subarray(slot * SLOT_BYTES, (slot + 1) * SLOT_BYTES);
    const salted = createHash('sha256').update(logged.subarray(STATE_BYTES)).update(live).digest();
    return salted.equals(logged.subarray(0, STATE_BYTES));
  }

  private put(slot: number, version: number, leafKey: number, where: Where): void {
    this.numbers.set([version, leafKey, where.index ?? -1, this.logNumber(where.log)], slot * 4);
  }

  /** Leaves come log by log, so the newest name is nearly always the right one. */
  private logNumber(log: string): number {
    const at = this.logs.lastIndexOf(log);
    return at >= 0 ? at : this.logs.push(log) - 1;
  }

  private grow(): void {
    if (this.slots.size <= this.seen.length) return;
    const room = Math.max(1024, this.seen.length * 2);
    this.states = Buffer.concat([this.states], room * SLOT_BYTES);
    const [numbers, seen] = [new Float64Array(room * 4), new Uint8Array(room)];
    numbers.set(this.numbers);
    seen.set(this.seen);
    [this.numbers, this.seen] = [numbers, seen];
  }
}
