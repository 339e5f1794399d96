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
  CorrectExchangeDto,
  ListExchangesQuery,
  ReplyDto,
  SendExchangeDto,
} from './dto/exchange-input.dto';
import { ExchangeDto, ExchangePageDto, ExchangeSummaryDto, SentExchangeDto } from './dto/exchange.dto';
import type { ExchangeView } from './exchange-views.query';
import { EXCHANGE } from './exchanges.errors';
import type { BoxFilter } from './exchange-lists.query';
import { ExchangesService } from './exchanges.service';
import type { Sent } from './sending/outbox.service';
import { SendingService } from './sending/sending.service';
import { ThreadsService } from './threads.service';

@ApiTags('exchanges')
@Controller('v1/exchanges')
export class ExchangesController {
  constructor(
    private readonly service: ExchangesService,
    private readonly threads: ThreadsService,
    private readonly sending: SendingService,
  ) {}

  @Post()
  @Allow('exchange.send')
  @ApiOperation({
    summary: 'Send a request for information or a notice, with records of your own enclosed; or draft it',
    description:
      'With `draft` it is kept for your organisation alone. Where your policy asks for a second person it waits for approval and nothing is released: `stage` says which.',
  })
  @ApiSubmission()
  @ApiCreatedResponse({ type: SentExchangeDto })
  @ApiErrors(
    ...[HANDLING.FIELD_CANNOT_BE_HELD, HANDLING.NOTHING_TO_HOLD],
    EXCHANGE.CANNOT_BE_SENT,
    EXCHANGE.TO_ONESELF,
    EXCHANGE.ADDRESSEE_GONE,
    EXCHANGE.REFERENCE_UNKNOWN,
    EXCHANGE.NOT_SENT,
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
    const page = await this.service.list(actor, boxFilter(query), pageLimit(query), query.cursor);
    return { items: page.items.map((item) => ExchangeSummaryDto.of(item)), nextCursor: page.nextCursor };
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
  @ApiErrors(EXCHANGE.NOT_ADDRESSED, EXCHANGE.NOT_ALLOWED_NOW, EXCHANGE.NOT_SENT)
  async acknowledge(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { note }: AcknowledgeDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ExchangeDto> {
    return shown(response, await this.threads.acknowledge(actor, id, note));
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
    EXCHANGE.NOT_SENT,
    EXCHANGE.REFERENCE_UNKNOWN,
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
    return sent(response, await this.sending.reply(actor, id, command, submissionOf(request)));
  }

  @Post(':id/versions')
  @Allow('exchange.send')
  @ApiOperation({
    summary: 'Correct what you sent, or add to it: a new version beside the old, to the same addressees',
    description:
      'What was sent is never changed. The correction is an exchange of its own that names what it corrects, with enclosures and attachments of its own; an addressee sees which version it acknowledged and which it answered.',
  })
  @ApiSubmission()
  @ApiCreatedResponse({ type: SentExchangeDto })
  @ApiErrors(
    RECORD.NOT_THE_OWNER,
    HANDLING.FIELD_HELD_BACK,
    EXCHANGE.NOT_SENT,
    EXCHANGE.NOT_ALLOWED_NOW,
    EXCHANGE.REFERENCE_UNKNOWN,
    EXCHANGE.ENCLOSURE_UNKNOWN,
    EXCHANGE.NOT_YOURS_TO_ENCLOSE,
    RECORD.ABOVE_CLEARANCE,
    RECORD.CLIENT_REF_TAKEN,
  )
  async correct(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() command: CorrectExchangeDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SentExchangeDto> {
    return sent(response, await this.sending.correct(actor, id, command, submissionOf(request)));
  }

  @Post(':id/closure')
  @Allow('exchange.send')
  @ApiOperation({ summary: 'Close an exchange your organisation sent: nothing is answered any more' })
  @ApiCreatedResponse({ type: ExchangeDto })
  @ApiErrors(RECORD.NOT_THE_OWNER, EXCHANGE.NOT_ALLOWED_NOW, EXCHANGE.NOT_SENT)
  async close(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { note }: CloseExchangeDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ExchangeDto> {
    return shown(response, await this.threads.close(actor, id, note));
  }
}

const boxFilter = ({ box, overdue, type, routingClass }: ListExchangesQuery): BoxFilter => ({
  ...(box && { box }),
  ...(overdue && { overdue: true as const }),
  ...(type && { type }),
  ...(routingClass && { routingClass }),
});

function shown(response: Response, view: ExchangeView): ExchangeDto {
  response.setHeader('ETag', etagOf(view.record.version));
  return ExchangeDto.of(view);
}

function sent(response: Response, { view, receipt, replayed }: Sent): SentExchangeDto {
  const { id, version } = view.record;
  created(response, `/v1/exchanges/${id}`, version, replayed);
  return { ...ExchangeDto.of(view), receipt: ReceiptDto.from(receipt) };
}
