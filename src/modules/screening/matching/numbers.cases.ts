/** Numbers as words in English, French, Haitian Creole and Spanish. Words that mean something else too (`an`, `de`, `once`) are left out. */
const UNITS: readonly (readonly [number, string])[] = [
  [1, 'one first 1st premier premiere 1er premye primero primera uno'],
  [2, 'two second 2nd deux deuxieme dezyem dos segundo'],
  [3, 'three third 3rd trois troisieme twa twazyem tres tercero'],
  [4, 'four fourth 4th quatre kat katriyem cuatro cuarto'],
  [5, 'five fifth 5th cinq senk senkyem cinco'],
  [6, 'six sixth 6th sixieme sis seis'],
  [7, 'seven seventh 7th sept septieme siete'],
  [8, 'eight eighth 8th huit huitieme uit ocho'],
  [9, 'nine ninth 9th neuf nef nueve'],
  [10, 'ten tenth 10th dix dixieme dis diez'],
  [11, 'eleven onze'],
  [12, 'twelve douze douz doce'],
  [13, 'thirteen treize trez trece'],
  [14, 'fourteen quatorze katoz catorce'],
  [15, 'fifteen quinze kenz quince'],
  [16, 'sixteen seize sez'],
  [20, 'twenty vingt ven veinte'],
  [30, 'thirty trente trant treinta'],
  [40, 'forty quarante karant cuarenta'],
  [50, 'fifty cinquante senkant cincuenta'],
  [60, 'sixty soixante swasant sesenta'],
  [70, 'seventy setenta'],
  [80, 'eighty ochenta'],
  [90, 'ninety noventa'],
  [100, 'hundred cent cents cien ciento'],
  [1000, 'thousand mille mil'],
];

export const NUMBER_WORDS: ReadonlyMap<string, number> = new Map(
  UNITS.flatMap(([value, words]) => words.split(' ').map((word): [string, number] => [word, value])),
);

/** `san` is a hundred in Creole and much else besides: a number only after another one. */
export const HUNDRED_AFTER_NUMBER = new Set(['san', 'cent', 'cents', 'hundred']);

const ROMAN = [
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
] as const;

/** i to xxxix. */
export const ROMAN_NUMERALS: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 39 }, (_, at): [string, number] => {
    let left = at + 1;
    let text = '';
    for (const [value, letters] of ROMAN) for (; left >= value; left -= value) text += letters;
    return [text, at + 1];
  }),
);
