/**
 * A cargo manifest as read from any message form: ASYCUDA World XML, UN/EDIFACT CUSCAR, tables.
 * Codes stay as written by the customs office that sent them: their tables differ from office to office.
 * Invariant: nothing is dropped. What has no field of its own stands in `unmapped`; what could not be read as a number
 * or a date is null and has a warning with the text.
 */

import type { FileLimits } from '../../../platform/files/file-limits.types';
import type { UnreadText } from '../../../platform/files/xml-node.rules';

export const MANIFEST_FORMATS = [
  'AWMDS',
  'AWBOLDS',
  'AWAPPEND',
  'AWMCDS',
  'ASYCUDAWORLD_MANIFEST',
  'CUSCAR',
  'CSV',
  'XLSX',
] as const;
export type ManifestFormat = (typeof MANIFEST_FORMATS)[number];

export type UnmappedElement = UnreadText;

export interface StatedTotals {
  readonly bills: number | null;
  readonly packages: number | null;
  readonly containers: number | null;
  readonly grossMassKg: number | null;
}

/** Identity of a manifest: customs office, voyage and departure date (UNCTAD ASYCUDA World, manifest message). */
export interface ManifestHeader {
  readonly format: ManifestFormat;
  readonly customsOfficeCode: string | null;
  readonly voyageNumber: string | null;
  /** yyyy-MM-dd */
  readonly departureOn: string | null;
  readonly arrivalOn: string | null;
  /** HH:mm:ss in the port's own time */
  readonly arrivalTime: string | null;
  readonly transportMode: string | null;
  readonly vesselName: string | null;
  readonly vesselImo: string | null;
  readonly vesselFlag: string | null;
  readonly carrierCode: string | null;
  readonly carrierName: string | null;
  readonly agentName: string | null;
  readonly placeOfDeparture: string | null;
  readonly placeOfDestination: string | null;
  readonly masterName: string | null;
  readonly statedTotals: StatedTotals;
  /** Boxes a message lists before its bills; those that no bill names are found only here. */
  readonly equipment?: readonly ManifestContainer[];
  readonly unmapped: readonly UnmappedElement[];
}

export type PartyRole = 'CARRIER' | 'EXPORTER' | 'CONSIGNEE' | 'NOTIFY';

export interface ManifestParty {
  readonly role: PartyRole;
  readonly code: string | null;
  readonly name: string | null;
  readonly address: string | null;
  /** True for "TO ORDER", "SAME AS CONSIGNEE" and the like: names nobody. */
  readonly placeholder: boolean;
}

export interface ManifestContainer {
  /** As written; `identifiers` gives the key. */
  readonly reference: string | null;
  readonly packages: number | null;
  readonly sizeType: string | null;
  readonly fullEmpty: string | null;
  readonly seals: readonly string[];
  readonly sealingParty: string | null;
  readonly emptyWeightKg: number | null;
  readonly goodsWeightKg: number | null;
  readonly description: string | null;
  readonly hsCode: string | null;
}

export interface ManifestVehicle {
  readonly chassisNumber: string | null;
  readonly engineNumber: string | null;
  readonly makeCode: string | null;
  readonly makeName: string | null;
  readonly manufacturingYear: number | null;
  readonly colour: string | null;
  readonly condition: string | null;
}

/** DECLARED: an element made for it. FREE_TEXT: found in prose, so somebody should look. */
export interface HsCodeMention {
  /** 4 to 10 digits, no dots. */
  readonly code: string;
  readonly source: 'DECLARED' | 'FREE_TEXT';
  readonly element: string;
}

export interface ManifestGoods {
  readonly packages: number | null;
  readonly packageType: string | null;
  readonly grossMassKg: number | null;
  readonly shippingMarks: string | null;
  readonly description: string | null;
  readonly volumeM3: number | null;
  readonly hsCodes: readonly HsCodeMention[];
}

/** Amount as a decimal string, because binary fractions lose cents; currency ISO 4217 as written. */
export interface ManifestAmount {
  readonly amount: string | null;
  readonly currency: string | null;
}

