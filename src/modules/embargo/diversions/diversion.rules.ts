import { all, allow, refuse, type Verdict } from '../../../kernel/verdict';
import type { IsoDate } from '../embargo.types';
import { sameName } from '../plain-name.rules';
import type { DiversionCertainty, Doubt, Duty, FindFacts, SupplyFacts } from './diversion.types';

/** What obliges States to prevent it, from its day on [2692 (2023) paras 6 and 7; 2752 (2024) para 3; domain 1.5 step 9]. */
const DUTIES: readonly (Duty & { readonly from: IsoDate })[] = [
  { from: '2023-07-14', instrument: 'S/RES/2692 (2023)', paragraph: '6, 7' },
  { from: '2024-10-18', instrument: 'S/RES/2752 (2024)', paragraph: '3' },
];

export const dutiesOn = (day: IsoDate): Duty[] =>
  DUTIES.filter(({ from }) => from <= day).map(({ instrument, paragraph }) => ({ instrument, paragraph }));

/** Goods supplied under an exemption, found later with somebody whom it was not given for; every supply named must fit. */
export function isDiversion(find: FindFacts, supplies: readonly SupplyFacts[], today: IsoDate): Verdict {
  return all(
    find.foundOn > today
      ? refuse('FOUND_IN_FUTURE', 'What has not been found yet cannot be recorded (UTC)', { field: '/foundOn' })
      : allow,
    ...supplies.flatMap((supply) => [notExempt(supply), tooEarly(find, supply), sameParty(find, supply)]),
  );
}

const notExempt = ({ kind, isExempt }: SupplyFacts): Verdict =>
  isExempt
    ? allow
    : kind === 'ASSESSMENT'
      ? refuse(
          'SUPPLY_NOT_EXEMPT',
          'The assessment does not find the supply exempt: what is prohibited is no diversion',
          {
            field: '/assessmentId',
          },
        )
      : refuse('SUPPLY_NOT_EXEMPT', 'The Committee had not approved it when the goods were found', {
          field: '/exemptionId',
        });

const tooEarly = ({ foundOn }: FindFacts, { suppliedOn }: SupplyFacts): Verdict =>
  suppliedOn !== null && foundOn < suppliedOn
    ? refuse('FOUND_BEFORE_SUPPLY', 'The goods were found before they can have been supplied', {
        field: '/foundOn',
        suppliedOn,
      })
    : allow;

const sameParty = ({ foundWith }: FindFacts, { receivers }: SupplyFacts): Verdict =>
  receivers.some(({ name }) => sameName(name, foundWith.name))
    ? refuse('SAME_PARTY', 'The goods are where the exemption let them go', { field: '/foundWith/name' })
    : allow;

/** As certain as `assess()` is of its flag DIVERSION: established if the holder is known to be of another class than the receivers. */
export function certaintyOf(
  find: FindFacts,
  supplies: readonly SupplyFacts[],
): { readonly certainty: DiversionCertainty; readonly doubts: readonly Doubt[] } {
  const { name, class: of } = find.foundWith;
  const found = new Set(find.goods.map(({ category }) => category));
  const tests: [boolean, Doubt][] = [
    [of === 'UNKNOWN', 'CLASS_UNKNOWN'],
    [name === null, 'NAME_UNKNOWN'],
    [of !== 'UNKNOWN' && supplies.some(({ receivers }) => receivers.some((one) => one.class === of)), 'SAME_CLASS'],
    [supplies.every(({ isRecorded }) => !isRecorded), 'NO_USE_RECORDED'],
    [supplies.some(({ categories }) => !categories.some((one) => found.has(one))), 'OTHER_CATEGORY'],
  ];
  const doubts = tests.filter(([holds]) => holds).map(([, doubt]) => doubt);
  return { certainty: doubts.length === 0 ? 'ESTABLISHED' : 'POSSIBLE', doubts };
}
