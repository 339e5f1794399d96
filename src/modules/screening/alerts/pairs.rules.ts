/** One subject and one entry, each in the ways it can be read. */
import { score } from '../matching/match.rules';
import type { PreparedEntity } from '../matching/matching.types';

export interface Likeness {
  readonly score: number;
  /** The reading of the subject that suits the entry: as a person against persons, otherwise as it came. */
  readonly reading: PreparedEntity;
  readonly entry: PreparedEntity;
}

export function likeness(readings: readonly PreparedEntity[], entries: readonly PreparedEntity[]): Likeness {
  const pairs = readings.flatMap((reading) => entries.map((entry) => ({ reading, entry })));
  const suiting = pairs.filter(({ reading, entry }) => reading.family === entry.family);
  return (suiting.length > 0 ? suiting : pairs.slice(0, 1))
    .map(({ reading, entry }) => ({ reading, entry, score: score(reading, entry) }))
    .reduce((high, each) => (each.score > high.score ? each : high));
}
