/**
 * Roughly what a bill takes in memory while it is written, in bytes: rows, identifiers and copies of its text. Batches are closed by it,
 * because 500 ordinary bills are 1 MB and 500 of a hostile file are all that a file may hold.
 */
import type { BillOfLading, UnmappedElement } from '../readers/manifest.types';

/** Of one row and its identifiers. */
const ROW = 200;
const length = (text: string | null): number => text?.length ?? 0;
const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + ROW + of(item), 0);
const ofUnmapped = ({ value }: UnmappedElement): number => value.length;

export const weightOf = (bill: BillOfLading): number =>
  ROW +
  sum(bill.parties, ({ name, address }) => length(name) + length(address)) +
  sum(bill.containers, ({ seals, description }) => sum(seals, length) + length(description)) +
  sum(bill.goods, ({ description, shippingMarks, hsCodes }) => {
    return length(description) + length(shippingMarks) + hsCodes.length * ROW;
  }) +
  sum(bill.vehicles, () => ROW) +
  sum(bill.unmapped, ofUnmapped);

/** A batch that weighs this much is written, however few its bills. */
export const HEAVIEST_BATCH = 4_000_000;
