/** Classes of goods as they are declared: their words, the HS chapters they belong to, and what one package of them weighs. */
export interface GoodsClass {
  readonly code: string;
  readonly words: readonly string[];
  /** Chapters such goods are classified in. Chapters 98 and 99 are national and fit anything. */
  readonly chapters: readonly string[];
  /** Words that arms were declared under: an HS code of another chapter, or none for a heavy lot, is then worth a look. */
  readonly misused: boolean;
  /** Kilograms of one package, from and to; drawn wide, so that only what is out of all proportion is named. */
  readonly kgPerPackage: readonly [number, number];
  /** Without an HS code, from this gross mass in kilograms on, the words alone say too little. */
  readonly heavyKg: number;
}

export const NATIONAL_CHAPTERS: readonly string[] = ['98', '99'];

export const GOODS_CLASSES: readonly GoodsClass[] = [
  {
    code: 'HOUSEHOLD_GOODS',
    words: [
      'HOUSEHOLD GOOD*',
      'HOUSE HOLD GOOD*',
      'HOUSEHOLD ITEM*',
      'ARTICLES MENAGERS',
      'ARTICLES DE MENAGE',
      'ARTICULOS DEL HOGAR',
      'ENSERES',
      'ATIK MENAJ',
      'BAGAY KAY',
    ],
    chapters: [
      '34',
      '39',
      '42',
      '44',
      '46',
      '48',
      '57',
      '63',
      '69',
      '70',
      '73',
      '74',
      '76',
      '82',
      '83',
      '84',
      '85',
      '91',
      '94',
      '96',
    ],
    misused: true,
    kgPerPackage: [0.5, 500],
    heavyKg: 10_000,
  },
  {
    code: 'TOYS',
    words: ['TOY', 'TOYS', 'JOUET', 'JOUETS', 'JUGUETE', 'JUGUETES', 'JWET'],
    chapters: ['95'],
    misused: true,
    kgPerPackage: [0.1, 60],
    heavyKg: 5_000,
  },
  {
    code: 'MECHANICAL_PARTS',
    words: [
      'MECHANICAL PART*',
      'MACHINE PART*',
      'MACHINERY PART*',
      'AUTO PART*',
      'SPARE PART*',
      'PIECES MECANIQUES',
      'PIECES DETACHEES',
      'PIECES DE RECHANGE',
      'PIEZAS MECANICAS',
      'REPUESTOS',
      'PYES MEKANIK',
      'PYES DETACHE',
    ],
    chapters: ['40', '68', '70', '73', '82', '83', '84', '85', '87', '90', '94'],
    misused: true,
    kgPerPackage: [0.1, 3_000],
    heavyKg: 15_000,
  },
  {
    code: 'PERSONAL_EFFECTS',
    words: ['PERSONAL EFFECT*', 'EFFETS PERSONNEL*', 'EFECTOS PERSONALES', 'EFE PESONEL'],
    chapters: [],
    misused: false,
    kgPerPackage: [1, 500],
    heavyKg: Number.MAX_SAFE_INTEGER,
  },
  {
    code: 'CLOTHING',
    words: [
      'CLOTHING',
      'CLOTHES',
      'GARMENT*',
      'SHOES',
      'VETEMENT*',
      'FRIPERIE',
      'PEPE',
      'CHAUSSURE*',
      'ROPA',
      'ZAPATOS',
      'RAD',
    ],
    chapters: ['61', '62', '63', '64', '65'],
    misused: false,
    kgPerPackage: [0.5, 700],
    heavyKg: Number.MAX_SAFE_INTEGER,
  },
  {
    code: 'FOOD',
    words: [
      'FOOD',
      'FOODSTUFF*',
      'RICE',
      'FLOUR',
      'SUGAR',
      'BEANS',
      'CHICKEN',
      'COOKING OIL',
      'RIZ',
      'FARINE',
      'SUCRE',
      'HARICOTS',
      'POULET',
      'ALIMENTAIRE*',
      'ARROZ',
      'HARINA',
      'AZUCAR',
      'FRIJOLES',
      'POLLO',
      'ALIMENTOS',
      'DIRI',
      'MANJE',
    ],
    chapters: ['02', '03', '04', '07', '10', '11', '15', '16', '17', '19', '20', '21', '22'],
    misused: false,
    kgPerPackage: [0.5, 1_500],
    heavyKg: Number.MAX_SAFE_INTEGER,
  },
];
