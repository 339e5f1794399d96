import { chanceOf, JudgementModel, shuffled, stepsOf } from './judgement-sequences.factory';
import { type Clusters, clustersOf, pathBetween } from './clusters.rules';
import { contradiction } from './judgement.rules';
import { type Decision, DECISIONS, type Judged } from './judgement.types';

const ENTITIES = 12;
const IDS = Array.from({ length: ENTITIES }, (_, i) => `e${String(i).padStart(2, '0')}`);
const judged = (id: string, decision: Decision, left: string, right: string): Judged => ({ id, left, right, decision });
const partition = (clusters: Clusters): string[] => IDS.map((id) => clusters.canonicalIdOf(id));

type Numbered = { id: string; left: number; right: number; decision: Decision };
const named = (standing: readonly Numbered[]): Judged[] =>
  standing.map(({ id, left, right, decision }) => judged(id, decision, IDS[left]!, IDS[right]!));

describe('clusters', () => {
  it('join what was judged the same, and show what stands between clusters', () => {
    const clusters = clustersOf([
      judged('j1', 'same', 'e01', 'e00'),
      judged('j2', 'same', 'e01', 'e02'),
      judged('j3', 'not_same', 'e02', 'e05'),
      judged('j4', 'unsure', 'e00', 'e07'),
      judged('j5', 'same', 'e05', 'e06'),
    ]);
    expect(clusters.membersOf('e02')).toEqual(['e00', 'e01', 'e02']);
    expect(clusters.membersOf('e09')).toEqual(['e09']);
    expect(clusters.canonicalIdOf('e06')).toBe('e05');
    expect(clusters.decisionOn('e00', 'e02')).toBe('same');
    expect(clusters.decisionOn('e00', 'e06')).toBe('not_same');
    expect(clusters.decisionOn('e07', 'e01')).toBe('unsure');
    expect(clusters.decisionOn('e07', 'e06')).toBeUndefined();
    expect(clusters.ties.map(({ id }) => id)).toEqual(['j1', 'j2', 'j5']);
  });

  it('hold apart what a judgement holds apart, and say which `same` is not applied: the later one', () => {
    const clusters = clustersOf([
      judged('j3', 'not_same', 'e00', 'e02'),
      judged('j2', 'same', 'e01', 'e02'),
      judged('j1', 'same', 'e00', 'e01'),
    ]);
    expect(clusters.membersOf('e00')).toEqual(['e00', 'e01']);
    expect(clusters.membersOf('e02')).toEqual(['e02']);
    expect(clusters.disputed.map(({ id }) => id)).toEqual(['j2']);
  });

  it('are tied by a shortest path of judgements', () => {
    const ties = [
      judged('j1', 'same', 'e00', 'e01'),
      judged('j2', 'same', 'e02', 'e01'),
      judged('j3', 'same', 'e02', 'e03'),
      judged('j4', 'same', 'e03', 'e00'),
    ];
    expect(pathBetween(ties, 'e00', 'e02')?.map(({ id }) => id)).toEqual(['j1', 'j2']);
    expect(pathBetween(ties, 'e00', 'e05')).toBeUndefined();
    expect(pathBetween(ties, 'e00', 'e00')).toEqual([]);
  });
});

const text = (value: unknown): string => JSON.stringify(value);

/** A long life of twelve entities: what the rules allow and refuse, and what they derive, is what the model says, after every step. */
function live(seed: number): { merges: number; refusals: number; faults: string[] } {
  const next = chanceOf(seed);
  const model = new JudgementModel<Numbered>(ENTITIES);
  const faults: string[] = [];
  let refusals = 0;
  let merges = 0;
  for (const [at, step] of stepsOf(seed, ENTITIES, 40).entries()) {
    if ('withdraw' in step) model.withdraw(step.withdraw);
    else {
      const { judge: decision, left, right } = step;
      const verdict = contradiction(named(model.standing), { left: IDS[left]!, right: IDS[right]! }, decision);
      const added = model.add({ id: `j${String(at).padStart(2, '0')}`, left, right, decision });
      if (verdict.allowed !== added) faults.push(`seed ${seed} step ${at}: ${text(step)} allowed is ${!added}`);
      if (!added) refusals += 1;
    }
    const clusters = clustersOf(shuffled(next, named(model.standing)));
    const expected = model.components();
    const wrong =
      text(partition(clusters)) !== text(expected.map((first) => IDS[first])) || clusters.disputed.length > 0;
    if (wrong) faults.push(`seed ${seed} step ${at}: ${text(model.standing)} gives ${text(partition(clusters))}`);
    merges = Math.max(merges, ENTITIES - new Set(expected).size);
  }
  while (model.standing.length > 0) model.withdraw(next(1000));
  if (text(partition(clustersOf(named(model.standing)))) !== text(IDS)) faults.push(`seed ${seed}: something is left`);
  return { merges, refusals, faults };
}

/** What colleagues judge without seeing each other's, so that anything can stand beside anything. */
function anything(seed: number): Judged[] {
  const next = chanceOf(seed);
  return Array.from({ length: 4 + next(16) }, (_, i) => {
    const left = next(ENTITIES);
    const right = (left + 1 + next(ENTITIES - 1)) % ENTITIES;
    return judged(`j${String(i).padStart(2, '0')}`, DECISIONS[next(3)]!, IDS[left]!, IDS[right]!);
  });
}

describe('in thousands of random sequences', () => {
  it('what is allowed, refused and derived is what a naive model says, in any order, and withdrawing all leaves nothing', () => {
    const lives = Array.from({ length: 3000 }, (_, seed) => live(seed));
    expect(lives.flatMap(({ faults }) => faults).slice(0, 5)).toEqual([]);
    expect(lives.reduce((sum, { refusals }) => sum + refusals, 0)).toBeGreaterThan(3000);
    expect(Math.max(...lives.map(({ merges }) => merges))).toBeGreaterThan(6);
  });

  it('no `not_same` is ever within a cluster, every disputed `same` has one against it, and the order of rows is nothing', () => {
    const faults: string[] = [];
    let disputes = 0;
    for (let seed = 0; seed < 5000; seed += 1) {
      const standing = anything(seed);
      const clusters = clustersOf(standing);
      const again = clustersOf(shuffled(chanceOf(seed), standing));
      const joined = ({ left, right }: Judged): boolean =>
        clusters.canonicalIdOf(left) === clusters.canonicalIdOf(right);
      const holds =
        !standing.some((one) => one.decision === 'not_same' && joined(one)) &&
        clusters.disputed.every(({ left, right }) => clusters.decisionOn(left, right) === 'not_same') &&
        clusters.ties.every(joined) &&
        text([partition(again), again.disputed]) === text([partition(clusters), clusters.disputed]);
      if (!holds) faults.push(`seed ${seed}: ${text(standing)}`);
      disputes += clusters.disputed.length;
    }
    expect(faults.slice(0, 5)).toEqual([]);
    expect(disputes).toBeGreaterThan(1000);
  });
});
