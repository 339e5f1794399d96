import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../kernel/canonical-json';
import type { ShipmentFacts } from '../shipment.types';

/**
 * SHA-256 of what a bill says, by which two versions of a manifest are compared. Without its line number, which shifts for all bills when one
 * is put in before them, and without nulls, so that a field added to the program later changes no hash.
 */
export function contentHash({ lineNumber: _, ...facts }: ShipmentFacts): Buffer {
  return createHash('sha256')
    .update(canonicalJson(withoutNulls(facts)))
    .digest();
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (value === null || typeof value !== 'object') return value ?? undefined;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => (one === null ? [] : [[key, withoutNulls(one)] as const])),
  );
}
