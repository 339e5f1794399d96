import type { TableField } from '../readers/tables/table-columns.cases';
import type { DateOrder, DecimalMark } from '../readers/tables/table-plan.types';
import { TABLE_PROFILES } from '../readers/tables/table-profiles.cases';

/** What names a map starts from; NONE knows only its own. */
export const MAP_PROFILES = [...TABLE_PROFILES, 'NONE'] as const;
export type MapProfile = (typeof MAP_PROFILES)[number];

/** Facts of the voyage or of all bills alike. What is of one bill or one box cannot be the same in a whole file. */
export const CONSTANT_FIELDS = [
  ...(['customs_office', 'scac', 'carrier_name', 'agent_name', 'vessel', 'imo', 'voyage', 'flag', 'mode'] as const),
  ...(['port_departure', 'port_destination', 'port_loading', 'port_discharge', 'etd', 'eta'] as const),
  ...(['nature', 'bl_type', 'freight_terms', 'currency', 'location', 'package_type'] as const),
] as const;
export type ConstantField = (typeof CONSTANT_FIELDS)[number];

export interface MappedColumn {
  /** Name of the column as the file has it; case, accents and punctuation do not count. */
  readonly header: string;
  /** Null: kept as unmapped, and known to be so. */
  readonly field: TableField | null;
}

export interface ColumnMapDefinition {
  readonly profile: MapProfile;
  readonly columns: readonly MappedColumn[];
  readonly constants: readonly { readonly field: ConstantField; readonly value: string }[];
  readonly dateOrder: DateOrder | null;
  readonly decimalMark: DecimalMark | null;
}

export interface ColumnMapView {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  /** The version the map has now; another one may be shown. */
  readonly current: number;
  readonly definition: ColumnMapDefinition;
  readonly created_at: Date;
  readonly saved_at: Date;
  readonly retired_at: Date | null;
  readonly created_us: string;
}
