/** Ship names as a key: no accents, no M/V, no punctuation. Numbers stay: RAINER 1 and RAINER 2 are two ships. */
import type { IdentifierFlag, ParsedIdentifier } from './identifier.types';
import { stripAccents, upperNfkc, wordsOnly } from './text.rules';

/** The dots and strokes of M/V and M.V. have become spaces by now. A prefix alone is taken for a name. */
const PREFIX = /^(?:M ?V|S ?S|M ?T)\s+(?=\S)/;
const PLACEHOLDERS = new Set(['UNKNOWN', 'TBN', 'TBA', 'TO BE NAMED', 'TO BE ADVISED', 'N A', 'NIL', 'NONE', 'NULL']);

function flagsOf(normalised: string): IdentifierFlag[] {
  if (normalised === '') return [{ code: 'NOT_OF_THE_FORM', detail: 'no letter and no digit' }];
  return PLACEHOLDERS.has(normalised) ? [{ code: 'PLACEHOLDER', detail: 'names no ship' }] : [];
}

export function parseVesselName(raw: string): ParsedIdentifier {
  const name = wordsOnly(stripAccents(upperNfkc(raw))).replace(PREFIX, '');
  const flags = flagsOf(name);
  return {
    kind: 'vessel_name',
    raw,
    normalised: flags.length > 0 ? '' : name,
    valid: flags.length === 0,
    flags,
  };
}
