/** Indicators that ask how the goods travel. */
import { parseContainer } from '../../identifiers';
import type { IndicatorRule } from './past.types';
import type { HitFact, Parameter } from './risk.types';
import { containerKey, isPastOf } from './seizure-index.rules';

const listOf = (parameter: Parameter | undefined): readonly string[] =>
  Array.isArray(parameter) ? (parameter as readonly string[]) : [];

export const loadPort: IndicatorRule = (bill, _, { ports }) =>
  bill.loadingPlace !== null && listOf(ports).includes(bill.loadingPlace.toUpperCase())
    ? [{ pointer: '/loadingPlace', value: bill.loadingPlace, says: `Loaded at ${bill.loadingPlace}` }]
    : [];

const NATURES: Readonly<Record<string, string>> = {
  '24': 'transit',
  '26': 'freight remaining on board',
  '28': 'transhipment',
};

export const transitOrFrob: IndicatorRule = (bill, _, { natures }) =>
  bill.nature !== null && listOf(natures).includes(bill.nature)
    ? [{ pointer: '/nature', value: bill.nature, says: `Declared as ${NATURES[bill.nature] ?? bill.nature}` }]
    : [];

export const containerCheckDigit: IndicatorRule = (bill) =>
  bill.containers.flatMap(({ number, seq }): HitFact[] => {
    if (number === null) return [];
    const doubts = parseContainer(number).flags.filter(
      ({ code }) => code !== 'WEAK_CHECK_DIGIT' && code !== 'PLACEHOLDER',
    );
    return doubts.length === 0
      ? []
      : [{ pointer: `/containers/${seq}/number`, value: number, says: doubts.map(({ detail }) => detail).join('; ') }];
  });

export const sameContainerAsSeizure: IndicatorRule = (bill, { seizures }) =>
  bill.containers.flatMap(({ number, seq }) => {
    const key = number === null ? '' : containerKey(number);
    return (seizures.byContainer.get(key) ?? [])
      .filter(({ seizure, container }) => isPastOf(bill, seizure) && container.level <= bill.level)
      .map(({ seizure, container }) => ({
        pointer: `/containers/${seq}/number`,
        value: number!,
        says: `Inspection ${seizure.inspectionReference}${seizure.on ? ` of ${seizure.on}` : ''} found something in this container`,
        record: { id: seizure.inspectionId, kind: 'inspection' as const, reference: seizure.inspectionReference },
        ...(container.billId !== null && { restsOn: [container.billId] }),
      }));
  });
