/** A calendar day, YYYY-MM-DD. Dates of law and of supply have no hour. */
export type IsoDate = string;

export const GOODS_CATEGORIES = [
  'SALW',
  'AMMUNITION',
  'PARTS',
  'OTHER_ARMS',
  'MIL_VEHICLE',
  'PARAMILITARY',
  'NON_LETHAL_MIL',
  'SERVICE',
  'CIVIL',
  'UNKNOWN',
] as const;
export type GoodsCategory = (typeof GOODS_CATEGORIES)[number];

/** Who a party is. The first block may be exempt as consignee in its window, the last may fall under 2692 (2023) para 6. */
export const PARTY_CLASSES = [
  'UN',
  'BINUH',
  'MSS',
  'GSF',
  'UN_AUTHORISED_MISSION',
  'HNP',
  'ARMED_FORCES',
  'GOVERNMENT_UNIT',
  'STATE_ORGAN',
  'MUNICIPALITY',
  'PRIVATE',
  'PRIVATE_SECURITY',
  'CHURCH',
  'NGO',
  'BUSINESS',
  'INDIVIDUAL',
  'NON_STATE_ARMED',
  'SUPPORTS_NON_STATE_ARMED',
  'UNKNOWN',
] as const;
export type PartyClass = (typeof PARTY_CLASSES)[number];

export const PARTY_ROLES = [
  'OWNER',
  'CONTROLLER',
  'BENEFICIARY',
  'PURCHASER',
  'NOTIFY',
  'SUPPLIER',
  'SHIPPER',
  'CARRIER',
  'BROKER',
] as const;
export type PartyRole = (typeof PARTY_ROLES)[number];

export const LIST_STATUSES = ['LISTED', 'NOT_LISTED', 'UNKNOWN'] as const;
export const PURPOSES = ['HUMANITARIAN', 'PROTECTIVE', 'PEACE_AND_STABILITY', 'COMMERCIAL', 'OTHER'] as const;
export const DECISION_RESULTS = ['APPROVED', 'REFUSED', 'PENDING'] as const;

/** One designation on the 2653 list: in force from `listedOn` (inclusive) to `delistedOn` (exclusive). */
export interface Listing {
  readonly ref?: string;
  readonly listedOn?: IsoDate;
  readonly delistedOn?: IsoDate;
}

export interface GoodsItem {
  readonly category?: GoodsCategory;
  readonly lethal?: boolean;
  readonly description?: string;
  readonly quantity?: number;
  /** Of PARTS: whether they belong to small arms and light weapons, which decides V2 and V3. */
  readonly partsOf?: 'SALW' | 'OTHER';
}

export interface Party {
  readonly name?: string;
  readonly class?: PartyClass;
  readonly role?: PartyRole;
  /** An empty list says: screened, nothing found. An absent one says nothing. */
  readonly listings?: readonly Listing[];
  /** A screening result without its dates; `listings` goes before it. */
  readonly listStatus?: (typeof LIST_STATUSES)[number];
  /** Reference of the proof that the unit is under command of the Government of Haiti, or that the mission is authorised. */
  readonly commandProof?: string;
  /** What is known of support to gang violence, crime or rights abuses; absent: not examined. */
  readonly supportsGangViolence?: boolean;
}

export interface EndUse {
  readonly purpose?: (typeof PURPOSES)[number];
  readonly text?: string;
  /** Condition 1 of the standing exemption: used by, or in coordination with, the exempt body. */
  readonly usedByOrWithBody?: boolean;
  /** Condition 2 of the standing exemption: solely to further peace and stability in Haiti. */
  readonly solelyPeaceAndStability?: boolean;
}

export interface CommitteeDecision {
  readonly reference?: string;
  readonly result?: (typeof DECISION_RESULTS)[number];
  readonly date?: IsoDate;
  readonly expiry?: IsoDate;
  readonly scope?: {
    readonly categories?: readonly GoodsCategory[];
    readonly quantity?: number;
    readonly quantityUsed?: number;
    /** Where the Committee counted by category: each limit must hold by itself, ammunition left does not make room for rifles. */
    readonly limits?: readonly {
      readonly category?: GoodsCategory;
      readonly quantity?: number;
      readonly quantityUsed?: number;
    }[];
    readonly consignee?: string;
  };
}

/** What is known of one supply. Everything may be absent: what is missing is part of the answer. */
export interface EmbargoCase {
  readonly shipmentDate?: IsoDate;
  readonly goods?: readonly GoodsItem[];
  readonly supplierState?: string;
  readonly flagState?: string;
  readonly transitStates?: readonly string[];
  readonly consignee?: Party;
  readonly endUser?: Party;
  readonly endUse?: EndUse;
  readonly parties?: readonly Party[];
  readonly committeeDecision?: CommitteeDecision;
  /** With whom the goods were found afterwards. */
  readonly foundWith?: Party & { readonly foundOn?: IsoDate };
}

/** An answer has a line for each goods item in each layer: without these a short form makes an answer of 50 MB. */
export const MOST_GOODS = 500;
export const MOST_PARTIES = 200;
export const MOST_TRANSIT_STATES = 20;
