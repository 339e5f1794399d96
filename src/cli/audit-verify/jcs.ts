/* The verifier's own RFC 8785 (JCS): a payload is accepted only when its bytes are the one canonical form of its value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const LONE_SURROGATE = /\p{Cs}/u;

/** Canonical text of a JSON value. Numbers and string escapes of RFC 8785 are those of ECMAScript. */
export function canonicalText(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  const object = value as { readonly [key: string]: Json };
  const members = Object.keys(object)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalText(object[key]!)}`);
  return `{${members.join(',')}}`;
}

/** The value, or null when the bytes are not UTF-8, not JSON, or not in canonical form (so also for repeated keys). */
export function parseCanonical(bytes: Uint8Array): { readonly value: Json } | null {
  try {
    const text = decoder.decode(bytes);
    const value = JSON.parse(text) as Json;
    // JSON.stringify writes a lone surrogate as \udXXX, which would look canonical although RFC 8785 refuses it.
    const isCanonical = isSortedAsWritten(value) ? JSON.stringify(value) === text : canonicalText(value) === text;
    const sound = isCanonical && !(text.includes('\\ud') && hasLoneSurrogate(value));
    return sound ? { value } : null;
  } catch {
    return null;
  }
}

/**
 * Whether every object's keys are in canonical order as parsed; then JSON.stringify is canonical and three times faster.
 * (Not so for keys like "10" and "9", which JavaScript keeps in numeric order: those take the long way.)
 */
function isSortedAsWritten(value: Json): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (Array.isArray(value)) return value.every(isSortedAsWritten);
  let previous: string | null = null;
  for (const key of Object.keys(value)) {
    if (previous !== null && previous >= key) return false;
    if (!isSortedAsWritten((value as { readonly [key: string]: Json })[key]!)) return false;
    previous = key;
  }
  return true;
}

function hasLoneSurrogate(value: Json): boolean {
  if (typeof value === 'string') return LONE_SURROGATE.test(value);
  if (value === null || typeof value !== 'object') return false;
  return Object.entries(value).some(([key, member]) => LONE_SURROGATE.test(key) || hasLoneSurrogate(member));
}

export const isObject = (value: unknown): value is { readonly [key: string]: Json } =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
