import type { AppliedParagraph, Assessment } from '../rules/assessment.types';

/** One thing two answers to one case say differently; null where one of them does not speak of it. */
export interface Difference {
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What a lawyer would call a change: the outcome, what it rests on, the flags, the national layers. Names of rules are not. */
export function differences(before: Assessment, after: Assessment): Difference[] {
  const [one, other] = [facets(before), facets(after)];
  return [...new Set([...one.keys(), ...other.keys()])].flatMap((what) => {
    const [was, is] = [one.get(what) ?? null, other.get(what) ?? null];
    return was === is ? [] : [{ what, before: was, after: is }];
  });
}

function facets(answer: Assessment): Map<string, string> {
  return new Map([
    ['outcome', answer.outcome],
    ['paragraphs', cited(answer.appliedParagraphs)],
    ['asset freeze', answer.assetFreeze.status],
    ...answer.flags
      .filter(({ code }) => code !== 'IMPLEMENTATION_GAP')
      .map(({ code, certainty }) => [`flag ${code}`, certainty] as const),
    ...answer.national.map(({ layer, outcome }) => [`national ${layer}`, outcome] as const),
    ...answer.implementationGaps.map(({ jurisdiction, kind }) => [`gap ${jurisdiction}`, kind] as const),
  ]);
}

const cited = (paragraphs: readonly AppliedParagraph[]): string =>
  [
    ...new Set(paragraphs.map(({ instrument, paragraph }) => `${instrument} para ${paragraph ?? 'not confirmed'}`)),
  ].join('; ');