export interface ManifestValues {
  /** Prepaid or collect, as written (PP, CC). */
  readonly freightIndicator: string | null;
  readonly freight: ManifestAmount | null;
  readonly customs: ManifestAmount | null;
  readonly insurance: ManifestAmount | null;
  readonly transport: ManifestAmount | null;
}

export interface BillOfLading {
  readonly lineNumber: number | null;
  readonly reference: string | null;
  /** 22 export, 23 import, 24 transit, 26 remaining on board, 28 transhipment; national codes occur. */
  readonly nature: string | null;
  readonly typeCode: string | null;
  readonly masterReference: string | null;
  readonly loadingPlace: string | null;
  readonly unloadingPlace: string | null;
  readonly parties: readonly ManifestParty[];
  readonly containers: readonly ManifestContainer[];
  readonly vehicles: readonly ManifestVehicle[];
  readonly goods: readonly ManifestGoods[];
  readonly values: ManifestValues;
  readonly location: { readonly code: string | null; readonly info: string | null } | null;
  readonly unmapped: readonly UnmappedElement[];
  /** Line of the file where the bill begins, counted from 1. */
  readonly sourceLine: number;
  /** The voyage of this bill where it is another one than the manifest's: tables and interchanges may hold several. */
  readonly header?: ManifestHeader;
}

export type ManifestWarningCode =
  | 'AMBIGUOUS_DATE'
  | 'ATTACHMENT_NOT_READ'
  | 'BAD_DATE'
  | 'BAD_NUMBER'
  | 'BAD_TIME'
  | 'BAD_UNIT'
  | 'CANCELLATION'
  | 'CELL_ERROR'
  | 'CHECK_DIGIT'
  | 'CONFLICTING_VALUE'
  | 'CONTAINER_COUNT_MISMATCH'
  | 'CONTAINER_FORM'
  | 'DUPLICATE_BILL'
  | 'FORMULA_WITHOUT_VALUE'
  | 'ITN_FORM'
  | 'HS_CODE_IN_TEXT'
  | 'MALFORMED_SEGMENT'
  | 'MERGED_CELLS'
  | 'MISSING_ELEMENT'
  | 'MISSING_HEADER'
  | 'MOJIBAKE'
  | 'NAME_RUNS_INTO_ADDRESS'
  | 'NULL_ELEMENT'
  | 'PLACEHOLDER_PARTY'
  | 'REPEATED_ELEMENT'
  | 'REPEATED_HEADER'
  | 'ROWS_BEFORE_HEADER'
  | 'ROW_LENGTH'
  | 'SCIENTIFIC_NOTATION'
  | 'SEGMENT_COUNT'
  | 'SHEET_NOT_READ'
  | 'TOTAL_MISMATCH'
  | 'TRUNCATED'
  | 'UNESCAPED_SEPARATOR'
  | 'UNKNOWN_COLUMN'
  | 'UNKNOWN_ELEMENT'
  | 'UNTIED_CONTAINER';

export interface ManifestWarning {
  readonly code: ManifestWarningCode;
  readonly message: string;
  readonly line: number;
  readonly billReference?: string;
  readonly element?: string;
}

export interface ManifestCounts {
  readonly bills: number;
  readonly containerLines: number;
  /** One container may lie under several bills (LCL). */
  readonly distinctContainers: number;
  readonly packages: number;
  readonly grossMassKg: number;
  readonly parties: number;
}

export type ManifestPart =
  | { readonly type: 'format'; readonly format: ManifestFormat }
  | { readonly type: 'header'; readonly header: ManifestHeader }
  | { readonly type: 'bill'; readonly bill: BillOfLading }
  | { readonly type: 'warning'; readonly warning: ManifestWarning }
  | { readonly type: 'end'; readonly counts: ManifestCounts };

/** A segment is one bill or the header. */
export interface ManifestLimits extends FileLimits {
  readonly bills: number;
}

export const defaultManifestLimits: ManifestLimits = {
  bytes: 256 * 1024 * 1024,
  bills: 100_000,
  depth: 32,
  textLength: 64 * 1024,
  attachmentLength: 16 * 1024 * 1024,
  segmentElements: 250_000,
  segmentText: 16 * 1024 * 1024,
};
