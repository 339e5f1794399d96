import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

const wholeNumber = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : value;

/** What every list accepts. A limit outside 1 to 200 is refused, not cut. */
export class PageQuery {
  /**
   * How many to return, 1 to 200.
   * @example 50
   */
  @IsOptional()
  @Transform(wholeNumber)
  @IsInt()
  @Min(1)
  @Max(200)
  limit?: number;

  /** `nextCursor` of the page before, as it was given. */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;
}

export const pageLimit = (query: PageQuery): number => query.limit ?? 50;
