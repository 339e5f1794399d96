import { IsOptional, IsString, MaxLength } from 'class-validator';

/** What a firearm or its ammunition is called, as written. */
export class WeaponDto {
  /** @example "rifle" */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  type?: string;

  /** @example "Century Arms" */
  @IsOptional()
  @IsString()
  @MaxLength(120)
  make?: string;

  /** @example "WASR-10" */
  @IsOptional()
  @IsString()
  @MaxLength(120)
  model?: string;

  /** @example "7.62x39" */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  calibre?: string;
}
