import { IsOptional, IsString, MaxLength } from 'class-validator';

export class RemindDto {
  /**
   * Read by those who are reminded.
   * @example "The Panel's report is due at the end of the month"
   */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  note?: string;
}
