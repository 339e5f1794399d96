import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { pageLimit, PageQuery } from '../../../platform/http/page.dto';
import { Allow, CurrentActor } from '../../access';
import { NotificationMailDto, NotificationMailPageDto } from '../dto/notification-mail.dto';
import { MailsService } from './mails.service';

@ApiTags('notifications')
@Controller('v1/notification-mails')
export class MailsController {
  constructor(private readonly mails: MailsService) {}

  @Get()
  @Allow('notification.read')
  @ApiOperation({ summary: 'What became of e-mails to me, newest first' })
  @ApiOkResponse({ type: NotificationMailPageDto })
  @ApiErrors()
  async list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<NotificationMailPageDto> {
    const page = await this.mails.list(actor, pageLimit(query), query.cursor);
    return { items: page.items.map((view) => NotificationMailDto.from(view)), nextCursor: page.nextCursor };
  }
}
