export const ITEM_CATEGORIES = [
  'FIREARM',
  'AMMUNITION',
  'MAGAZINE',
  'COMPONENT',
  'ACCESSORY',
  'EXPLOSIVE',
  'ARMOUR',
  'CASH',
  'OTHER',
] as const;
export type ItemCategory = (typeof ITEM_CATEGORIES)[number];

export const SERIAL_STATES = ['AS_MARKED', 'PARTIAL', 'OBLITERATED', 'RESTORED', 'NONE', 'NOT_RECORDED'] as const;
export type SerialState = (typeof SERIAL_STATES)[number];

/** UNODC IAFQ types of firearm; `type` of an item may be any text, for what is written on a press note is kept. */
export const FIREARM_TYPES = [
  'PISTOL',
  'REVOLVER',
  'RIFLE',
  'SHOTGUN',
  'SUBMACHINE_GUN',
  'MACHINE_GUN',
  'OTHER_SALW',
] as const;

/** What a mark on a firearm is (ITI paras 7 and 8): a serial taken for an import mark is still found. */
export const MARK_KINDS = ['SERIAL', 'IMPORT_MARK', 'PROOF_MARK', 'MODEL_MARK', 'OTHER'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

/** Where on the firearm it stands. Frame or receiver is the primary reference (MOSAIC 05.31). */
export const MARK_PLACES = ['FRAME', 'RECEIVER', 'SLIDE', 'BARREL', 'BOLT', 'CYLINDER', 'MAGAZINE', 'OTHER'] as const;
export type MarkPlace = (typeof MARK_PLACES)[number];

export const MARK_STATES = ['AS_MARKED', 'PARTIAL', 'OBLITERATED', 'RESTORED', 'NONE'] as const;
export type MarkState = (typeof MARK_STATES)[number];

export interface Mark {
  readonly kind: MarkKind;
  readonly place: MarkPlace;
  /** As read; `?` for each character that cannot be read, `~` after a doubtful one. Absent where nothing can be read. */
  readonly text?: string;
  readonly state: MarkState;
}

/** A total somebody stated (a press note, a report), kept beside what the listed items add up to. */
export interface StatedTotal {
  readonly category: ItemCategory;
  /** Only this calibre; all calibres without it. */
  readonly calibre?: string;
  /** Only this type; all types without it. */
  readonly type?: string;
  readonly quantity: number;
  readonly source: string;
}

export interface ItemFacts {
  readonly category: ItemCategory;
  readonly quantity: number;
  readonly type?: string | null;
  readonly calibre?: string | null;
  readonly serial?: string | null;
}

/** Stated against listed, for one category (and calibre, where the statement names one). */
export interface TotalComparison extends StatedTotal {
  readonly listed: number;
  /** stated minus listed; not 0 means that the record contradicts itself or its source. */
  readonly difference: number;
  readonly agrees: boolean;
}
