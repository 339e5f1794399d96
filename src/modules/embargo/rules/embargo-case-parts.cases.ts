import type { FlagCode, Outcome } from './assessment.types';
import type { CommitteeDecision, EmbargoCase, EndUse, GoodsCategory, GoodsItem, Party } from './embargo.types';

/** One supply, in words, with what must be answered. `source` is the section of domain.md, or the trap of the issue. */
export interface EmbargoCaseRow {
  readonly title: string;
  readonly input: EmbargoCase;
  readonly outcome: Outcome;
  /** The codes of all flags, in any order. */
  readonly flags: readonly FlagCode[];
  /** Layer and outcome of the national layers, where the row is about them. */
  readonly national?: Readonly<Record<string, Outcome>>;
  readonly source: string;
}

export const row = (
  title: string,
  shipmentDate: string | undefined,
  goods: GoodsCategory | GoodsItem,
  consignee: Party | undefined,
  expected: readonly [Outcome, ...FlagCode[]],
  source: string,
  more: EmbargoCase & { readonly national?: EmbargoCaseRow['national'] } = {},
): EmbargoCaseRow => {
  const { national, ...facts } = more;
  const [outcome, ...flags] = expected;
  const item = typeof goods === 'string' ? { category: goods } : goods;
  return { title, input: { shipmentDate, goods: [item], consignee, ...facts }, outcome, flags, national, source };
};

export const SHOP: Party = { name: 'Boutique Exemple', class: 'BUSINESS', listings: [] };
export const LEADER: Party = {
  name: 'Chef Exemple',
  class: 'NON_STATE_ARMED',
  listings: [{ ref: 'HTi.901', listedOn: '2022-10-21' }],
};
export const GANG: Party = { name: 'Bande Exemple', class: 'NON_STATE_ARMED', listings: [] };
export const GUARDS: Party = { name: 'Gardiens Exemple', class: 'PRIVATE_SECURITY', listings: [] };
export const CITY: Party = { name: 'Mairie Exemple', class: 'MUNICIPALITY', listings: [] };
export const body = (of: Party['class'], commandProof?: string): Party => ({
  name: `${of}`,
  class: of,
  listings: [],
  ...(commandProof && { commandProof }),
});
export const HNP = body('HNP', 'DGPNH-001');
export const BOTH: EndUse = { usedByOrWithBody: true, solelyPeaceAndStability: true };
export const MET = { endUse: BOTH };
export const PROTECTIVE = { endUse: { purpose: 'PROTECTIVE' } } as const;
export const approved = (date: string, more: CommitteeDecision = {}, quantity = 10): EmbargoCase => ({
  committeeDecision: {
    reference: 'SCA/2/24(1)',
    date,
    scope: { categories: ['SALW'], quantity, consignee: 'Gardiens Exemple' },
    ...more,
  },
});
export const RIFLES: GoodsItem = { category: 'SALW', quantity: 10 };
export const BAN = 'PROHIBITED_UNLESS_APPROVED';
export const listed = (listedOn: string, delistedOn?: string): Party => ({
  name: 'Personne Exemple',
  class: 'STATE_ORGAN',
  listings: [{ listedOn, delistedOn }],
});
