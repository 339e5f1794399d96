import type { FieldFault } from '../../../../kernel/domain-error';
import type { InspectionItemDto } from '../../dto/item-input.dto';

export const ITEM_FILE_FORMATS = ['CSV', 'XLSX', 'NDJSON'] as const;
export type ItemFileFormat = (typeof ITEM_FILE_FORMATS)[number];

/** Lines and bytes of one file. A longer list is sent in parts. */
export const MOST_LINES = 5_000;
export const MOST_BYTES = 16 * 1024 * 1024;

/** One line of the file as it was read, before anybody asked whether it is an item. */
export interface ReadLine {
  /** From 1, as the file counts them. */
  readonly line: number;
  readonly value?: Record<string, unknown>;
  /** Why it could not be read at all. */
  readonly faults?: readonly FieldFault[];
  /** Cells under names that are no field of an item, by name. */
  readonly unread?: Readonly<Record<string, string>>;
  /** What stood there. */
  readonly text: string;
}

/** A line that is an item. */
export interface AcceptedLine extends ReadLine {
  readonly item: InspectionItemDto;
}

export interface ItemVerdict {
  readonly line: number;
  readonly verdict: 'accepted' | 'rejected';
  /** Place of the item in the inspection. */
  readonly seq?: number;
  readonly faults?: readonly FieldFault[];
  /** Cells that belong to no field. They are kept here and nowhere else. */
  readonly unread?: Readonly<Record<string, string>>;
  /** What a rejected line said. */
  readonly text?: string;
}
