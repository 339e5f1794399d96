import { ApiProperty } from '@nestjs/swagger';
import type { BillCodes } from '../tables/codes.rules';

const SAID_BY = ['OFFICE', 'STANDARD'] as const;

export class CodeReadingDto {
  /** As the document has it. */
  raw: string;
  @ApiProperty({ type: String, nullable: true, example: 'IMPORT' })
  code: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'Import' })
  meaning: string | null;
  /** OFFICE: your organisation's table for that customs office; STANDARD: the published one; null: nobody says. */
  @ApiProperty({ enum: SAID_BY, nullable: true })
  by: (typeof SAID_BY)[number] | null;
}

export class NatureReadingDto extends CodeReadingDto {
  /** Is the cargo unloaded in the port that reports it? False for transit and freight remaining on board. */
  @ApiProperty({ type: Boolean, nullable: true })
  landsHere: boolean | null;
}

export class ContainerCodesDto {
  @ApiProperty({ type: CodeReadingDto, nullable: true })
  fullEmpty: CodeReadingDto | null;
}

/** What the codes on the bill mean to you. */
export class BillCodesDto {
  @ApiProperty({ type: NatureReadingDto, nullable: true })
  nature: NatureReadingDto | null;
  @ApiProperty({ type: CodeReadingDto, nullable: true })
  transportMode: CodeReadingDto | null;
  packageTypes: CodeReadingDto[];
  /** In the order of `containers`. */
  containers: ContainerCodesDto[];

  static of({ nature, transportMode, packageTypes, containers }: BillCodes): BillCodesDto {
    return { nature, transportMode, packageTypes: [...packageTypes], containers: [...containers] };
  }
}
