import type { RecordKind } from '../../record.types';

/** Users of one organisation with the same roles and clearance, reached through one audience. */
export interface Reach {
  readonly audience_key: number;
  readonly organisation_key: number;
  readonly organisation_code: string;
  readonly organisation_name: string;
  /** Null for an organisation without users. */
  readonly roles: readonly string[] | null;
  readonly clearance: number | null;
  readonly users: number;
}

export interface PreviewedRecord {
  readonly key: number;
  readonly kind: RecordKind;
  /** 0 to 2. */
  readonly classification: number;
  /** Audiences that see it now. */
  readonly seenBy: readonly number[];
}

/** What one organisation would have of one record. */
export interface Sight {
  readonly recordKey: number;
  readonly users: number;
  readonly notCleared: number;
  /** Their role may never read this kind. */
  readonly otherRole: number;
  readonly seesAlready: boolean;
}
