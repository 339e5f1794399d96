import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { ReceiptDto } from '../../../audit';
import type { QuoteView } from '../quotes/quotes.service';

export class CreateQuoteDto {
  /** The record that is quoted: any you can see. */
  @IsUUID()
  sourceId: string;

  /**
   * The field it is taken from, as the record names it (`vesselName`, `items/0`), where there is one: if its originator holds it back, the
   * quote is held back with it.
   * @example "narrative"
   */
  @IsOptional()
  @IsString()
  @Matches(/^[A-Za-z]{2,40}(\/\d{1,7})?$/)
  field?: string;

  /**
   * Word for word.
   * @example "The consignee is known for it"
   */
  @IsString()
  @Matches(/\S/, { message: '$property must not be blank' })
  @MaxLength(10_000)
  text: string;

  /**
   * Where in the record: a page, a paragraph, a photograph.
   * @example "Page 2, third paragraph"
   */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  locator?: string;
}

export class QuoteDto {
  id: string;
  sourceId: string;
  /** @example "DO-DGA-INS-2026-000001" */
  sourceReference: string;
  /** Code of the organisation that controls what is quoted. */
  originator: string;
  @ApiProperty({ type: String, nullable: true })
  field: string | null;
  text: string;
  @ApiProperty({ type: String, nullable: true })
  locator: string | null;
  @ApiProperty({ format: 'date-time' })
  quotedAt: string;

  static from({ id, source, field, text, locator, quotedAt }: QuoteView): QuoteDto {
    return {
      id,
      sourceId: source.id,
      sourceReference: source.reference,
      originator: source.ownerCode,
      field,
      text,
      locator,
      quotedAt: quotedAt.toISOString(),
    };
  }
}

export class QuotedDto extends QuoteDto {
  receipt: ReceiptDto;
}
