/** Dates as exact as they are known: `1977`, `1977-03`, `1977-03-30`. Anything else is no date. */
const PARTIAL = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/;

export type DateMeeting = 'sameDay' | 'sameYear' | 'dayDiffers' | 'near' | 'yearDiffers';

const RANK: readonly DateMeeting[] = ['sameDay', 'sameYear', 'near', 'dayDiffers', 'yearDiffers'];

function compareDates(a: string, b: string): DateMeeting | undefined {
  const left = PARTIAL.exec(a);
  const right = PARTIAL.exec(b);
  if (left === null || right === null) return undefined;
  const years = Math.abs(Number(left[1]) - Number(right[1]));
  if (years > 0) return years === 1 ? 'near' : 'yearDiffers';
  const known = [2, 3].filter((part) => left[part] !== undefined && right[part] !== undefined);
  if (known.some((part) => left[part] !== right[part])) return 'dayDiffers';
  return known.length === 2 ? 'sameDay' : 'sameYear';
}

export interface ComparedDates {
  readonly meeting: DateMeeting;
  readonly query: string;
  readonly candidate: string;
}

/** The best meeting among several dates: a list often gives alternatives. */
export function compareBirthDates(query: readonly string[], candidate: readonly string[]): ComparedDates | undefined {
  let best: ComparedDates | undefined;
  for (const one of query)
    for (const other of candidate) {
      const meeting = compareDates(one, other);
      if (meeting !== undefined && (best === undefined || RANK.indexOf(meeting) < RANK.indexOf(best.meeting)))
        best = { meeting, query: one, candidate: other };
    }
  return best;
}
