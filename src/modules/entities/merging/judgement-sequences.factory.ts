/* Random lives of entities for the tests of the rules and of the API; it stands here because modules may not reach into test/. */
import { type Chance, chance } from '../../../platform/files/mutations.factory';
import type { Decision } from './judgement.types';

/** One thing an analyst does: judge two of the entities (by their number), or withdraw one of the judgements that stand (by its place). */
export type Step =
  { readonly judge: Decision; readonly left: number; readonly right: number } | { readonly withdraw: number };

/** The same for the same seed: what fails can be run again. More `same` than `not_same`, or nothing would ever be merged. */
export function stepsOf(seed: number, entities: number, length: number): Step[] {
  const next = chanceOf(seed);
  return Array.from({ length }, () => {
    if (next(5) === 0) return { withdraw: next(1000) };
    const left = next(entities);
    const right = (left + 1 + next(entities - 1)) % entities;
    return { judge: (['same', 'same', 'same', 'not_same', 'not_same', 'unsure'] as const)[next(6)]!, left, right };
  });
}

/** The first numbers of xorshift32 are alike for small seeds. */
export function chanceOf(seed: number): Chance {
  const next = chance(Math.imul(seed + 1, 0x9e3779b1) || 1);
  next(2);
  return next;
}

export function shuffled<T>(next: Chance, items: readonly T[]): T[] {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i -= 1) {
    const j = next(i + 1);
    [out[i], out[j]] = [out[j]!, out[i]!];
  }
  return out;
}

/** The judgements that stand, kept by a model so simple that it is seen to be right: one for each pair, and components by painting. */
export class JudgementModel<J extends { left: number; right: number; decision: Decision }> {
  readonly standing: J[] = [];

  constructor(private readonly entities: number) {}

  /** The number of the cluster each entity is in: that of its first member. */
  components(judged: readonly J[] = this.standing): number[] {
    const colour = Array.from({ length: this.entities }, (_, i) => i);
    const same = judged.filter(({ decision }) => decision === 'same');
    for (let changed = true; changed;) {
      changed = false;
      for (const { left, right } of same) {
        const least = Math.min(colour[left]!, colour[right]!);
        changed ||= colour[left] !== least || colour[right] !== least;
        colour[left] = colour[right] = least;
      }
    }
    return colour;
  }

  isContradictory(judged: readonly J[] = this.standing): boolean {
    const colour = this.components(judged);
    return judged.some(({ decision, left, right }) => decision === 'not_same' && colour[left] === colour[right]);
  }

  without(judgement: { left: number; right: number }): J[] {
    const pair = (one: { left: number; right: number }): string =>
      [one.left, one.right].sort((a, b) => a - b).join(' ');
    return this.standing.filter((one) => pair(one) !== pair(judgement));
  }

  /** Says whether the judgement can be added, and adds it if it can. */
  add(judgement: J): boolean {
    const after = [...this.without(judgement), judgement];
    if (this.isContradictory(after)) return false;
    this.standing.splice(0, this.standing.length, ...after);
    return true;
  }

  withdraw(at: number): J | undefined {
    return this.standing.length === 0 ? undefined : this.standing.splice(at % this.standing.length, 1)[0];
  }
}
