import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { IdPipe } from '../../../platform/http/id.pipe';
import { pageLimit } from '../../../platform/http/page.dto';
import { Allow, CurrentActor } from '../../access';
import {
  ListNotificationsQuery,
  NotificationDto,
  NotificationPageDto,
  ReadCountDto,
  ReadUntilDto,
} from '../dto/notification.dto';
import { InboxService } from './inbox.service';

@ApiTags('notifications')
@Controller('v1/notifications')
export class InboxController {
  constructor(private readonly inbox: InboxService) {}

  @Get()
  @Allow('notification.read')
  @ApiOperation({
    summary: 'My inbox, newest first, and how many are unread',
    description:
      'Ids and no content. What is about a record is there while you can see the record; of a recall you hear without it.',
  })
  @ApiOkResponse({ type: NotificationPageDto })
  @ApiErrors()
  async list(@CurrentActor() actor: Actor, @Query() query: ListNotificationsQuery): Promise<NotificationPageDto> {
    const page = await this.inbox.list(actor, query.unread === 'true', pageLimit(query), query.cursor);
    return { items: page.items.map(NotificationDto.from), unread: page.unread, nextCursor: page.nextCursor };
  }

  @Post('read')
  @HttpCode(200)
  @Allow('notification.update')
  @ApiOperation({ summary: 'Mark all read that came until a time: of the newest one you have seen, say' })
  @ApiOkResponse({ type: ReadCountDto })
  @ApiErrors()
  async readUntil(@CurrentActor() actor: Actor, @Body() { until }: ReadUntilDto): Promise<ReadCountDto> {
    return { read: await this.inbox.readUntil(actor, new Date(until)) };
  }

  @Post(':id/read')
  @HttpCode(200)
  @Allow('notification.update')
  @ApiOperation({ summary: 'Mark one read' })
  @ApiOkResponse({ type: NotificationDto })
  @ApiErrors()
  async read(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<NotificationDto> {
    return NotificationDto.from(await this.inbox.read(actor, id));
  }
}
