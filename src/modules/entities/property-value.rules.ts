import { isUuid } from '../../kernel/ids';
import type { PropertyFacts } from './ftm-model.rules';

const PARTIAL_DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

function isPartialDate(text: string): boolean {
  const match = PARTIAL_DATE.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1)];
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

interface Form {
  readonly fits: (text: string, values: ReadonlySet<string>) => boolean;
  readonly form: string;
}

/** By property type of FollowTheMoney. Its list of languages lacks Haitian Creole, so any code of the form of ISO 639-3 will do. */
const FORMS: Readonly<Record<string, Form>> = {
  date: { fits: isPartialDate, form: 'a real day, month or year: YYYY-MM-DD, YYYY-MM or YYYY' },
  country: {
    fits: (text, values) => text === text.toUpperCase() && values.has(text.toLowerCase()),
    form: 'ISO 3166-1 alpha-2 in capitals, e.g. HT',
  },
  gender: { fits: (text, values) => values.has(text), form: 'male, female or other' },
  topic: { fits: (text, values) => values.has(text), form: 'a topic of FollowTheMoney, e.g. crime or sanction' },
  number: { fits: (text) => /^-?\d+(\.\d+)?$/.test(text), form: 'a decimal number' },
  language: { fits: (text) => /^[a-z]{3}$/.test(text), form: 'ISO 639-3, e.g. hat' },
  email: { fits: (text) => /^[^\s@]+@[^\s@]+$/.test(text), form: 'an address with one @' },
  url: { fits: (text) => /^https?:\/\/\S+$/.test(text), form: 'an http or https address' },
  entity: { fits: isUuid, form: 'the id of an entity' },
};
const NO_VALUES: ReadonlySet<string> = new Set();

/**
 * What form a value should have, or undefined if it has it. Numbers of papers, vessels and telephones are free: a wrong check
 * digit is kept and flagged. A source's own wording that does not fit goes into `originalValue`.
 */
export function expectedForm({ type, values, maxLength }: PropertyFacts, value: string): string | undefined {
  if (value.trim() === '') return 'something other than blanks';
  if (value.length > maxLength) return `at most ${maxLength} characters`;
  const rule = Object.hasOwn(FORMS, type) ? FORMS[type] : undefined;
  return rule && !rule.fits(value, values ?? NO_VALUES) ? rule.form : undefined;
}
