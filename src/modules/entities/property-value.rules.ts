import type { PropertyType } from './entity.types';

const PARTIAL_DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

function isPartialDate(text: string): boolean {
  const match = PARTIAL_DATE.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1)];
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const FORMS: Readonly<
  Partial<Record<PropertyType, { readonly fits: (text: string) => boolean; readonly form: string }>>
> = {
  date: { fits: isPartialDate, form: 'a real day, month or year: YYYY-MM-DD, YYYY-MM or YYYY' },
  country: { fits: (text) => /^[A-Z]{2}$/.test(text), form: 'ISO 3166-1 alpha-2, e.g. HT' },
  gender: { fits: (text) => ['male', 'female', 'other'].includes(text), form: 'male, female or other' },
  number: { fits: (text) => /^-?\d+(\.\d+)?$/.test(text), form: 'a decimal number' },
  language: { fits: (text) => /^[a-z]{3}$/.test(text), form: 'ISO 639-3, e.g. hat' },
  email: { fits: (text) => /^[^\s@]+@[^\s@]+$/.test(text), form: 'an address with one @' },
  url: { fits: (text) => /^https?:\/\/\S+$/.test(text), form: 'an http or https address' },
};

/**
 * What form a value should have, or undefined if it has it. Numbers of papers, vessels and telephones are free: a wrong check
 * digit is kept and flagged. A source's own wording that does not fit goes into `originalValue`.
 */
export function expectedForm(type: PropertyType, value: string): string | undefined {
  if (value.trim() === '') return 'something other than blanks';
  const rule = FORMS[type];
  return rule && !rule.fits(value) ? rule.form : undefined;
}
