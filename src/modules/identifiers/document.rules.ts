/** Numbers with no check digit and no common form (bill of lading, voyage, papers): A-Z and 0-9 are the key. */
import type { IdentifierFlag, IdentifierKind, ParsedIdentifier } from './identifier.types';
import { alphanumeric, losesLetters, upperNfkc, wordsOnly } from './text.rules';

const PLACEHOLDERS = new Set(['N A', 'NA', 'NIL', 'NONE', 'NULL', 'UNKNOWN', 'TBA', 'N M']);

function flagsOf(raw: string, key: string): IdentifierFlag[] {
  if (PLACEHOLDERS.has(wordsOnly(upperNfkc(raw)))) return [{ code: 'PLACEHOLDER', detail: 'stands for "none"' }];
  const flags: IdentifierFlag[] = [];
  if (key === '') flags.push({ code: 'NOT_OF_THE_FORM', detail: 'no letter A-Z and no digit' });
  else if (/^0+$/.test(key)) flags.push({ code: 'ALL_ZERO', detail: 'zeros stand for "none"' });
  if (losesLetters(raw)) {
    flags.push({ code: 'CHARACTERS_DROPPED', detail: 'letters or digits outside A-Z and 0-9 are not in the key' });
  }
  return flags;
}

function parse(kind: IdentifierKind, raw: string): ParsedIdentifier {
  const key = alphanumeric(raw);
  const flags = flagsOf(raw, key);
  const normalised = flags.some((flag) => flag.code === 'PLACEHOLDER') ? '' : key;
  return { kind, raw, normalised, valid: flags.every((flag) => flag.code === 'CHARACTERS_DROPPED'), flags };
}

export const parseBillOfLading = (raw: string): ParsedIdentifier => parse('bill_of_lading', raw);
export const parseVoyage = (raw: string): ParsedIdentifier => parse('voyage', raw);
export const parseDocument = (raw: string): ParsedIdentifier => parse('document', raw);
