/** S/2006/997, Annex V, paras 24-25: how a source that is not named may be labelled in a finding. */
export const LABEL_KINDS = ['OFFICIAL_BUT_CONFIDENTIAL', 'BY_FUNCTION'] as const;
export type LabelKind = (typeof LABEL_KINDS)[number];

export interface SourceLabel {
  readonly kind: LabelKind;
  /** What a finding may print: "a customs official". */
  readonly text: string;
}

/** What handler and custodians know the source by. Encrypted like the rest: a dump tells no pseudonym either. */
export interface SourceCard {
  readonly pseudonym: string;
  readonly label: SourceLabel | null;
}

/** Who the source is. Shown in an approved opening and nowhere else. */
export interface SourceContent {
  readonly identity: string;
  readonly contact?: string;
  readonly risk?: string;
  readonly history?: string;
  /** How identity and role are weighed (S/2006/997, Annex V, para 24): what the source can know, and why it is believed. */
  readonly weighing?: string;
}

export interface SourcePerson {
  readonly key: number;
  readonly id: string;
  readonly displayName: string;
}

export interface StoredSource {
  readonly id: string;
  readonly ownerKey: number;
  readonly handlerKey: number;
  readonly custodianKeys: readonly number[];
  /** Custodians who were not disabled since. */
  readonly standingKeys: readonly number[];
  readonly custodiansNeeded: number;
  readonly version: number;
  readonly keyId: string;
  readonly wrappedKey: Buffer;
  readonly card: Buffer;
  readonly people: readonly SourcePerson[];
  readonly createdAt: Date;
  readonly created_us: string;
}

export interface SourceView {
  readonly source: StoredSource;
  /** Null in a list where it does not fit its place: the others are shown all the same. */
  readonly card: SourceCard | null;
}
