/** Indicators that ask what is said to be in the boxes. */
import { type ControlledHeading, CONTROLLED_HEADINGS, DUAL_USE_HEADINGS } from './controlled-headings.cases';
import { GOODS_CLASSES, type GoodsClass, NATIONAL_CHAPTERS } from './goods-classes.cases';
import type { IndicatorRule } from './past.types';
import { PERSONAL_EFFECTS_WORDS, USED_VEHICLE_WORDS } from './risk-words.cases';
import type { BillFacts, HitFact } from './risk.types';
import { findWords, tokensOf } from './words.rules';

interface Declared {
  readonly code: string;
  readonly pointer: string;
}

const GRAMS = 1000;
const kg = (grams: number): string => `${Math.round(grams) / GRAMS} kg`;
const digits = (code: string): string => code.replace(/\D/g, '');

const declaredCodes = (bill: BillFacts): readonly Declared[] => [
  ...bill.hsCodes.map((code, i) => ({ code, pointer: `/hsCodes/${i}` })),
  ...bill.containers.flatMap(({ hsCode, seq }) =>
    hsCode ? [{ code: hsCode, pointer: `/containers/${seq}/hsCode` }] : [],
  ),
];

const underHeadings =
  (headings: readonly ControlledHeading[]): IndicatorRule =>
  (bill) =>
    declaredCodes(bill).flatMap(({ code, pointer }) => {
      const heading = headings.find(({ hs }) => digits(code).startsWith(hs));
      return heading ? [{ pointer, value: code, says: `HS ${heading.hs}: ${heading.text}` }] : [];
    });

export const controlledHeading = underHeadings(CONTROLLED_HEADINGS);
export const dualUseHeading = underHeadings(DUAL_USE_HEADINGS);

/** The description of the bill and those of its containers, each by itself: a phrase does not run from one into the next. */
const descriptions = (bill: BillFacts): readonly { text: string; pointer: string }[] => [
  ...(bill.goodsDescription === null ? [] : [{ text: bill.goodsDescription, pointer: '/goodsDescription' }]),
  ...bill.containers.flatMap(({ description, seq }) =>
    description ? [{ text: description, pointer: `/containers/${seq}/description` }] : [],
  ),
];

function described(bill: BillFacts, words: readonly string[], says: (found: string) => string): readonly HitFact[] {
  return descriptions(bill).flatMap(({ text, pointer }) => {
    const hit = findWords(tokensOf(text), words);
    return hit ? [{ pointer, value: text, says: says(hit.found) }] : [];
  });
}

export const personalEffects: IndicatorRule = (bill) =>
  described(bill, PERSONAL_EFFECTS_WORDS, (found) => `Described as "${found}"`);

export const usedVehicles: IndicatorRule = (bill) => [
  ...described(bill, USED_VEHICLE_WORDS, (found) => `Described as "${found}"`),
  ...(bill.vehicles > 0
    ? [
        {
          pointer: '/details/vehicles',
          value: String(bill.vehicles),
          says: `${bill.vehicles} vehicle(s) listed on the bill`,
        },
      ]
    : []),
];

const claimed = (bill: BillFacts): readonly { goods: GoodsClass; found: string; pointer: string; text: string }[] =>
  descriptions(bill).flatMap(({ text, pointer }) => {
    const tokens = tokensOf(text);
    return GOODS_CLASSES.flatMap((goods) => {
      const hit = findWords(tokens, goods.words);
      return hit ? [{ goods, found: hit.found, pointer, text }] : [];
    });
  });

export const hsTextMismatch: IndicatorRule = (bill) => {
  const codes = declaredCodes(bill).map(({ code }) => digits(code));
  return claimed(bill)
    .filter(({ goods }) => goods.misused)
    .flatMap(({ goods, found, pointer, text }): HitFact[] => {
      const fits = codes.some((code) => [...goods.chapters, ...NATIONAL_CHAPTERS].includes(code.slice(0, 2)));
      if (codes.length > 0) {
        const says = `"${found}", but no HS code of the bill (${codes.join(', ')}) is of a chapter of such goods`;
        return fits ? [] : [{ pointer, value: text, says }];
      }
      const heavy = bill.grossMassGrams !== null && bill.grossMassGrams >= goods.heavyKg * GRAMS;
      const says = `"${found}" for ${kg(bill.grossMassGrams ?? 0)}, and no HS code says what it is`;
      return heavy ? [{ pointer, value: text, says, band: { from: 0, to: goods.heavyKg, unit: 'kg' } }] : [];
    });
};

/** Of mixed goods the widest band counts: what is out of it fits none of them. */
function packageBand(bill: BillFacts): { from: number; to: number; names: string } | undefined {
  const classes = claimed(bill).map(({ goods }) => goods);
  if (classes.length === 0) return undefined;
  return {
    from: Math.min(...classes.map(({ kgPerPackage: [from] }) => from)),
    to: Math.max(...classes.map(({ kgPerPackage: [, to] }) => to)),
    names: [...new Set(classes.map(({ code }) => code))].join(', '),
  };
}

function packageFacts(bill: BillFacts): readonly HitFact[] {
  const band = packageBand(bill);
  if (!band || !bill.packageCount || !bill.grossMassGrams) return [];
  const each = bill.grossMassGrams / bill.packageCount;
  if (each >= band.from * GRAMS && each <= band.to * GRAMS) return [];
  const says = `${kg(each)} a package (${kg(bill.grossMassGrams)} in ${bill.packageCount}) for goods declared as ${band.names}`;
  return [
    { pointer: '/grossMassKg', value: kg(each), says, band: { from: band.from, to: band.to, unit: 'kg per package' } },
  ];
}

const FULL = ['FCL', 'FCL/FCL', '1/1', '01', 'FS'];

export const weightAgainstGoods: IndicatorRule = (bill, _, { containerToKg, fullContainerFromKg }) => {
  const [from, to] = [Number(fullContainerFromKg), Number(containerToKg)];
  const containers = bill.containers.flatMap(({ seq, number, goodsMassGrams, fullEmpty }): HitFact[] => {
    if (goodsMassGrams === null || goodsMassGrams === 0) return [];
    const full = FULL.includes((fullEmpty ?? '').toUpperCase());
    const outside = goodsMassGrams > to * GRAMS || (full && goodsMassGrams < from * GRAMS);
    const says = `${kg(goodsMassGrams)} in container ${number ?? `line ${seq}`}${full ? ', declared full' : ''}`;
    const band = { from: full ? from : 0, to, unit: 'kg per container' };
    return outside ? [{ pointer: `/containers/${seq}/goodsMassKg`, value: kg(goodsMassGrams), says, band }] : [];
  });
  return [...packageFacts(bill), ...containers];
};
