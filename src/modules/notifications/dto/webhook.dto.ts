import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { type Classification, CLASSIFICATIONS, type NoticeKind, NOTICE_KINDS } from '../../records';
import { WEBHOOK_KINDS } from '../channel.rules';
import { DISABLED_BECAUSE } from '../webhooks/webhook.types';
import type { WebhookView } from '../webhooks/webhooks.repository';
import type { WithSecret } from '../webhooks/webhooks.service';

export class CreateWebhookDto {
  /**
   * HTTPS, to a public host on port 443. It cannot be changed: another address is another webhook.
   * @example "https://hooks.douane.example/lambi"
   */
  @IsString()
  @MinLength(9)
  @MaxLength(500)
  url: string;

  /** What it is told of; what is for one person alone is told to none. */
  @ApiProperty({ enum: WEBHOOK_KINDS, isArray: true, example: ['exchange.received', 'record.recalled'] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(WEBHOOK_KINDS.length)
  @ArrayUnique()
  @IsIn(WEBHOOK_KINDS, { each: true })
  kinds: NoticeKind[];

  /** @example "Case system of the customs administration" */
  @IsString()
  @MinLength(3)
  @MaxLength(200)
  description: string;

  /** Of records up to this level; your own clearance unless said so, and never above it. */
  @ApiProperty({ enum: CLASSIFICATIONS, required: false, example: 'CONFIDENTIAL' })
  @IsOptional()
  @IsIn(CLASSIFICATIONS)
  upTo?: Classification;
}

export class ChangeWebhookDto {
  @ApiProperty({ enum: WEBHOOK_KINDS, isArray: true, required: false, example: ['record.recalled'] })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(WEBHOOK_KINDS.length)
  @ArrayUnique()
  @IsIn(WEBHOOK_KINDS, { each: true })
  kinds?: NoticeKind[];

  /** @example "Case system of the customs administration" */
  @IsOptional()
  @IsString()
  @MinLength(3)
  @MaxLength(200)
  description?: string;

  /** False ends it for the time being, true begins again: also after it was disabled for failing. */
  @IsOptional()
  @IsBoolean()
  enabled?: boolean;
}

export class RotateSecretDto {
  /**
   * For how many hours the former secret signs too, 0 to 168; a day unless said so.
   * @example 24
   */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(168)
  overlapHours?: number;
}

export class SigningSecretDto {
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  /** Null for the newest. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  validUntil: string | null;
}

export class WebhookDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** @example "https://hooks.douane.example/lambi" */
  url: string;
  @ApiProperty({ enum: NOTICE_KINDS, isArray: true })
  kinds: readonly NoticeKind[];
  description: string;
  @ApiProperty({ enum: CLASSIFICATIONS })
  upTo: Classification;
  enabled: boolean;
  /** FAILING: nothing was received for three days. */
  @ApiProperty({ enum: DISABLED_BECAUSE, nullable: true })
  disabledBecause: (typeof DISABLED_BECAUSE)[number] | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  disabledAt: string | null;
  /** Since when nothing was received; null if the last attempt was. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  failingSince: string | null;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  /** Those that sign at this moment, the newest first; what they are was shown once. */
  secrets: SigningSecretDto[];

  static from(this: void, view: WebhookView): WebhookDto {
    const { id, url, kinds, description, clearance, createdAt, failingSince, disabledAt, disabledBecause } = view;
    return {
      ...{ id, url, kinds, description, disabledBecause },
      upTo: CLASSIFICATIONS[clearance]!,
      enabled: disabledAt === null,
      disabledAt: disabledAt?.toISOString() ?? null,
      failingSince: failingSince?.toISOString() ?? null,
      createdAt: createdAt.toISOString(),
      secrets: view.secrets.map((secret) => ({
        createdAt: new Date(secret.createdAt).toISOString(),
        validUntil: secret.validUntil && new Date(secret.validUntil).toISOString(),
      })),
    };
  }
}

export class WebhookWithSecretDto extends WebhookDto {
  /**
   * Shown once. Its text is the key of the HMAC-SHA256 in `Lambi-Signature`.
   * @example "lambi_hook_Zk3nT0y1mB7q2xVw9sLr5cHd8fJg4pKa6uNeQiOoXtY"
   */
  secret: string;

  static of(this: void, { webhook, secret }: WithSecret): WebhookWithSecretDto {
    return { ...WebhookDto.from(webhook), secret };
  }
}

export class WebhookPageDto {
  items: WebhookDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
