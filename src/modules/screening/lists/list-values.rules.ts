/** Texts, partial dates, links and genders as lists write them. Pure: what cannot be read is undefined. */
import type { ListGender } from './list-entry.types';
import { NO_VALUE } from './country-names.cases';

/** One line of text: the list breaks lines within a field as it likes. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** No database text holds a NUL or half a character, and JSON can carry both. */
export const storable = (text: string): string => text.replace(/\0|\p{Surrogate}/gu, '\uFFFD');

export const isPlaceholder = (text: string): boolean => NO_VALUE.has(text.trim().toLowerCase());

export interface PartialDate {
  /** yyyy, yyyy-MM or yyyy-MM-dd */
  readonly value: string;
  readonly approximate: boolean;
  /** Day and month could be the other way round; `value` is the year only. */
  readonly ambiguous: boolean;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function calendar(year: number, month?: number, day?: number): string | undefined {
  if (year < 1000 || year > 2200) return undefined;
  const date = new Date(Date.UTC(year, (month ?? 1) - 1, day ?? 1));
  if (date.getUTCMonth() !== (month ?? 1) - 1 || date.getUTCDate() !== (day ?? 1)) return undefined;
  const length = month === undefined ? 4 : day === undefined ? 7 : 10;
  return date.toISOString().slice(0, length);
}

const isoDate = (text: string): string | undefined => {
  // Some days carry the zone of the office that typed them: 2011-03-29-04:00.
  const iso = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:Z|[+-]\d{2}:\d{2}|T[\d:.Z+-]*)?$/.exec(text);
  if (!iso) return undefined;
  const [, year, month, day] = iso;
  return calendar(
    Number(year),
    month === undefined ? undefined : Number(month),
    day === undefined ? undefined : Number(day),
  );
};

/** "12 Mar. 1970", "Mar. 1970". */
function namedDate(text: string): string | undefined {
  const named = /^(?:(\d{1,2})\s+)?(\p{L}{3,9})\.?\s+(\d{4})$/u.exec(text);
  const month = MONTHS.indexOf((named?.[2] ?? '').slice(0, 3).toLowerCase()) + 1;
  if (!named || month === 0) return undefined;
  return calendar(Number(named[3]), month, named[1] === undefined ? undefined : Number(named[1]));
}

function slashedDate(text: string): { value: string; ambiguous: boolean } | undefined {
  const slashed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  if (!slashed) return undefined;
  const [first, second, year] = [Number(slashed[1]), Number(slashed[2]), Number(slashed[3])];
  const dayFirst = calendar(year, second, first);
  const monthFirst = calendar(year, first, second);
  if (dayFirst && monthFirst && dayFirst !== monthFirst) return { value: String(year), ambiguous: true };
  const value = dayFirst ?? monthFirst;
  return value === undefined ? undefined : { value, ambiguous: false };
}

/** A day, month or year in the forms of lists; "circa", "approximately" and "c." make it approximate. */
export function readPartialDate(raw: string): PartialDate | undefined {
  const approximate = /^(?:approximately|approx\.?|circa|about|c\.|ca\.|vers|environ|hacia)\s*/i;
  const text = oneLine(raw).replace(approximate, '');
  const value = isoDate(text) ?? namedDate(text);
  const reading = value === undefined ? slashedDate(text) : { value, ambiguous: false };
  return reading && { ...reading, approximate: approximate.test(oneLine(raw)) };
}

/** The day only: what lists say of their own acts is never less precise. */
export const readDay = (raw: string): string | undefined => {
  const reading = readPartialDate(raw);
  return reading?.value.length === 10 ? reading.value : undefined;
};

export function readGender(raw: string): ListGender | undefined {
  const text = raw.trim().toLowerCase();
  if (/^(?:m|male|masculin|masculino|homme|hombre)$/.test(text)) return 'male';
  if (/^(?:f|female|feminin|féminin|femenino|femme|mujer)$/.test(text)) return 'female';
  return text === 'other' ? 'other' : undefined;
}

/** The Haiti entries of 2022 to 2025 say it in COMMENTS1 only. */
export const genderInText = (text: string): ListGender | undefined =>
  readGender(/\bGender:\s*(Male|Female)\b/i.exec(text)?.[1] ?? '');

/** Now and then typed in capitals only: KPE.018. */
const REFERENCE = /\b([A-Z]{2})([ieIE])\.(\d{3,4})\b/g;
const MOST_LINK_TEXT = 300;

/** References of permanent entries (HTi.007, QDe.004) in free text, each with the sentence around it. */
export function linksIn(text: string, own: string | null): { readonly reference: string; readonly text: string }[] {
  const found = new Map<string, string>();
  for (const match of text.matchAll(REFERENCE)) {
    const [written, regime = '', kind = '', number = ''] = match;
    const reference = `${regime}${kind.toLowerCase()}.${number}`;
    if (reference === own || found.has(reference)) continue;
    const before = text.slice(Math.max(0, match.index - MOST_LINK_TEXT), match.index);
    const after = text.slice(match.index + written.length, match.index + written.length + MOST_LINK_TEXT);
    const begin = before.split(/(?<=[.;])\s+(?=\p{Lu})/u).at(-1) ?? '';
    const end = after.split(/[.;](?:\s|$)/)[0] ?? '';
    found.set(reference, oneLine(`${begin}${written}${end}`));
  }
  return [...found].map(([reference, sentence]) => ({ reference, text: sentence }));
}
