import { Random } from './screening-names';

/** A generated firearm, and what was read of its number. */
export interface Weapon {
  readonly make: string;
  readonly model: string;
  readonly calibre: string;
  readonly type: string;
  readonly number: string;
  /** As it stands in the record. */
  readonly raw: string;
}

/** Makes as they are found in the region, the frequent ones first, with numbers of the form they have: L a letter, D a digit. */
const MAKES: readonly (readonly [
  weight: number,
  make: string,
  model: string,
  calibre: string,
  type: string,
  form: string,
])[] = [
  [16, 'Glock', '19', '9x19', 'pistol', 'LLLLDDD'],
  [14, 'Taurus', 'G2C', '9mm', 'pistol', 'LLLDDDDD'],
  [10, 'Smith & Wesson', 'SD9 VE', '9mm', 'pistol', 'LLLDDDD'],
  [8, 'Ruger', 'LCP', '.380 ACP', 'pistol', 'DDDDDDDD'],
  [7, 'Romarm', 'WASR-10', '7.62x39', 'rifle', 'ADDDDDDDD'],
  [6, 'Century Arms', 'VSKA', '7.62x39', 'rifle', 'SVDDDDDDD'],
  [6, 'SIG Sauer', 'P365', '9x19', 'pistol', 'DDLDDDDDD'],
  [5, 'Colt', 'AR-15', '.223 Rem', 'rifle', 'LLDDDDDD'],
  [5, 'Anderson Manufacturing', 'AM-15', '5.56 NATO', 'rifle', 'DDDDDDDD'],
  [4, 'Springfield Armory', 'XD-9', '9mm', 'pistol', 'LLDDDDDD'],
  [4, 'Mossberg', '500', '12 gauge', 'shotgun', 'LDDDDDD'],
  [4, 'Norinco', 'Type 56', '7.62x39', 'rifle', 'DDDDDDDD'],
  [3, 'Rossi', 'Model 68', '.38 Special', 'revolver', 'LDDDDDD'],
  [3, 'Beretta', '92FS', '9x19', 'pistol', 'BERDDDDDDL'],
  [3, 'IMI', 'Galil', '5.56x45', 'rifle', 'DDDDDDD'],
  [2, 'Barrett', 'M82A1', '.50 BMG', 'rifle', 'DDDDD'],
];
const WHEEL = MAKES.flatMap((make) => Array.from({ length: make[0] }, () => make));
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

export function* weapons(count: number, random: Random): Generator<Weapon> {
  for (let n = 0; n < count; n += 1) {
    const [, make, model, calibre, type, form] = random.one(WHEEL);
    const number = [...form]
      .map((sign) => (sign === 'L' ? random.one(LETTERS) : sign === 'D' ? String(random.below(10)) : sign))
      .join('');
    const unsaid = random.below(50) === 0;
    yield { make: unsaid ? '' : make, model, calibre, type, number, raw: asRead(number, random) };
  }
}

/** Two in a hundred misread, one with a letter more, three with gaps; some with hyphens. */
function asRead(number: string, random: Random): string {
  const at = 1 + random.below(number.length - 2);
  switch (random.below(100)) {
    case 0:
    case 1:
      return number.replaceAll('0', 'O').replaceAll('1', 'I');
    case 2:
      return `${number.slice(0, -2)}J${number.slice(-2)}`;
    case 3:
    case 4:
      return `${number.slice(0, at)}?${number.slice(at + 1)}`;
    case 5:
      return `*${number.slice(-4)}`;
    case 6:
      return `${number.slice(0, 3)}-${number.slice(3)}`;
    default:
      return number;
  }
}

const choice = (sign: string): string => `[${sign}${sign === '8' ? '6' : '8'}]`;

/** Every kind of question about a weapon, by the name it has in the results. */
export const QUESTIONS: Readonly<Record<string, (weapon: Weapon) => object>> = {
  complete: ({ number }) => ({ serial: number }),
  confusable: ({ number, make }) => ({
    serial: number.replaceAll('O', '0').replaceAll('5', 'S').replaceAll('1', 'L'),
    make,
  }),
  'one slip': ({ number, calibre }) => ({
    serial: `${number.slice(0, -1)}${number.endsWith('7') ? '3' : '7'}`,
    calibre,
  }),
  'embedded letter': ({ number, make }) => ({ serial: `${number.slice(0, -2)}K${number.slice(-2)}`, make }),
  '? one': ({ number, make }) => ({ serial: `${number.slice(0, 3)}?${number.slice(4)}`, make }),
  '? many': ({ number, make, calibre }) => ({
    serial: number.replace(/./g, (sign, i: number) => (i % 2 === 0 || i === 1 ? sign : '?')),
    make,
    calibre,
  }),
  '* before': ({ number, type }) => ({ serial: `*${number.slice(-4)}`, type }),
  '* after': ({ number, make }) => ({ serial: `${number.slice(0, 4)}*`, make }),
  '* on both sides': ({ number, calibre }) => ({ serial: `*${number.slice(1, 5)}*`, calibre }),
  'three known at an end': ({ number, calibre, make }) => ({ serial: `*${number.slice(-3)}`, make, calibre }),
  '[68] a choice': ({ number, make }) => ({
    serial: `${number.slice(0, -2)}${choice(number.at(-2)!)}${number.at(-1)!}`,
    make,
  }),
  '~ doubtful': ({ number, make }) => ({ serial: `${number.slice(0, 2)}~${number.slice(2)}`, make }),
};
