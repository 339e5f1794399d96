/** Every feature that moves a score, with its default points of ten and why it is there. Half points only: a person must be able to add them up. */
export interface WeightDescription {
  readonly points: number;
  readonly per: string;
  readonly why: string;
}

/** Three points of ten may be lost. */
export const DEFAULT_THRESHOLD = 0.7;

export const NAME_WEIGHTS = {
  spelling: {
    points: -0.5,
    per: 'half edit in a word of 5 to 8 letters',
    why: 'A letter copied wrongly; vowels count half',
  },
  shortSpelling: {
    points: -1,
    per: 'half edit in a word of up to 4 letters',
    why: 'In a short word one letter is much',
  },
  longSpelling: {
    points: -0.5,
    per: 'half edit in a word of 9 letters or more',
    why: 'In a long word one letter is little',
  },
  meaning: { points: -0.5, per: 'word', why: 'The same word or given name in another language' },
  sound: { points: -0.5, per: 'word', why: 'Equal by its consonants where a script leaves vowels out' },
  initial: { points: -1, per: 'letter', why: 'One letter stands for a whole name' },
  joined: { points: -0.5, per: 'word', why: 'Written apart on one paper and as one word on the other' },
  order: { points: -0.5, per: 'name', why: 'The parts stand in another order' },
  missing: { points: -1, per: 'word', why: 'One name has a part that the other leaves out' },
  missingInitial: { points: -0.5, per: 'letter', why: 'One name has an initial that the other leaves out' },
  otherForm: {
    points: -3.5,
    per: 'name',
    why: 'Two given names made from one stem (Louis and Louise, Kesnel and Kesner): two persons',
  },
  conflict: { points: -4, per: 'word', why: 'Both names have parts that meet nothing: two different names' },
  thin: { points: -3, per: 'name', why: 'A single word meets, and one side has more' },
  particle: { points: -0.5, per: 'name', why: 'Particles or titles on one side only' },
  typeMissing: { points: -0.5, per: 'name', why: 'A company type on one side only' },
  typeDiffers: { points: -3.5, per: 'name', why: 'Two different company types: two firms' },
  placeMissing: { points: -3.5, per: 'name', why: 'A country in one firm name only: a subsidiary' },
  numberMissing: { points: -3.5, per: 'name', why: 'A number on one side only' },
  firstMissing: {
    points: -1.5,
    per: 'name',
    why: 'Only one side says `I` or `1`: the first of a series is often not numbered',
  },
  seriesDiffers: {
    points: -2,
    per: 'name',
    why: 'Two numbers in a series of funds or firms: often a slip or a sister',
  },
  numberDiffers: { points: -4, per: 'name', why: 'Numbers are identity in the names of groups and ships' },
  nothing: { points: -10, per: 'name', why: 'No word of one name meets a word of the other' },
  splitAlias: { points: -0.5, per: 'name', why: 'Met through an alias written inside a longer name' },
} as const satisfies Readonly<Record<string, WeightDescription>>;

export const ENTITY_WEIGHTS = {
  identifierDiffers: {
    points: -3,
    per: 'entity',
    why: 'Both have an identifier that a thing has only one of (IMO, MMSI, LEI), and they differ',
  },
  birthDateSame: { points: 1, per: 'entity', why: 'Born on the same day' },
  birthYearSame: {
    points: 0.5,
    per: 'entity',
    why: 'Born in the same year or month; the day is not known on both sides',
  },
  birthDayDiffers: { points: -1, per: 'entity', why: 'Same year, another day' },
  birthYearDiffers: {
    points: -2,
    per: 'entity',
    why: 'Born in years more than one apart; lists often know the year only roughly',
  },
  countryDiffers: { points: -1.5, per: 'entity', why: 'No country in common' },
  genderDiffers: { points: -2, per: 'entity', why: 'Another gender' },
} as const satisfies Readonly<Record<string, WeightDescription>>;

/** Points of ten that an equal identifier gives at once, whatever the names say. */
export const IDENTIFIER_WEIGHTS = {
  uniqueIdentifier: { points: 9.5, per: 'entity', why: 'The same IMO number, MMSI or LEI' },
  otherIdentifier: { points: 8.5, per: 'entity', why: 'The same passport, national or registration number' },
} as const satisfies Readonly<Record<string, WeightDescription>>;

export const ALL_WEIGHTS: Readonly<Record<string, WeightDescription>> = {
  ...NAME_WEIGHTS,
  ...ENTITY_WEIGHTS,
  ...IDENTIFIER_WEIGHTS,
};

export type EntityFeature = keyof typeof ENTITY_WEIGHTS;
export type NameFeature = keyof typeof NAME_WEIGHTS;
export const NAME_FEATURES = Object.keys(NAME_WEIGHTS) as readonly NameFeature[];
