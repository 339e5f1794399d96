import { ApiProperty } from '@nestjs/swagger';
import { MAIL_PURPOSES, MAIL_STATES, type MailState } from '../mail/mail.types';
import type { MailView } from '../mail/mails.repository';

export class NotificationMailDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ enum: MAIL_PURPOSES })
  purpose: (typeof MAIL_PURPOSES)[number];
  /** FAILED: the server refused it for good, or was away for a day. NOT_SENT: you were not to be told any more. */
  @ApiProperty({ enum: MAIL_STATES })
  state: MailState;
  /** Why it waits or was not sent: QUIET_HOURS, NOT_VISIBLE, READ_ALREADY, NOT_WANTED, UNREACHABLE, SMTP_ and the server's code. */
  @ApiProperty({ type: String, nullable: true, example: 'QUIET_HOURS' })
  reason: string | null;
  /** How many notifications it was planned for, of those you see at this moment. */
  notifications: number;
  attempts: number;
  @ApiProperty({ format: 'date-time' })
  plannedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  nextAttemptAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  doneAt: string | null;

  static from(view: MailView): NotificationMailDto {
    const { id, purpose, state, reason, notifications, attempts, plannedAt, nextAttemptAt, doneAt } = view;
    return {
      ...{ id, purpose, state, reason, notifications, attempts },
      plannedAt: plannedAt.toISOString(),
      nextAttemptAt: nextAttemptAt?.toISOString() ?? null,
      doneAt: doneAt?.toISOString() ?? null,
    };
  }
}

export class NotificationMailPageDto {
  items: NotificationMailDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}
