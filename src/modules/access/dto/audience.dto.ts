import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { PageQuery } from '../../../platform/http/page.dto';
import { AUDIENCE_KINDS, type AudienceKind } from '../administration/administration.types';

export class ListAudiencesQuery extends PageQuery {
  /** Only audiences of this kind. */
  @ApiProperty({ enum: AUDIENCE_KINDS, required: false, example: 'BODY' })
  @IsOptional()
  @IsIn(AUDIENCE_KINDS)
  kind?: AudienceKind;
}

/** Whom something can be released to. */
export class AudienceResponse {
  /** @example "01900000-0000-7000-8000-000000000001" */
  id: string;

  @ApiProperty({ enum: AUDIENCE_KINDS, example: 'BODY' })
  kind: AudienceKind;

  /** @example "PANEL" */
  code: string;

  /** @example "Panel of Experts (resolution 2653, para 21)" */
  label: string;

  static from({ id, kind, code, label }: AudienceResponse): AudienceResponse {
    return { id, kind, code, label };
  }
}

export class AudiencePage {
  items: AudienceResponse[];

  /**
   * Null on the last page.
   * @example "bWFjLi4uMTc5NTM0MDgwMDAwMDAwMCAwMTkwMDAwMC0wMDAwLTcwMDA"
   */
  nextCursor: string | null;
}
