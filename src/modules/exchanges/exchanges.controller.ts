import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../../platform/context/actor';
import { ApiSubmission } from '../../platform/http/api-headers.decorator';
import { ApiErrors } from '../../platform/http/api-errors.decorator';
import { etagOf } from '../../platform/http/etag';
import { REQUEST_ERRORS } from '../../platform/http/http.errors';
import { IdPipe } from '../../platform/http/id.pipe';
import { pageLimit } from '../../platform/http/page.dto';
import { created, submissionOf } from '../../platform/http/submission';
import { Allow, CurrentActor } from '../access';
import { ReceiptDto } from '../audit';
import { HANDLING, RECORD } from '../records';
import {
  AcknowledgeDto,
  CloseExchangeDto,
  ListExchangesQuery,
  ReplyDto,
  SendExchangeDto,
} from './dto/exchange-input.dto';
import { ExchangeDto, ExchangePageDto, ExchangeSummaryDto, SentExchangeDto } from './dto/exchange.dto';
import { AnswerStatisticsDto, ExchangeStatisticsDto } from './dto/statistics.dto';
import type { ExchangeView } from './exchange-views.query';
import { EXCHANGE } from './exchanges.errors';
import { ExchangeStatistics } from './exchange-statistics.query';
import { ExchangesService } from './exchanges.service';
import { RepliesService } from './replies.service';
import { SendingService } from './sending.service';
import type { Sent } from './submissions.service';

@ApiTags('exchanges')
@Controller('v1/exchanges')
export class ExchangesController {
  constructor(
    private readonly service: ExchangesService,
    private readonly sending: SendingService,
    private readonly replies: RepliesService,
    private readonly figures: ExchangeStatistics,
  ) {}

  @Post()
  @Allow('exchange.send')
  @ApiOperation({ summary: 'Send a request for information or a notice, with records of your own enclosed' })
  @ApiSubmission()
  @ApiCreatedResponse({ type: SentExchangeDto })
  @ApiErrors(
    ...[HANDLING.FIELD_CANNOT_BE_HELD, HANDLING.NOTHING_TO_HOLD],
    EXCHANGE.CANNOT_BE_SENT,
    EXCHANGE.TO_ONESELF,
    EXCHANGE.ENCLOSURE_UNKNOWN,
    EXCHANGE.NOT_YOURS_TO_ENCLOSE,
    RECORD.ABOVE_CLEARANCE,
    RECORD.CLIENT_REF_TAKEN,
  )
  async send(
    @CurrentActor() actor: Actor,
    @Body() command: SendExchangeDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SentExchangeDto> {
    return sent(response, await this.sending.send(actor, command, submissionOf(request)));
  }

  @Get()
  @Allow('exchange.read')
  @ApiOperation({ summary: 'Exchanges you sent or are addressed by, newest first, with how far each has come' })
  @ApiOkResponse({ type: ExchangePageDto })
  @ApiErrors(REQUEST_ERRORS.CURSOR_INVALID)
  async list(@CurrentActor() actor: Actor, @Query() query: ListExchangesQuery): Promise<ExchangePageDto> {
    const filter = { ...(query.box && { box: query.box }), ...(query.overdue && { overdue: true as const }) };
    const page = await this.service.list(actor, filter, pageLimit(query), query.cursor);
    return { items: page.items.map((item) => ExchangeSummaryDto.of(item)), nextCursor: page.nextCursor };
  }

  @Get('statistics')
  @Allow('exchange.read')
  @ApiOperation({ summary: 'Answer times and rates between your organisation and each counterpart, both ways' })
  @ApiOkResponse({ type: ExchangeStatisticsDto })
  @ApiErrors()
  async statistics(@CurrentActor() actor: Actor): Promise<ExchangeStatisticsDto> {
    return { counterparts: (await this.figures.byCounterpart(actor)).map((row) => AnswerStatisticsDto.from(row)) };
  }

  @Get(':id')
  @Allow('exchange.read')
  @ApiOperation({ summary: 'One exchange with its thread: events, replies and enclosures, as far as you can see them' })
  @ApiOkResponse({ type: ExchangeDto })
  @ApiErrors()
  async read(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ExchangeDto> {
    return shown(response, await this.service.read(actor, id));
  }

  @Post(':id/acknowledgement')
  @Allow('exchange.reply')
  @ApiOperation({ summary: 'Acknowledge an exchange that is addressed to you' })
  @ApiCreatedResponse({ type: ExchangeDto })
  @ApiErrors(EXCHANGE.NOT_ADDRESSED, EXCHANGE.NOT_ALLOWED_NOW)
  async acknowledge(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { note }: AcknowledgeDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ExchangeDto> {
    return shown(response, await this.service.acknowledge(actor, id, note));
  }

  @Post(':id/replies')
  @Allow('exchange.reply')
  @ApiOperation({
    summary: 'Answer a request in part or in full, or decline with a reason; only the requester sees it',
  })
  @ApiSubmission()
  @ApiCreatedResponse({ type: SentExchangeDto })
  @ApiErrors(
    ...[HANDLING.FIELD_CANNOT_BE_HELD, HANDLING.NOTHING_TO_HOLD],

    EXCHANGE.NOT_ADDRESSED,
    EXCHANGE.NOT_ALLOWED_NOW,
    EXCHANGE.ENCLOSURE_UNKNOWN,
    EXCHANGE.NOT_YOURS_TO_ENCLOSE,
    RECORD.ABOVE_CLEARANCE,
    RECORD.CLIENT_REF_TAKEN,
  )
  async reply(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() command: ReplyDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SentExchangeDto> {
    return sent(response, await this.replies.reply(actor, id, command, submissionOf(request)));
  }

  @Post(':id/closure')
  @Allow('exchange.send')
  @ApiOperation({ summary: 'Close an exchange your organisation sent: nothing is answered any more' })
  @ApiCreatedResponse({ type: ExchangeDto })
  @ApiErrors(RECORD.NOT_THE_OWNER, EXCHANGE.NOT_ALLOWED_NOW)
  async close(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { note }: CloseExchangeDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ExchangeDto> {
    return shown(response, await this.service.close(actor, id, note));
  }
}

function shown(response: Response, view: ExchangeView): ExchangeDto {
  response.setHeader('ETag', etagOf(view.record.version));
  return ExchangeDto.of(view);
}

function sent(response: Response, { view, receipt, replayed }: Sent): SentExchangeDto {
  const { id, version } = view.record;
  created(response, `/v1/exchanges/${id}`, version, replayed);
  return { ...ExchangeDto.of(view), receipt: ReceiptDto.from(receipt) };
}
