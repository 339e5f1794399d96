import type { Comparison, QueryAnswer } from '../searching/screening-answer.types';
import { candidatesOf } from './candidate.mapping';

const met = (score: number): Comparison =>
  ({
    met: { record: { id: 'r', kind: 'entity', reference: 'HT-1' }, pointer: '', caption: 'Jean', schema: 'Person' },
    result: {
      score,
      features: [
        { name: 'missing', points: -1 },
        { name: 'missing', points: -0.5 },
      ],
    },
  }) as unknown as Comparison;
const answer = (hits: number[], nearMisses: number[], more = 0): QueryAnswer => ({
  hits: hits.map(met),
  nearMisses: nearMisses.map(met),
  more,
  flags: [],
});

it.each([
  ['the only hit', [0.95], [], 0, true],
  ['the only hit, nothing close', [0.8], [0.65], 0, true],
  ['the only hit, something close', [0.72], [0.68], 0, false],
  ['two hits', [0.95, 0.8], [], 0, false],
  ['a hit and more than are shown', [0.95], [], 1, false],
  ['no hit', [], [0.69], 0, false],
])('%s: may a program take it?', (_, hits, nearMisses, more, match) => {
  const candidates = candidatesOf(answer(hits, nearMisses, more), 5);
  expect(candidates.map((each) => each.match)).toEqual(candidates.map((_each, at) => match && at === 0));
  expect(candidates.map(({ score }) => score / 100)).toEqual([...hits, ...nearMisses]);
});

it('shows what is worth a look, says why, and no more than asked', () => {
  expect(candidatesOf(answer([0.9], [0.6, 0.4]), 5)).toHaveLength(2);
  expect(candidatesOf(answer([0.9, 0.8], [0.6]), 1)).toHaveLength(1);
  expect(candidatesOf(answer([0.9], []), 1)[0]!.features).toEqual([{ id: 'missing', value: -1.5 }]);
});
