import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  Equals,
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
} from 'class-validator';
import { IsInstant } from '../../../../platform/http/rfc3339';

const given = (_: unknown, value: unknown): boolean => value !== undefined;

export class RecallRecordDto {
  /** From whom: audiences (GET /v1/audiences). From everybody, if not given. */
  @ApiProperty({
    type: [String],
    format: 'uuid',
    required: false,
    example: ['01900000-0000-7000-8000-000000000001'],
  })
  @ValidateIf(given)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsUUID(undefined, { each: true })
  audienceIds?: string[];

  /**
   * Why. Those who had read the record see it: say nothing here that they are not to know.
   * @example "A source named in it is in danger"
   */
  @IsString()
  @MinLength(3)
  @MaxLength(500)
  because: string;

  /** Are those who had read it asked to destroy their copies, and to say that they did? */
  @IsBoolean()
  destroyCopies: boolean;
}

/** Only what is named becomes narrower. */
export class NarrowReleaseDto {
  /**
   * An earlier end.
   * @example "2027-01-31T00:00:00Z"
   */
  @ValidateIf(given)
  @IsInstant()
  expiresAt?: string;

  /** Only `false` makes it narrower: the readers no longer pass it on. */
  @ApiProperty({ type: Boolean, enum: [false], required: false, example: false })
  @ValidateIf(given)
  @Equals(false)
  mayForward?: false;

  /**
   * A limit that is added to the purpose: `<purpose>; only: <onlyFor>`.
   * @example "the quarterly report of January 2027"
   */
  @ValidateIf(given)
  @IsString()
  @MinLength(3)
  @MaxLength(490)
  onlyFor?: string;

  /** Of a release to a group, a State or a body: only these of the organisations that it reaches. */
  @ApiProperty({
    type: [String],
    format: 'uuid',
    required: false,
    example: ['01900000-0000-7000-8000-000000000001'],
  })
  @ValidateIf(given)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsUUID(undefined, { each: true })
  audienceIds?: string[];

  /**
   * Why. Those who had read the record see it.
   * @example "The investigation it was given for has ended"
   */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  because?: string;
}

export class ConfirmDestructionDto {
  /**
   * What became of the copies.
   * @example "Two printouts shredded, the file deleted from the case server and its backups"
   */
  @IsString()
  @MinLength(3)
  @MaxLength(2000)
  statement: string;

  /**
   * How many copies there were.
   * @example 2
   */
  @ValidateIf(given)
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  copies?: number;
}
