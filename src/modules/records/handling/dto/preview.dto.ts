import { ApiProperty } from '@nestjs/swagger';
import { CLASSIFICATIONS, type Classification, RECORD_KINDS, type RecordKind } from '../../record.types';
import type { Preview } from '../preview/preview.service';

export class PreviewedHoldingDto {
  /** @example "vesselName" */
  field: string;
  @ApiProperty({ type: String, nullable: true })
  because: string | null;
  /** True: the readers see that it is held back. */
  told: boolean;
  /** Codes of the audiences that are shown it all the same. */
  shownTo: string[];
}

export class PreviewedRecordDto {
  recordId: string;
  reference: string;
  @ApiProperty({ enum: RECORD_KINDS })
  kind: RecordKind;
  @ApiProperty({ enum: CLASSIFICATIONS })
  classification: Classification;
  /** Names of the fields in which the readers find something. */
  fields: string[];
  withheld: PreviewedHoldingDto[];
}

export class PreviewedSightDto {
  recordId: string;
  /** Users who will see it. */
  users: number;
  /** Users who will not, for want of clearance. */
  notCleared: number;
  /** Users who will not, because their role never reads this kind. */
  otherRole: number;
  /** True if the organisation sees it now. */
  seesAlready: boolean;
}

export class PreviewedOrganisationDto {
  /** @example "DO-DGA" */
  code: string;
  name: string;
  /** Codes of the audiences through which it is reached. */
  through: string[];
  records: PreviewedSightDto[];
}

export class ReleasePreviewDto {
  purpose: string;
  /** May they pass it on without asking? */
  mayForward: boolean;
  /** When they stop seeing it; null for no end. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  until: string | null;
  records: PreviewedRecordDto[];
  organisations: PreviewedOrganisationDto[];

  static from({ terms, expiresAt, records, organisations }: Preview): ReleasePreviewDto {
    const ids = new Map(records.map(({ record }) => [record.key, record.id]));
    return {
      purpose: terms.purpose,
      mayForward: terms.mayForward ?? false,
      until: expiresAt?.toISOString() ?? null,
      records: records.map(({ record, fields, held, releases }) => ({
        recordId: record.id,
        reference: record.reference,
        kind: record.kind,
        classification: CLASSIFICATIONS[record.classification]!,
        fields: [...fields],
        withheld: held.map(({ field, because, told }) => ({
          field,
          because,
          told,
          shownTo: [...new Set(releases.filter((each) => each.field === field).map((each) => each.audience_code))],
        })),
      })),
      organisations: organisations.map(({ organisation, through, sights }) => ({
        code: organisation.organisation_code,
        name: organisation.organisation_name,
        through: [...through],
        records: sights.map(({ recordKey, ...sight }) => ({ recordId: ids.get(recordKey)!, ...sight })),
      })),
    };
  }
}
