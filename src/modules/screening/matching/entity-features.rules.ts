/** What speaks for or against two parties besides their names. Each feature says which value met which. */
import { compareBirthDates, type DateMeeting } from './dates.rules';
import type { Feature, PreparedEntity } from './matching.types';
import type { EntityFeature } from './weights.cases';

export type Points = Readonly<Record<string, number>>;

/** A thing has one of these at most, so that two different ones are two things. */
const UNIQUE = new Set(['imo', 'mmsi', 'lei', 'icao']);

const DATE_FEATURE: Readonly<Record<DateMeeting, readonly [EntityFeature, string] | undefined>> = {
  sameDay: ['birthDateSame', 'born on the same day'],
  sameYear: ['birthYearSame', 'born in the same year'],
  near: undefined,
  dayDiffers: ['birthDayDiffers', 'born in the same year on another day'],
  yearDiffers: ['birthYearDiffers', 'born in different years'],
};

/** The strongest identifier both have; undefined if none is equal. */
export function identifierFeature(
  query: PreparedEntity,
  candidate: PreparedEntity,
  points: Points,
): Feature | undefined {
  let best: Feature | undefined;
  for (const one of query.identifiers)
    for (const other of candidate.identifiers) {
      if (one.value !== other.value) continue;
      if (one.kind !== other.kind && one.kind !== 'other' && other.kind !== 'other') continue;
      const name = UNIQUE.has(one.kind) && one.kind === other.kind ? 'uniqueIdentifier' : 'otherIdentifier';
      const found = {
        name,
        points: points[name] ?? 0,
        reason: `the same ${one.kind}`,
        query: one.value,
        candidate: other.value,
      };
      if (best === undefined || found.points > best.points) best = found;
    }
  return best;
}

function differingIdentifier(query: PreparedEntity, candidate: PreparedEntity, points: Points): Feature[] {
  for (const kind of UNIQUE) {
    const left = query.identifiers.filter((one) => one.kind === kind).map(({ value }) => value);
    const right = candidate.identifiers.filter((one) => one.kind === kind).map(({ value }) => value);
    if (left.length === 0 || right.length === 0 || left.some((value) => right.includes(value))) continue;
    return [feature('identifierDiffers', `another ${kind}`, left.join(', '), right.join(', '), points)];
  }
  return [];
}

const feature = (name: EntityFeature, reason: string, query: string, candidate: string, points: Points): Feature => ({
  name,
  points: points[name] ?? 0,
  reason,
  query,
  candidate,
});

function disjoint(
  name: EntityFeature,
  reason: string,
  query: readonly string[] = [],
  candidate: readonly string[] = [],
  points: Points,
): Feature[] {
  if (query.length === 0 || candidate.length === 0) return [];
  const known = new Set(candidate.map((value) => value.toUpperCase()));
  if (query.some((value) => known.has(value.toUpperCase()))) return [];
  return [feature(name, reason, query.join(', '), candidate.join(', '), points)];
}

export function qualifierFeatures(
  query: PreparedEntity,
  candidate: PreparedEntity,
  points: Points,
): readonly Feature[] {
  const { source: left } = query;
  const { source: right } = candidate;
  const dates = compareBirthDates(left.birthDates ?? [], right.birthDates ?? []);
  const dated = dates === undefined ? undefined : DATE_FEATURE[dates.meeting];
  return [
    ...differingIdentifier(query, candidate, points),
    ...(dated && dates ? [feature(dated[0], dated[1], dates.query, dates.candidate, points)] : []),
    ...disjoint('countryDiffers', 'no country in common', left.countries, right.countries, points),
    ...disjoint('genderDiffers', 'another gender', left.genders, right.genders, points),
  ];
}
