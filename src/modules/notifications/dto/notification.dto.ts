import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { PageQuery } from '../../../platform/http/page.dto';
import { IsInstant } from '../../../platform/http/rfc3339';
import { type NoticeKind, NOTICE_KINDS } from '../../records';
import type { NotificationView } from '../inbox/inbox.repository';

export class ListNotificationsQuery extends PageQuery {
  /** Only those not read yet. */
  @ApiProperty({ enum: ['true', 'false'], required: false, example: 'true' })
  @IsOptional()
  @IsIn(['true', 'false'])
  unread?: 'true' | 'false';
}

/** What exactly it is about: a task, a comment, a recall, a consent request, a match. */
export class AboutDto {
  /** @example recall */
  type: string;
  @ApiProperty({ format: 'uuid' })
  id: string;
}

export class NotificationDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ enum: NOTICE_KINDS, example: 'exchange.received' })
  kind: NoticeKind;
  /** Null where there is none that you can see: of a recall, say. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  recordId: string | null;
  @ApiProperty({ type: AboutDto, nullable: true })
  about: AboutDto | null;
  @ApiProperty({ format: 'date-time' })
  occurredAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readAt: string | null;

  static from(this: void, view: NotificationView): NotificationDto {
    const { id, kind, recordId, aboutType, aboutId, occurredAt, readAt } = view;
    return {
      ...{ id, kind, recordId },
      about: aboutType !== null && aboutId !== null ? { type: aboutType, id: aboutId } : null,
      occurredAt: occurredAt.toISOString(),
      readAt: readAt?.toISOString() ?? null,
    };
  }
}

export class NotificationPageDto {
  items: NotificationDto[];
  /** Of all, not of this page; 1000 stands for as many or more. */
  unread: number;
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class ReadUntilDto {
  /** @example "2026-03-01T12:00:00Z" */
  @IsInstant()
  until: string;
}

export class ReadCountDto {
  /** How many were unread until then. */
  read: number;
}
