import type { GoodsCategory, IsoDate, Party, PartyClass } from '../rules/embargo.types';

/** By what the find was recognised as the exempted supply. */
export const KNOWN_BY = ['SERIAL', 'MARKING', 'LOT', 'DOCUMENT', 'TRACE_REPLY', 'STATEMENT', 'OTHER'] as const;
export type KnownBy = (typeof KNOWN_BY)[number];

export const DIVERSION_CERTAINTIES = ['ESTABLISHED', 'POSSIBLE'] as const;
export type DiversionCertainty = (typeof DIVERSION_CERTAINTIES)[number];

/** Why a diversion is no more than possible. The first two are about the find alone, the others about the supply. */
export const DOUBTS = ['CLASS_UNKNOWN', 'NAME_UNKNOWN', 'SAME_CLASS', 'NO_USE_RECORDED', 'OTHER_CATEGORY'] as const;
export type Doubt = (typeof DOUBTS)[number];
export const DOUBTS_OF_THE_FIND: readonly Doubt[] = ['CLASS_UNKNOWN', 'NAME_UNKNOWN'];

export interface FoundGoods {
  readonly category: GoodsCategory;
  /** Whole units. */
  readonly quantity: number;
  readonly serials: readonly string[];
}

export interface FindFacts {
  readonly foundWith: { readonly name: string | null; readonly class: PartyClass };
  readonly foundOn: IsoDate;
  readonly goods: readonly Pick<FoundGoods, 'category'>[];
}

/** The exempted supply as far as it is on file: an assessment of it, or the request that the Committee approved. */
export interface SupplyFacts {
  readonly kind: 'ASSESSMENT' | 'EXEMPTION';
  readonly isExempt: boolean;
  /** First day on which goods may have left under it; null: not known. */
  readonly suppliedOn: IsoDate | null;
  /** False for an approval against which no use was recorded: nobody has said that anything was supplied. */
  readonly isRecorded: boolean;
  readonly categories: readonly GoodsCategory[];
  /** Consignee and end user. */
  readonly receivers: readonly Pick<Party, 'name' | 'class'>[];
}

export interface Duty {
  readonly instrument: string;
  readonly paragraph: string;
}
