/** Numbers and dates as spreadsheets and their users write them, in English, French and Spanish. */
import { type DateReading, readDate, readNumber } from '../manifest-values.rules';
import type { DateOrder, DecimalMark } from './table-plan.types';

const plain = (text: string): string => text.replace(/[\s\u00a0\u202f'\u2019]/g, '');

/** With a mark that is known nothing is in doubt: the other one only groups thousands. */
function readMarked(bare: string, mark: DecimalMark): number | undefined {
  const [decimal, group] = mark === 'COMMA' ? [',', '.'] : ['.', ','];
  const grouped = new RegExp(`^\\d{1,3}(?:\\${group}\\d{3})+(?:\\${decimal}\\d*)?$`);
  if (grouped.test(bare)) return readNumber(bare.replaceAll(group, '').replace(decimal, '.'));
  return bare.includes(group) ? undefined : readNumber(bare.replace(decimal, '.'));
}

/** Thousands separators are taken where they cannot be anything else: 1,234,567 or 1.234,50. One "1,234" is left in doubt. */
export function readTableNumber(text: string, mark?: DecimalMark): number | undefined {
  const bare = plain(text);
  if (mark) return readMarked(bare, mark);
  if (/^\d{1,3}(?:,\d{3})+\.\d+$|^\d{1,3}(?:,\d{3}){2,}$/.test(bare)) return readNumber(bare.replaceAll(',', ''));
  if (/^\d{1,3}(?:\.\d{3})+,\d+$|^\d{1,3}(?:\.\d{3}){2,}$/.test(bare)) {
    return readNumber(bare.replaceAll('.', '').replace(',', '.'));
  }
  if (/^\d+,\d{1,2}$/.test(bare)) return readNumber(bare.replace(',', '.'));
  return readNumber(bare);
}

const MONTHS: readonly RegExp[] = [
  /^(?:jan|ene)/,
  /^(?:feb|fev)/,
  /^mar/,
  /^(?:apr|avr|abr)/,
  /^ma[iy]/,
  /^(?:jun|juin)/,
  /^(?:jul|juil)/,
  /^(?:aug|aou|ago)/,
  /^(?:sep|set)/,
  /^oct/,
  /^nov/,
  /^(?:dec|dic)/,
];

const monthNamed = (name: string): number =>
  MONTHS.findIndex((month) =>
    month.test(
      name
        .normalize('NFKD')
        .replace(/[\u0300-\u036f.]/g, '')
        .toLowerCase(),
    ),
  ) + 1;

const iso = (year: string, month: number, day: string): DateReading | undefined => {
  const full = year.length === 2 ? `20${year}` : year;
  return readDate(`${full}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`);
};

/** "5-Apr-2024", "5 avril 2024", "5 de abril de 2024", "April 5, 2024". */
function readNamed(text: string): DateReading | undefined {
  const dayFirst = /^(\d{1,2})(?:er)?[\s./-]+(?:de\s+)?(\p{L}{3,10})\.?[\s./-]+(?:de\s+|del\s+)?(\d{4}|\d{2})$/u.exec(
    text,
  );
  if (dayFirst) return iso(dayFirst[3]!, monthNamed(dayFirst[2]!), dayFirst[1]!);
  const monthFirst = /^(\p{L}{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/u.exec(text);
  return monthFirst ? iso(monthFirst[3]!, monthNamed(monthFirst[1]!), monthFirst[2]!) : undefined;
}

const withoutTime = (text: string): string => text.replace(/[T\s]+\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M)?$/i, '');

function readDigits([, first = '', mark, second = '', year = '']: RegExpExecArray, order?: DateOrder) {
  const dayFirst = order === 'DMY' || (order === undefined && mark === '.');
  if (order === 'YMD') return year.length === 2 ? iso(first.padStart(2, '0'), Number(second), year) : undefined;
  if (dayFirst) return iso(year, Number(second), first);
  return order === 'MDY' ? iso(year, Number(first), second) : readDate(`${first}/${second}/${year}`);
}

/**
 * A day in any of these forms. Digits with dots are day first, as nobody writes them otherwise; 4/5/2024 is month first and
 * ambiguous unless the order is known.
 */
export function readTableDate(text: string, order?: DateOrder): DateReading | undefined {
  const day = withoutTime(text.trim());
  const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(day) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(day);
  if (yearFirst) return iso(yearFirst[1]!, Number(yearFirst[2]), yearFirst[3]!);
  const digits = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{2}|\d{4})$/.exec(day);
  return digits ? readDigits(digits, order) : (readDate(text) ?? readNamed(day));
}

/** 20240406123456 after an X: the day of filing and a number. */
const ITN = /^(?:AES\s*)?(?:ITN\s*)?[:#]?\s*X\s?(\d{4})(\d{2})(\d{2})\d{6}$/i;
/** "NOEEI 30.37(a)" and the post-departure citations of 15 CFR 30.7. */
const CITATION = /^(?:NO\s?EEI\b.*\b30\.\d{1,2}\b|AES\s?(?:POST|DOWN)\b)/i;

/** Has the text the form of an Internal Transaction Number, X + yyyymmdd + 6 digits, or of an exemption (15 CFR 30.7, part 30 appendix D)? */
export function isProofOfFiling(text: string): boolean {
  const [, year, month, day] = ITN.exec(text.trim()) ?? [];
  if (year !== undefined) return readDate(`${year}-${month}-${day}`) !== undefined;
  return CITATION.test(text.trim());
}
