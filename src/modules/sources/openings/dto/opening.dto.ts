import { ApiProperty } from '@nestjs/swagger';
import { IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { ReceiptDto } from '../../../audit';
import { SourceContentDto, SourcePersonDto } from '../../dto/source.dto';
import type { OpenedVersion } from '../opened-content.service';
import { openUntil, stateOf } from '../opening.rules';
import { DECISIONS, type Decision, type Opening, OPENING_STATES, type OpeningState } from '../opening.types';

export class NewOpeningDto {
  /**
   * Why it must be seen, and nothing of who the source is: the reason goes into the audit log.
   * @example "The Panel asks whether the source can be met again before the hearing on 12 May"
   */
  @IsString()
  @Matches(/\S/, { message: 'reason must not be blank' })
  @MinLength(10)
  @MaxLength(2000)
  reason: string;
}

export class RefuseOpeningDto {
  /**
   * Why not; it goes into the audit log.
   * @example "The question can be answered from the second source"
   */
  @IsString()
  @Matches(/\S/, { message: 'reason must not be blank' })
  @MaxLength(2000)
  reason: string;
}

export class OpeningDecisionDto {
  by: SourcePersonDto;
  @ApiProperty({ enum: DECISIONS })
  decision: Decision;
  @ApiProperty({ type: String, nullable: true })
  reason: string | null;
  @ApiProperty({ format: 'date-time' })
  at: string;
}

export class OpeningDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  sourceId: string;
  requestedBy: SourcePersonDto;
  reason: string;
  /** Approvals needed, of as many different custodians. */
  needed: number;
  @ApiProperty({ enum: OPENING_STATES })
  state: OpeningState;
  /** All that were made; an approval counts as long as its custodian is not disabled. */
  decisions: OpeningDecisionDto[];
  @ApiProperty({ format: 'date-time' })
  requestedAt: string;
  /** Once approved: until when it can be opened. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  openUntil: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  openedAt: string | null;

  static from(opening: Opening, now: Date): OpeningDto {
    const { id, sourceId, requester, reason, needed, decided, requestedAt, openedAt } = opening;
    return {
      ...{ id, sourceId, requestedBy: requester, reason, needed, state: stateOf(opening, now) },
      decisions: decided.map((one) => ({ ...one, at: one.at.toISOString() })),
      requestedAt: requestedAt.toISOString(),
      openUntil: openUntil(opening)?.toISOString() ?? null,
      openedAt: openedAt?.toISOString() ?? null,
    };
  }
}

export class AcceptedOpeningDto extends OpeningDto {
  receipt: ReceiptDto;
}

export class OpeningPageDto {
  items: OpeningDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class OpenedVersionDto {
  version: number;
  @ApiProperty({ format: 'date-time' })
  writtenAt: string;
  content: SourceContentDto;

  static from({ version, writtenAt, content }: OpenedVersion): OpenedVersionDto {
    return { version, writtenAt: writtenAt.toISOString(), content: { ...content } };
  }
}

export class OpenedContentDto {
  /** The newest first, at most 50. */
  versions: OpenedVersionDto[];
}
