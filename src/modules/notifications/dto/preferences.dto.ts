import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { type NoticeKind, NOTICE_KINDS } from '../../records';
import { mayBeOff } from '../channel.rules';
import { type Channel, CHANNELS, type DigestEvery, DIGESTS, type Language, LANGUAGES } from '../channel.types';
import { minutesOf, timeText } from '../preferences/local-time.rules';
import type { ChosenPreferences, Preferences } from '../preferences/preferences.service';

const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;

export class QuietHoursDto {
  /**
   * Local time; after `until` for hours over midnight.
   * @example "22:00"
   */
  @Matches(TIME_OF_DAY)
  from: string;
  /** @example "06:00" */
  @Matches(TIME_OF_DAY)
  until: string;
}

export class DigestDto {
  @ApiProperty({ enum: DIGESTS, example: 'DAILY' })
  @IsIn(DIGESTS)
  every: DigestEvery;
  /**
   * Local hour at which it is sent.
   * @example 7
   */
  @IsInt()
  @Min(0)
  @Max(23)
  hour: number;
  /**
   * Of a weekly digest: 1 is Monday, 7 Sunday (ISO 8601).
   * @example 1
   */
  @IsInt()
  @Min(1)
  @Max(7)
  weekday: number;
}

export class ChannelChoiceDto {
  @ApiProperty({ enum: NOTICE_KINDS, example: 'record.released' })
  @IsIn(NOTICE_KINDS)
  kind: NoticeKind;
  /** INBOX: there alone. EMAIL: there and by e-mail at once. DIGEST: there and in the next digest. OFF: not at all. */
  @ApiProperty({ enum: CHANNELS, example: 'DIGEST' })
  @IsIn(CHANNELS)
  channel: Channel;
}

export class ChoosePreferencesDto {
  /** Of e-mails; your State's unless chosen. */
  @ApiProperty({ enum: LANGUAGES, required: false, example: 'fr' })
  @IsOptional()
  @IsIn(LANGUAGES)
  language?: Language;

  /**
   * Name in the IANA time zone database; your State's unless chosen.
   * @example "America/Port-au-Prince"
   */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  timeZone?: string;

  /** When no e-mail comes; never unless chosen. */
  @IsOptional()
  @ValidateNested()
  @Type(() => QuietHoursDto)
  quietHours?: QuietHoursDto;

  /** Daily at seven unless chosen. */
  @IsOptional()
  @ValidateNested()
  @Type(() => DigestDto)
  digest?: DigestDto;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(NOTICE_KINDS.length)
  @ValidateNested({ each: true })
  @Type(() => ChannelChoiceDto)
  channels?: ChannelChoiceDto[];

  static chosen({ language, timeZone, quietHours, digest, channels }: ChoosePreferencesDto): ChosenPreferences {
    return {
      language: language ?? null,
      timeZone: timeZone ?? null,
      quietFrom: quietHours ? minutesOf(quietHours.from)! : null,
      quietUntil: quietHours ? minutesOf(quietHours.until)! : null,
      digestEvery: digest?.every ?? 'DAILY',
      digestHour: digest?.hour ?? 7,
      digestWeekday: digest?.weekday ?? 1,
      channels: channels ?? [],
    };
  }
}

export class ChannelDto extends ChannelChoiceDto {
  mayBeOff: boolean;
}

export class PreferencesDto {
  @ApiProperty({ enum: LANGUAGES, example: 'fr' })
  language: Language;
  /** @example "America/Port-au-Prince" */
  timeZone: string;
  @ApiProperty({ type: QuietHoursDto, nullable: true })
  quietHours: QuietHoursDto | null;
  digest: DigestDto;
  /** One for each kind. */
  channels: ChannelDto[];

  static from({ language, timeZone, quiet, digest, channels }: Preferences): PreferencesDto {
    return {
      ...{ language, timeZone },
      quietHours: quiet && { from: timeText(quiet.from), until: timeText(quiet.until) },
      digest: { ...digest },
      channels: channels.map(({ kind, channel }) => ({ kind, channel, mayBeOff: mayBeOff(kind) })),
    };
  }
}
