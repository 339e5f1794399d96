/** One EDIFACT segment read value by value; what nobody took makes the whole segment `unmapped`. */
import type { ManifestFormat, UnmappedElement } from '../manifest.types';
import { emptyHeader } from '../asycuda/awmds-header.parser';
import type { EdiSegment } from './edifact-segments.parser';
import { readDate, readNumber, readTime } from '../manifest-values.rules';
import type { SegmentNotes } from '../asycuda/segment-reader.parser';

export const cuscarHeader = emptyHeader('CUSCAR' satisfies ManifestFormat);

const KG: Readonly<Record<string, number>> = { KGM: 1, KG: 1, KGS: 1, TNE: 1000, GRM: 0.001, LBR: 0.45359237 };
const M3: Readonly<Record<string, number>> = { MTQ: 1, CBM: 1, FTQ: 0.028316846592 };

const WITH_CENTURY = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?/;
const WITHOUT_CENTURY = /^(\d{2})(\d{2})(\d{2})$/;

function readMoment(text: string, format: string | null): { day: string; time: string | null } | undefined {
  const short = format === '101';
  const [, year, month, date, hour, minute, second] = (short ? WITHOUT_CENTURY : WITH_CENTURY).exec(text) ?? [];
  const day = readDate(`${short ? '20' : ''}${year}-${month}-${date}`)?.value;
  const time = hour === undefined ? undefined : readTime(`${hour}:${minute}:${second ?? '00'}`);
  return day === undefined ? undefined : { day, time: time ?? null };
}

export class EdiReader {
  private readonly taken = new Set<string>();

  constructor(
    readonly segment: EdiSegment,
    readonly notes: SegmentNotes,
  ) {}

  get tag(): string {
    return this.segment.tag;
  }

  get line(): number {
    return this.segment.line;
  }

  /** A free text with its lines; null if empty. */
  text(element: number, component = 0): string | null {
    this.taken.add(`${element}/${component}`);
    const value = (this.segment.elements[element]?.[component] ?? '').replace(/\r\n?/g, '\n').trim();
    return value === '' ? null : value;
  }

  /** A code: the line ends of a wrapped file are no part of it. */
  code(element: number, component = 0): string | null {
    return this.text(element, component)?.replace(/\s*\n\s*/g, '') ?? null;
  }

  /** All components of an element that hold something. */
  texts(element: number): string[] {
    const components = this.segment.elements[element] ?? [];
    return components.map((_, i) => this.text(element, i)).filter((value) => value !== null);
  }

  /** Everything from one element on, put together again where separators stood unescaped in the text. */
  remainder(from: number): string {
    const rest = this.segment.elements.slice(from);
    rest.forEach((_, i) => this.texts(from + i));
    const text = rest.map((components) => components.join(':')).join('+');
    return text.replace(/\r\n?/g, '\n').trim();
  }

  number(element: number, component = 0): number | null {
    const text = this.code(element, component);
    if (text === null) return null;
    // ISO 9735 takes comma and point alike as decimal mark, and has no other use for either.
    const value = readNumber(text.replace(/^(\d+),(\d+)$/, '$1.$2'));
    if (value !== undefined) return value;
    this.taken.delete(`${element}/${component}`);
    this.notes.warn('BAD_NUMBER', `${JSON.stringify(text.slice(0, 60))} is no number`, this.line, this.tag);
    return null;
  }

  /** Weight in kg or volume in cubic metres of a MEA segment; null where neither is given. */
  measure(): { kg: number | null; m3: number | null } {
    const unit = this.code(3, 0);
    const value = this.number(3, 1);
    const [kg, m3] = [KG[unit ?? ''], M3[unit ?? '']];
    if (value === null) return { kg: null, m3: null };
    if (kg !== undefined) return { kg: round(value * kg), m3: null };
    if (m3 !== undefined) return { kg: null, m3: round(value * m3) };
    this.keep();
    this.notes.warn('BAD_UNIT', `the unit ${JSON.stringify((unit ?? '').slice(0, 20))} is not known`, this.line, 'MEA');
    return { kg: null, m3: null };
  }

  /** yyyy-MM-dd and HH:mm:ss of a DTM segment; formats 101, 102, 203 and 204 of code list 2379. */
  moment(): { day: string | null; time: string | null } {
    const text = this.code(1, 1) ?? '';
    const moment = readMoment(text, this.code(1, 2));
    if (moment) return moment;
    this.keep();
    this.notes.warn('BAD_DATE', `DTM ${JSON.stringify(text.slice(0, 40))} cannot be read`, this.line, 'DTM');
    return { day: null, time: null };
  }

  /** Nothing of it was understood. */
  keep(): void {
    this.taken.clear();
  }

  unmapped(path: string): UnmappedElement[] {
    const rest = this.segment.elements.some((components, e) =>
      components.some((value, c) => e > 0 && value.trim() !== '' && !this.taken.has(`${e}/${c}`)),
    );
    return rest ? [{ element: path, value: this.segment.raw.trim(), line: this.line }] : [];
  }
}

const round = (value: number): number => Math.round(value * 1e6) / 1e6;
