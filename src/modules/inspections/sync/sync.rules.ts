import type { AnnouncedPhoto, ClockFlag, KnownSubmission, SyncVerdict } from './sync.types';

/**
 * What a line means beside the record that has its reference already. Equal content was received before; anything else is a conflict,
 * and so is a record whose content was never hashed (it was made before there was a hash, or is no inspection): to call it the same
 * would be a guess, and the sender would throw its copy away.
 */
export const verdictBeside = (known: KnownSubmission, sentSha256: string): SyncVerdict =>
  known.contentSha256 === sentSha256 ? 'already_have' : 'conflict';

const DAY_MS = 86_400_000;
const YEAR_MS = 366 * DAY_MS;

/** Milliseconds since the epoch; null where nobody said. */
export interface Clocks {
  readonly receivedAt: number;
  readonly madeAt: number | null;
  readonly examinedAt: number | null;
}

/**
 * A port may be offline for weeks, so only what cannot be is flagged: a device more than a day ahead of us or a year behind, an
 * examination more than a day in the future, more than a year ago, or more than a day after the record was made.
 */
export function clockFlags({ receivedAt, madeAt, examinedAt }: Clocks): ClockFlag[] {
  const flags: ClockFlag[] = [];
  if (madeAt !== null && madeAt - receivedAt > DAY_MS) flags.push('DEVICE_CLOCK_AHEAD');
  if (madeAt !== null && receivedAt - madeAt > YEAR_MS) flags.push('DEVICE_CLOCK_BEHIND');
  if (examinedAt !== null && examinedAt - receivedAt > DAY_MS) flags.push('EXAMINED_IN_FUTURE');
  if (examinedAt !== null && receivedAt - examinedAt > YEAR_MS) flags.push('EXAMINED_LONG_AGO');
  if (madeAt !== null && examinedAt !== null && examinedAt - madeAt > DAY_MS) flags.push('EXAMINED_AFTER_MADE');
  return flags;
}

/** Each content once, by the name it was announced with first. */
export function distinctPhotos(photos: readonly AnnouncedPhoto[]): AnnouncedPhoto[] {
  const byContent = new Map<string, AnnouncedPhoto>();
  for (const photo of photos) if (!byContent.has(photo.sha256)) byContent.set(photo.sha256, photo);
  return [...byContent.values()];
}

/** What is new in a list of photos: a record sent again may announce more, and never takes one back. */
export function newlyAnnounced(
  before: readonly Pick<AnnouncedPhoto, 'sha256'>[],
  sent: readonly AnnouncedPhoto[],
): AnnouncedPhoto[] {
  const known = new Set(before.map(({ sha256 }) => sha256));
  return distinctPhotos(sent).filter(({ sha256 }) => !known.has(sha256));
}
