import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsDefined,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { ReceiptDto } from '../../audit';
import { LABEL_KINDS, type LabelKind, type SourceView } from '../source.types';

export class SourceLabelDto {
  /** S/2006/997, Annex V, para 25. */
  @ApiProperty({ enum: LABEL_KINDS, example: 'BY_FUNCTION' })
  @IsIn(LABEL_KINDS)
  kind: LabelKind;

  /**
   * What a finding may print. It must fit more than one person.
   * @example "a customs official"
   */
  @IsString()
  @Matches(/\S/, { message: 'text must not be blank' })
  @MaxLength(200)
  text: string;
}

export class SourceContentDto {
  /**
   * Who it is.
   * @example "Name, post, how to recognise the source"
   */
  @IsString()
  @Matches(/\S/, { message: 'identity must not be blank' })
  @MaxLength(5000)
  identity: string;

  /** @example "Only by the second telephone, Sundays after mass" */
  @IsOptional()
  @IsString()
  @MaxLength(5000)
  contact?: string;

  /** @example "Would be taken for the leak if the date of the meeting were known" */
  @IsOptional()
  @IsString()
  @MaxLength(10_000)
  risk?: string;

  /** @example "Met first on 2 March; three reports, two of them borne out" */
  @IsOptional()
  @IsString()
  @MaxLength(50_000)
  history?: string;

  /**
   * Identity and role weighed (S/2006/997, Annex V, para 24): what the source can know, and why it is believed.
   * @example "Handles releases at the north gate; saw the container; no dispute with the broker"
   */
  @IsOptional()
  @IsString()
  @MaxLength(10_000)
  weighing?: string;
}

export class NewSourceDto {
  /**
   * What handler and custodians call the source. It must not point to anybody.
   * @example "KOLIBRI"
   */
  @IsString()
  @Matches(/\S/, { message: 'pseudonym must not be blank' })
  @MaxLength(100)
  pseudonym: string;

  @ApiProperty({ type: SourceLabelDto, required: false })
  @IsOptional()
  @ValidateNested()
  @Type(() => SourceLabelDto)
  label?: SourceLabelDto;

  /** Colleagues who approve openings; they learn of the source by being named. Not yourself. */
  @ApiProperty({ type: [String], format: 'uuid', example: ['0193f5b2-6c1f-7cc3-9b1a-5d1c2a3b4c5d'] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @IsUUID(undefined, { each: true })
  custodianIds: string[];

  /**
   * How many of them must approve an opening: 1 or 2.
   * @example 2
   */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(2)
  custodiansNeeded?: number;

  @IsDefined()
  @ValidateNested()
  @Type(() => SourceContentDto)
  content: SourceContentDto;
}

export class SourcePersonDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  displayName: string;
}

export class SourceDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** Null in a list if what is stored does not fit its place; GET of the source then answers SOURCE.UNREADABLE. */
  @ApiProperty({ type: String, nullable: true })
  pseudonym: string | null;
  @ApiProperty({ type: SourceLabelDto, nullable: true })
  label: SourceLabelDto | null;
  handler: SourcePersonDto;
  custodians: SourcePersonDto[];
  custodiansNeeded: number;
  /** Of what is written down of it. */
  version: number;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  static from({ source, card }: SourceView): SourceDto {
    const people = new Map(source.people.map(({ key, id, displayName }) => [key, { id, displayName }]));
    return {
      id: source.id,
      pseudonym: card?.pseudonym ?? null,
      label: card?.label ? { ...card.label } : null,
      handler: people.get(source.handlerKey)!,
      custodians: source.custodianKeys.map((key) => people.get(key)!),
      custodiansNeeded: source.custodiansNeeded,
      version: source.version,
      createdAt: source.createdAt.toISOString(),
    };
  }
}

export class AcceptedSourceDto extends SourceDto {
  receipt: ReceiptDto;
}

export class SourcePageDto {
  items: SourceDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
