import { DomainError } from '../../../kernel/domain-error';
import { enforce } from '../../../kernel/verdict';
import type { FirearmReference } from '../references/reference-check.rules';
import type { SearchFirearmsDto } from './dto/serial-search.dto';
import type { FirearmMarks, FoundMark, MarkFilter } from './firearm-marks.repository';
import { latin } from './serial-keys.rules';
import { matchOf, ranked, type SerialMatch } from './serial-match.rules';
import { isComplete, readPattern } from './serial-pattern.rules';
import { completeQuestion, mayAsk, questionWithGaps } from './serial-question.rules';
import type { SerialPattern, WeaponKeys } from './serial.types';
import { FIREARM } from './serials.errors';

/** A mark that can be the one asked for, and how it meets the question. */
export interface MetMark {
  readonly key: number;
  readonly mark: FoundMark;
  readonly match: SerialMatch;
}

/** Candidates that are looked at closely, the likeliest of those the reader sees. */
const CANDIDATES = 200;

/**
 * Marks that can be the one asked for, the surest first, of those the reader sees. `cut`: there may be more than were looked at.
 * Throws SERIAL_UNREADABLE, TOO_BROAD.
 */
export async function candidatesFor(
  marks: FirearmMarks,
  reference: FirearmReference,
  asked: SearchFirearmsDto,
): Promise<{ met: MetMark[]; complete: boolean; cut: boolean }> {
  const pattern = patternOf(asked.serial);
  const complete = isComplete(pattern);
  const weapon = weaponKeys(reference, asked);
  enforce(mayAsk(pattern, weapon), FIREARM.TOO_BROAD);
  const filter: MarkFilter = { weapon, kinds: asked.markKind ? [asked.markKind] : null, most: CANDIDATES };
  const found = complete
    ? await marks.findComplete(completeQuestion(pattern), filter)
    : await marks.findWithGaps(questionWithGaps(pattern, weapon), filter);
  const met = found.flatMap((mark) => {
    const match = matchOf({ pattern, weapon }, { norm: mark.norm, pattern: mark.pattern, weapon: mark.keys });
    return match ? [{ key: mark.key, mark, match }] : [];
  });
  return { met: ranked(met), complete, cut: found.length >= CANDIDATES };
}

function patternOf(serial: string): SerialPattern {
  const text = latin(serial);
  const reading = readPattern(text);
  if (reading.ok) return reading.pattern;
  const message = `${WORDS[reading.fault]} (at ${reading.at + 1})`;
  throw new DomainError(FIREARM.SERIAL_UNREADABLE, { fields: [{ pointer: '/serial', code: reading.fault, message }] });
}

const WORDS = {
  EMPTY: 'There is no letter or digit in it',
  OPEN_BRACKET: 'A [ has no ]',
  EMPTY_BRACKET: 'There is no letter or digit between [ and ]',
  CLOSING_BRACKET: 'A ] has no [',
  TILDE_AFTER_NOTHING: 'A ~ stands after the character that is doubtful',
};

const weaponKeys = (reference: FirearmReference, { make, model, calibre, type }: SearchFirearmsDto): WeaponKeys => ({
  make: reference.keysOf('MAKE', make),
  model: reference.keysOf('MODEL', model),
  calibre: reference.keysOf('CALIBRE', calibre),
  type: reference.keysOf('TYPE', type),
});
