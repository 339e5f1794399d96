export const TRACE_SYSTEMS = ['ETRACE', 'IARMS', 'CCGIU', 'NATIONAL'] as const;
/** Who is asked: eTrace of the ATF, iARMS of INTERPOL, the CARICOM Crime Gun Intelligence Unit, a national register. */
export type TraceSystem = (typeof TRACE_SYSTEMS)[number];

export const TRACE_STATES = [
  'DRAFT',
  'SENT',
  'ACKNOWLEDGED',
  'ANSWERED',
  'FAILED',
  'UNTRACEABLE',
  'CANCELLED',
] as const;
export type TraceState = (typeof TRACE_STATES)[number];

export const TRACE_EVENTS = ['send', 'acknowledge', 'answer', 'fail', 'end_untraceable', 'cancel'] as const;
export type TraceEvent = (typeof TRACE_EVENTS)[number];

export const UNTRACEABLE_REASONS = [
  'OBLITERATED',
  'NO_SERIAL',
  'INCOMPLETE',
  'PRIVATELY_MADE',
  'MADE_BEFORE_1946',
  'SOLD_BEFORE_1968',
  'FOREIGN',
  'NO_RECORD',
  'RECORD_DESTROYED',
  'DEALER_OUT_OF_BUSINESS',
  'COLLECTED_UNDER_AMNESTY',
  'OTHER',
] as const;
/**
 * Why a trace leads nowhere. MADE_BEFORE_1946, COLLECTED_UNDER_AMNESTY: MOSAIC 05.31. SOLD_BEFORE_1968: dealers of the United States keep
 * records since the Gun Control Act. FOREIGN: never made in or imported to the country that was asked.
 */
export type UntraceableReason = (typeof UNTRACEABLE_REASONS)[number];

export const REQUEST_FIELDS = [
  'serial',
  'markPlace',
  'obliteration',
  'make',
  'type',
  'calibre',
  'model',
  'countryOfManufacture',
  'importerMark',
  'importCountry',
  'importYear',
  'yearOfManufacture',
  'otherMarks',
  'recoveredOn',
  'recoveryPlace',
  'recoveryCountry',
  'projectCode',
] as const;
export type RequestField = (typeof REQUEST_FIELDS)[number];
export type RequestFields = Readonly<Partial<Record<RequestField, string>>>;

/** An item of an inspection as far as a trace asks for it. */
export interface TracedFirearm {
  readonly category: string;
  readonly type?: string | null;
  readonly make?: string | null;
  readonly model?: string | null;
  readonly calibre?: string | null;
  readonly serial?: string | null;
  readonly serialState?: string | null;
  readonly countryOfManufacture?: string | null;
  readonly importerMark?: string | null;
  readonly importCountry?: string | null;
  readonly importYear?: number | null;
  readonly yearOfManufacture?: number | null;
  readonly privatelyMade?: boolean | null;
  readonly markings?: string | null;
  readonly marks?:
    | readonly {
        readonly kind: string;
        readonly place: string;
        readonly text?: string | null;
        readonly state: string;
      }[]
    | null;
}
export interface Recovery {
  /** YYYY-MM-DD, or as much of it as is known. */
  readonly on: string | null;
  readonly place: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

export interface FieldAsked {
  readonly field: RequestField;
  /** Item of the form, where it has numbers. */
  readonly formItem: string | null;
  readonly required: boolean;
}

export interface TraceDraft {
  readonly fields: RequestFields;
  /** Required by the system and not known. */
  readonly missing: readonly RequestField[];
  /** Why it may lead nowhere; a person decides whether to ask all the same. */
  readonly doubts: readonly UntraceableReason[];
}

/** What the asked system said. */
export interface TraceAnswer {
  readonly manufacturer?: string;
  readonly manufactureCountry?: string;
  readonly importer?: string;
  readonly dealer?: string;
  readonly dealerPlace?: string;
  /** ISO 3166-1 alpha-2. */
  readonly purchaseCountry?: string;
  /** YYYY-MM-DD, YYYY-MM or YYYY. */
  readonly purchasedOn?: string;
  readonly purchaser?: string;
  readonly diversionPoint?: string;
  /** A competent authority has established where it was diverted, or its illicit origin (SDG 16.4.2). */
  readonly contextEstablished?: boolean;
  readonly note?: string;
}

/** A private person: kept apart, for the owner alone unless the owner says otherwise. */
export interface FirstBuyer {
  readonly name: string;
  readonly address?: string;
  readonly bornOn?: string;
  readonly document?: string;
}

/** Days from sale to recovery; a range where a date is known in part. */
export interface TimeToCrime {
  readonly leastDays: number;
  readonly mostDays: number;
}
