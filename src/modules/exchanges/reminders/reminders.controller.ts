import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { etagOf } from '../../../platform/http/etag';
import { IdPipe } from '../../../platform/http/id.pipe';
import { Allow, CurrentActor } from '../../access';
import { RECORD } from '../../records';
import { ExchangeDto } from '../dto/exchange.dto';
import { EXCHANGE } from '../exchanges.errors';
import { RemindDto } from './dto/reminder.dto';
import { Reminders } from './reminders.service';

@ApiTags('exchanges')
@Controller('v1/exchanges')
export class RemindersController {
  constructor(private readonly reminders: Reminders) {}

  @Post(':id/reminders')
  @Allow('exchange.send')
  @ApiOperation({
    summary: 'Remind those who still owe an answer to your request',
    description:
      'Each sees its own reminders, you see all. Lambi reminds by itself before the due day and when it has ended.',
  })
  @ApiCreatedResponse({ type: ExchangeDto })
  @ApiErrors(RECORD.NOT_THE_OWNER, EXCHANGE.NOT_SENT, EXCHANGE.NOT_ALLOWED_NOW)
  async remind(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { note }: RemindDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ExchangeDto> {
    const view = await this.reminders.remind(actor, id, note);
    response.setHeader('ETag', etagOf(view.record.version));
    return ExchangeDto.of(view);
  }
}
