import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { ReceiptDto } from '../../../audit';
import { type Agreement, AGREEMENTS, type BlindItem, type BlindRule, MOST_ITEMS, SPEAKING_RULES } from '../blind.types';
import type { AnsweredQuery, HitView, QueryView } from '../queries/blind-query.types';
import { BlindLineDto } from './blind-set.dto';

const NOT_BLANK = { message: '$property must not be blank' };

export class BlindItemDto extends BlindLineDto {
  /**
   * Your own reference; comes back with the answer and is not kept.
   * @example "row 12"
   */
  ref?: string;
}

export class AskBlindlyDto {
  /**
   * Why you ask. Kept, and shown to holders whose rule says so: name no identifier in it.
   * @example "Weapons seized in one container; origin sought"
   */
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(1000)
  reason: string;

  /** @example "Resolution 2692 (2023), paragraph 7" */
  @IsOptional()
  @IsString()
  @Matches(/\S/, NOT_BLANK)
  @MaxLength(1000)
  legalBasis?: string;

  /** Whole identifiers, without gaps or wildcards. */
  @ApiProperty({ type: [BlindItemDto], minItems: 1, maxItems: MOST_ITEMS })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_ITEMS)
  items: object[];
}

export class BlindHitDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** Place of the identifier in the query, from 0. */
  item: number;
  /** The rule by which you learn of it. */
  @ApiProperty({ enum: SPEAKING_RULES })
  rule: Exclude<BlindRule, 'SILENT'>;
  /**
   * COUNTRY: the State (ISO 3166) or body. CONTACT_ME: the code of the organisation. SOMEONE: null.
   * @example "DO"
   */
  @ApiProperty({ type: String, nullable: true })
  party: string | null;
  @ApiProperty({ enum: AGREEMENTS })
  agreement: Agreement;
  @ApiProperty({ format: 'date-time' })
  foundAt: string;
  /** Since when your organisation waits for a holder to come forward. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  contactWantedAt: string | null;
  /** Codes of organisations that came forward. */
  @ApiProperty({ type: [String] })
  acceptedBy: readonly string[];
  /** The request that was made of it. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  exchangeId: string | null;
  /** ASKED: whether that request went out; false while it waits for a second person of your organisation. Null without a request. */
  @ApiProperty({ type: Boolean, nullable: true })
  exchangeSent: boolean | null;

  static from({ foundAt, contactWantedAt, ...hit }: HitView): BlindHitDto {
    return { ...hit, foundAt: foundAt.toISOString(), contactWantedAt: contactWantedAt?.toISOString() ?? null };
  }
}

export class BlindQueryDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  reason: string;
  @ApiProperty({ type: String, nullable: true })
  legalBasis: string | null;
  /** How many were asked for. */
  identifiers: number;
  /** How many were looked up, from the first: fewer where the day's hits were used up on the way. Null while there is no answer. */
  @ApiProperty({ type: Number, nullable: true })
  answered: number | null;
  @ApiProperty({ format: 'date-time' })
  askedAt: string;
  /** Name of the user of your organisation. */
  @ApiProperty({ type: String, nullable: true })
  askedBy: string | null;

  static from({ id, reason, legalBasis, identifiers, answered, askedAt, askedBy }: QueryView): BlindQueryDto {
    return { id, reason, legalBasis, identifiers, answered, askedAt: askedAt.toISOString(), askedBy };
  }
}

export class BlindQueryPageDto {
  items: BlindQueryDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class AnsweredBlindQueryDto extends BlindQueryDto {
  /** By place and rule; however many hold one identifier under one rule, it is one hit (one for each State, one for each organisation). */
  @ApiProperty({ type: [BlindHitDto] })
  hits: BlindHitDto[];

  static of(view: AnsweredQuery): AnsweredBlindQueryDto {
    return { ...BlindQueryDto.from(view), hits: view.hits.map((hit) => BlindHitDto.from(hit)) };
  }
}

export const BLIND_ANSWERS = ['NO_HIT', 'HIT', 'NOT_ANSWERED'] as const;

export class BlindAnswerDto {
  /** Place in the query, from 0. */
  item: number;
  /** As you sent it. */
  @ApiProperty({ type: String, nullable: true, example: 'row 12' })
  ref: string | null;
  /** NOT_ANSWERED: the day's hits were used up before this one. */
  @ApiProperty({ enum: BLIND_ANSWERS })
  answer: (typeof BLIND_ANSWERS)[number];
}

export class AskedBlindQueryDto extends AnsweredBlindQueryDto {
  @ApiProperty({ type: [BlindAnswerDto] })
  items: BlindAnswerDto[];
  receipt: ReceiptDto;

  static override of(view: AnsweredQuery, command?: AskBlindlyDto): Omit<AskedBlindQueryDto, 'receipt'> {
    const hit = new Set(view.hits.map(({ item }) => item));
    const answered = view.answered ?? 0;
    const items = ((command?.items ?? []) as readonly BlindItem[]).map(({ ref }, item) => ({
      item,
      ref: ref ?? null,
      answer: item >= answered ? ('NOT_ANSWERED' as const) : hit.has(item) ? ('HIT' as const) : ('NO_HIT' as const),
    }));
    return { ...AnsweredBlindQueryDto.of(view), items };
  }
}
