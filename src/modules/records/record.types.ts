export const RECORD_KINDS = [
  'entity',
  'shipment',
  'inspection',
  'exchange',
  'incident',
  'case',
  'exemption',
  'diversion',
  'trace',
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** ST/SGB/2007/6: the levels of sensitivity, in order. */
export const CLASSIFICATIONS = ['UNCLASSIFIED', 'CONFIDENTIAL', 'STRICTLY_CONFIDENTIAL'] as const;
export type Classification = (typeof CLASSIFICATIONS)[number];
export const levelOf = (classification: Classification): number => CLASSIFICATIONS.indexOf(classification);

/** Traffic Light Protocol 2.0 (FIRST). */
export const TLP = ['RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR'] as const;
export type Tlp = (typeof TLP)[number];

/** Letters in a reference, e.g. HT-AGD-INS-2026-000001. */
export const SERIES: Readonly<Record<RecordKind, string>> = {
  entity: 'ENT',
  shipment: 'SHP',
  inspection: 'INS',
  exchange: 'EXC',
  incident: 'INC',
  case: 'CAS',
  exemption: 'EXM',
  diversion: 'DIV',
  trace: 'TRC',
};

/** One row of the spine as the program sees it. `key` and `ownerId` never leave the program. */
export interface SpineRecord {
  readonly key: number;
  readonly id: string;
  readonly clientRef: string | null;
  readonly kind: RecordKind;
  readonly reference: string;
  readonly ownerId: number;
  readonly ownerCode: string;
  readonly ownerOrganisationId: string;
  readonly classification: number;
  readonly tlp: Tlp | null;
  readonly sharing: 'private' | 'released';
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What a submitter says of a record beside its content. */
export interface Handling {
  readonly clientRef?: string;
  readonly classification?: Classification;
  /** Null takes the mark away. */
  readonly tlp?: Tlp | null;
}

/** What a change of handling writes into the spine. */
export const handlingPatch = ({
  classification,
  tlp,
}: Pick<Handling, 'classification' | 'tlp'>): { classification?: number; tlp?: Tlp | null } => ({
  ...(classification && { classification: levelOf(classification) }),
  ...(tlp !== undefined && { tlp }),
});
