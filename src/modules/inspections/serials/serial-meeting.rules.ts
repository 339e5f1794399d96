/**
 * Where two numbers, complete or with gaps, can be the same. Found by laying one along the other (dynamic programming, as many steps as the
 * product of their lengths), never by a regular expression with several `*`, which would try all ways.
 */
import { foldedSet } from './serial-keys.rules';
import { type Part, type Place, RUN, type SerialPattern } from './serial.types';

export const AGREEMENTS = ['SAME', 'LOOK_ALIKE', 'DOUBTFUL', 'UNKNOWN'] as const;
export type Agreement = (typeof AGREEMENTS)[number];

/** One column of the alignment: what each of the two has there, empty within a run. */
export interface AlignedPair {
  readonly asked: string;
  readonly stored: string;
  readonly agreement: Agreement;
}

const WORTH: Readonly<Record<Agreement, number>> = { SAME: 1, LOOK_ALIKE: 0.7, DOUBTFUL: 0.3, UNKNOWN: 0 };
function common(one: string, other: string): boolean {
  if (one.length === 1) return other.includes(one);
  for (const sign of one) if (other.includes(sign)) return true;
  return false;
}

/** How two places agree; undefined where they cannot be the same character. */
export function agreementOf(one: Place, other: Place): Agreement | undefined {
  if (one.of === '' || other.of === '') return 'UNKNOWN';
  const doubtful = one.doubtful || other.doubtful;
  if (common(one.of, other.of)) return doubtful ? 'DOUBTFUL' : 'SAME';
  if (doubtful) return common(foldedSet(one.of), foldedSet(other.of)) ? 'DOUBTFUL' : 'UNKNOWN';
  return common(foldedSet(one.of), foldedSet(other.of)) ? 'LOOK_ALIKE' : undefined;
}

type Step = 'both' | 'asked' | 'stored' | 'end';
interface Cell {
  readonly worth: number;
  readonly step: Step;
}

/** The alignment in which most characters agree, or undefined if the two cannot be one number. */
export function meet(asked: SerialPattern, stored: SerialPattern): AlignedPair[] | undefined {
  return asked.includes(RUN) || stored.includes(RUN) ? alongRuns(asked, stored) : placeByPlace(asked, stored);
}

function placeByPlace(asked: SerialPattern, stored: SerialPattern): AlignedPair[] | undefined {
  if (asked.length !== stored.length) return undefined;
  const pairs: AlignedPair[] = [];
  for (let i = 0; i < asked.length; i += 1) {
    const agreement = agreementOf(asked[i] as Place, stored[i] as Place);
    if (!agreement) return undefined;
    pairs.push({ asked: textOf(asked[i]), stored: textOf(stored[i]), agreement });
  }
  return pairs;
}

function alongRuns(asked: SerialPattern, stored: SerialPattern): AlignedPair[] | undefined {
  const rows: (Cell | undefined)[][] = Array.from({ length: asked.length + 1 }, () => []);
  for (let i = asked.length; i >= 0; i -= 1)
    for (let j = stored.length; j >= 0; j -= 1) rows[i]![j] = best(rows, asked, stored, i, j);
  if (!rows[0]![0]) return undefined;
  const pairs: AlignedPair[] = [];
  for (let [i, j] = [0, 0]; rows[i]![j]!.step !== 'end';) {
    const { step } = rows[i]![j]!;
    const [one, other] = [step === 'stored' ? undefined : asked[i], step === 'asked' ? undefined : stored[j]];
    const pair = { asked: textOf(one), stored: textOf(other) };
    const agreement = step === 'both' ? agreementOf(asked[i] as Place, stored[j] as Place)! : 'UNKNOWN';
    if (pair.asked !== '' || pair.stored !== '') pairs.push({ ...pair, agreement });
    if (step !== 'stored') i += 1;
    if (step !== 'asked') j += 1;
  }
  return pairs;
}

const textOf = (part: Part | undefined): string =>
  part === undefined || part === RUN ? '' : part.of === '' ? '?' : part.of.length === 1 ? part.of : `[${part.of}]`;

function best(
  rows: readonly (Cell | undefined)[][],
  asked: SerialPattern,
  stored: SerialPattern,
  i: number,
  j: number,
): Cell | undefined {
  const [one, other] = [asked[i], stored[j]];
  if (one === undefined && other === undefined) return { worth: 0, step: 'end' };
  const inRun = one === RUN || other === RUN;
  const ways: [Step, Cell | undefined, number][] = [];
  if (one !== undefined && other !== undefined && !inRun) {
    const agreement = agreementOf(one, other);
    if (agreement) ways.push(['both', rows[i + 1]![j + 1], WORTH[agreement]]);
  }
  // A run ends here, or swallows what the other has.
  if (inRun && one !== undefined) ways.push(['asked', rows[i + 1]![j], 0]);
  if (inRun && other !== undefined) ways.push(['stored', rows[i]![j + 1], 0]);
  return bestOf(ways);
}

const bestOf = (ways: readonly [Step, Cell | undefined, number][]): Cell | undefined =>
  ways.reduce<Cell | undefined>((found, [step, from, worth]) => {
    const better = from && (!found || from.worth + worth > found.worth);
    return better ? { worth: from.worth + worth, step } : found;
  }, undefined);
