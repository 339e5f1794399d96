/** What is asked of the index for a number. A complete one needs nothing more; one with gaps must narrow down who may answer. */
import { allow, refuse, type Verdict } from '../../../kernel/verdict';
import { oneEditAway } from './one-edit.rules';
import { anchorsOf, anchorsShared, factTokens, tokensAsked } from './serial-features.rules';
import { core, fold, foldedSet } from './serial-keys.rules';
import { isComplete } from './serial-pattern.rules';
import { knownCharacters, sharpness } from './serial-evidence.rules';
import { RUN, type SerialPattern, type WeaponKeys } from './serial.types';

const LEAST_KNOWN = 3;
/** One in a hundred of all numbers may answer, not more. */
const LEAST_SHARPNESS = 2;
const LEAST_COMPLETE = 2;

/** Is there enough to go by? The reasons say what would narrow it. */
export function mayAsk(pattern: SerialPattern, weapon: WeaponKeys): Verdict {
  if (isComplete(pattern))
    return pattern.length >= LEAST_COMPLETE
      ? allow
      : refuse('TOO_SHORT', 'A complete number has at least two characters', { field: '/serial' });
  const known = knownCharacters(pattern);
  if (known < LEAST_KNOWN)
    return refuse(
      'TOO_FEW_KNOWN',
      `Give at least ${LEAST_KNOWN} known characters; a choice of up to three, [6G8], counts as one`,
      {
        field: '/serial',
        known,
        least: LEAST_KNOWN,
      },
    );
  if ([weapon.make, weapon.calibre, weapon.type].every((keys) => keys.length === 0))
    return refuse('NO_WEAPON_NAMED', 'A number with gaps needs the make, the calibre or the type beside it', {
      narrowBy: ['/make', '/calibre', '/type'],
    });
  if (sharpness(pattern) < LEAST_SHARPNESS || tokensAsked(pattern).length === 0)
    return refuse(
      'KNOWN_CHARACTERS_SCATTERED',
      'Too many numbers have these characters somewhere: give one more, use ? where the number of unknown characters is known, or leave out the * at an end',
      { field: '/serial', known },
    );
  return allow;
}

export interface CompleteQuestion {
  readonly folded: string;
  readonly spellings: readonly string[];
  readonly core: string;
  readonly anchors: readonly number[];
}
export interface QuestionWithGaps {
  readonly tokens: readonly number[];
  readonly facts: readonly number[];
  /** Of the folded number, anchored at both ends. */
  readonly expression: string;
  readonly anchors: readonly number[];
}

export function completeQuestion(pattern: SerialPattern): CompleteQuestion {
  const norm = pattern.map((part) => (part === RUN ? '' : part.of)).join('');
  const [folded, without] = [fold(norm), core(norm)];
  return {
    folded,
    core: without,
    spellings: [...new Set([folded, without, ...oneEditAway(folded)])],
    anchors: anchorsShared(folded),
  };
}

/** A weapon of which make, calibre or type was not said may be the one: it does not contradict. */
export function questionWithGaps(pattern: SerialPattern, { make, calibre, type }: WeaponKeys): QuestionWithGaps {
  const orUnsaid = (keys: readonly string[]): readonly string[] => (keys.length === 0 ? [] : [...keys, '']);
  return {
    tokens: tokensAsked(pattern),
    facts: factTokens({ make: orUnsaid(make), calibre: orUnsaid(calibre), type: orUnsaid(type) }),
    expression: `^${pattern.map((part) => (part === RUN ? '.*' : part.of === '' || part.doubtful ? '.' : `[${foldedSet(part.of)}]`)).join('')}$`,
    anchors: anchorsOf(pattern),
  };
}
