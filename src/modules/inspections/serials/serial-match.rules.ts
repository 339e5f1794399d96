/** What one stored mark has to do with a question: how they meet, how sure it is, and why, for a person to confirm by eye. */
import { completePattern, readPattern } from './serial-pattern.rules';
import { core, fold } from './serial-keys.rules';
import { type AlignedPair, meet } from './serial-meeting.rules';
import { type Edit, editBetween } from './one-edit.rules';
import {
  alignmentEvidence,
  compareFacts,
  coreEvidence,
  editEvidence,
  type FactAgreement,
  type Standing,
  standingOf,
} from './serial-evidence.rules';
import { isComplete } from './serial-pattern.rules';
import type { SerialPattern, Way, WeaponFact, WeaponKeys } from './serial.types';

export interface AskedSerial {
  readonly pattern: SerialPattern;
  readonly weapon: Partial<WeaponKeys>;
}
export interface StoredMark {
  /** Of a complete mark. */
  readonly norm: string | null;
  /** Of a mark with gaps. */
  readonly pattern: string | null;
  readonly weapon: Readonly<Record<WeaponFact, string>>;
}
export interface SerialMatch extends Standing {
  readonly way: Way;
  readonly aligned: readonly AlignedPair[];
  readonly reasons: readonly string[];
  readonly facts: readonly FactAgreement[];
}

interface Met {
  readonly way: Way;
  readonly number: number;
  readonly aligned: readonly AlignedPair[];
  readonly reason: string;
}

/** A question with gaps and a mark with gaps must have this many characters in common: with fewer, almost any two can be the same. */
const MOST_IN_COMMON = 3;

/** Undefined where the two cannot be one number. */
export function matchOf(asked: AskedSerial, stored: StoredMark): SerialMatch | undefined {
  const met =
    stored.norm === null ? withGaps(asked.pattern, stored.pattern ?? '') : withComplete(asked.pattern, stored.norm);
  if (!met) return undefined;
  const facts = compareFacts(asked.weapon, stored.weapon);
  const standing = standingOf(met.way, met.number, facts);
  const said = facts.map(({ fact, agrees }) => (agrees ? `same ${fact}` : `another ${fact}`));
  return { ...standing, way: met.way, aligned: met.aligned, facts, reasons: [met.reason, ...said] };
}

function withGaps(asked: SerialPattern, text: string): Met | undefined {
  const reading = readPattern(text, 'as stored');
  const aligned = reading.ok ? meet(asked, reading.pattern) : undefined;
  if (!reading.ok || !aligned) return undefined;
  const common = aligned.filter(({ agreement }) => agreement !== 'UNKNOWN').length;
  if (common < (isComplete(asked) ? 1 : MOST_IN_COMMON)) return undefined;
  const reason = `the mark was read with gaps; ${common} characters agree and none contradicts`;
  return { way: 'PATTERN', number: alignmentEvidence(aligned, asked, reading.pattern), aligned, reason };
}

function withComplete(asked: SerialPattern, norm: string): Met | undefined {
  const stored = completePattern(norm);
  const aligned = meet(asked, stored);
  if (!isComplete(asked)) {
    if (!aligned) return undefined;
    const common = aligned.filter(({ agreement }) => agreement !== 'UNKNOWN').length;
    return {
      way: 'PATTERN',
      number: alignmentEvidence(aligned, asked, stored),
      aligned,
      reason: `the ${common} known characters agree`,
    };
  }
  const question = asked.map((part) => (part as { of: string }).of).join('');
  if (aligned) return same(aligned, asked, stored);
  return ofCore(question, norm) ?? ofEdit(question, norm);
}

function same(aligned: readonly AlignedPair[], asked: SerialPattern, stored: SerialPattern): Met {
  const alike = aligned.filter(({ agreement }) => agreement === 'LOOK_ALIKE');
  const number = alignmentEvidence(aligned, asked, stored);
  if (alike.length === 0) return { way: 'EXACT', number, aligned, reason: 'the same number' };
  const pairs = alike.map((pair) => `${pair.asked}/${pair.stored}`).join(', ');
  return { way: 'LOOK_ALIKE', number, aligned, reason: `the same once look-alikes are one (${pairs})` };
}

function ofCore(question: string, norm: string): Met | undefined {
  const [one, other] = [core(question), core(norm)];
  if (one !== other || !/\d/.test(one)) return undefined;
  const aligned = sideBySide(question, norm);
  return {
    way: 'LETTERS_DROPPED',
    number: coreEvidence(one.length),
    aligned,
    reason: `the same without letters between digits (${other}), which older systems dropped`,
  };
}

const WORDS: Readonly<Record<Edit['kind'], string>> = {
  CHANGED: 'one character differs',
  LEFT_OUT: 'the mark has one character more',
  PUT_IN: 'the mark has one character fewer',
  EXCHANGED: 'two neighbouring characters are exchanged',
};

function ofEdit(question: string, norm: string): Met | undefined {
  const edit = editBetween(fold(question), fold(norm));
  if (!edit) return undefined;
  const confusable = edit.cost < 1 ? ', and the two are often taken for each other' : '';
  const reason = `${WORDS[edit.kind]} (at ${edit.at + 1}${confusable})`;
  return {
    way: 'ONE_EDIT',
    number: editEvidence(Math.min(question.length, norm.length), edit),
    aligned: sideBySide(question, norm),
    reason,
  };
}

/** From both ends as far as they agree, so that what differs stands in the middle. */
function sideBySide(one: string, other: string): AlignedPair[] {
  const [a, b] = [fold(one), fold(other)];
  const shorter = Math.min(a.length, b.length);
  let left = 0;
  while (left < shorter && a[left] === b[left]) left += 1;
  let right = 0;
  while (right < shorter - left && a.at(-1 - right) === b.at(-1 - right)) right += 1;
  const agree = (i: number, j: number): AlignedPair => ({
    asked: one[i]!,
    stored: other[j]!,
    agreement: one[i] === other[j] ? 'SAME' : 'LOOK_ALIKE',
  });
  const [one2, other2] = [one.slice(left, one.length - right), other.slice(left, other.length - right)];
  const middle = Array.from({ length: Math.max(one2.length, other2.length) }, (_, i): AlignedPair => ({
    asked: one2[i] ?? '',
    stored: other2[i] ?? '',
    agreement: 'UNKNOWN',
  }));
  return [
    ...Array.from({ length: left }, (_, i) => agree(i, i)),
    ...middle,
    ...Array.from({ length: right }, (_, i) => agree(one.length - right + i, other.length - right + i)),
  ];
}

/** The surest first; the key keeps the order of equals. */
export const ranked = <T extends { readonly match: SerialMatch; readonly key: number }>(found: readonly T[]): T[] =>
  [...found].sort((a, b) => b.match.rank - a.match.rank || b.key - a.key);
