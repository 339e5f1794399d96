import { Body, Controller, Get, Headers, Param, Patch, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { COMMON } from '../../../kernel/common.errors';
import type { Actor } from '../../../platform/context/actor';
import { ApiChange, ApiSubmission } from '../../../platform/http/api-headers.decorator';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { etagOf } from '../../../platform/http/etag';
import { contentDispositionOf } from '../../../platform/http/file-headers';
import { IdPipe } from '../../../platform/http/id.pipe';
import { pageLimit } from '../../../platform/http/page.dto';
import { created, submissionOf } from '../../../platform/http/submission';
import { Allow, CurrentActor } from '../../access';
import { ReceiptDto } from '../../audit';
import { listFilter, RECORD } from '../../records';
import { AnswerTraceDto, DraftTraceDto, EditTraceDto, MoveTraceDto } from './dto/trace-input.dto';
import {
  DraftedTraceDto,
  ListTracesQuery,
  TraceBatchQuery,
  TraceDto,
  TracePageDto,
  TraceStatisticsDto,
  TraceStatisticsQuery,
} from './dto/trace.dto';
import { TraceMoves } from './trace-moves.service';
import { TraceReports } from './trace-reports.service';
import type { TraceView } from './traces.repository';
import { TracesService } from './traces.service';
import { TRACE } from './tracing.errors';

const CHANGES = [COMMON.VERSION_MISMATCH, COMMON.VERSION_REQUIRED, RECORD.NOT_THE_OWNER, TRACE.NOT_ALLOWED_NOW];
const filterOf = (query: TraceStatisticsQuery): ReturnType<typeof listFilter> => ({
  ...listFilter(query),
  details: { 'traces.system': query.system, 'traces.state': query.state },
});

@ApiTags('traces')
@Controller('v1/traces')
export class TracesController {
  constructor(
    private readonly service: TracesService,
    private readonly moves: TraceMoves,
    private readonly reports: TraceReports,
  ) {}

  @Post()
  @Allow('trace.request')
  @ApiOperation({
    summary: 'Draft a trace request from a firearm, with the fields that the asked system wants',
    description:
      'It says what is missing and why it may lead nowhere. Systems are not connected: what was sent and answered is told by its owner.',
  })
  @ApiSubmission()
  @ApiCreatedResponse({ type: DraftedTraceDto })
  @ApiErrors(TRACE.FIREARM_UNKNOWN, TRACE.LESS_PROTECTED, RECORD.ABOVE_CLEARANCE, RECORD.CLIENT_REF_TAKEN)
  async draft(
    @CurrentActor() actor: Actor,
    @Body() command: DraftTraceDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<DraftedTraceDto> {
    const { view, receipt, replayed } = await this.service.draft(actor, command, submissionOf(request));
    created(response, `/v1/traces/${view.record.id}`, view.record.version, replayed);
    return { ...TraceDto.of(view), receipt: ReceiptDto.from(receipt) };
  }

  @Get()
  @Allow('trace.read')
  @ApiOperation({
    summary: 'Traces you can see, newest first',
    description: 'Filtered by system, state, owner and time of receipt.',
  })
  @ApiOkResponse({ type: TracePageDto })
  @ApiErrors()
  async list(@CurrentActor() actor: Actor, @Query() query: ListTracesQuery): Promise<TracePageDto> {
    const page = await this.service.list(actor, filterOf(query), pageLimit(query), query.cursor);
    return { items: page.items.map((view) => TraceDto.of(view)), nextCursor: page.nextCursor };
  }

  @Get('statistics')
  @Allow('trace.read')
  @ApiOperation({
    summary: 'Figures over the traces you can see: by system and state, share traced (SDG 16.4.2), times',
    description: 'Nothing you cannot see is counted. Filtered like the list.',
  })
  @ApiOkResponse({ type: TraceStatisticsDto })
  @ApiErrors(TRACE.TOO_MANY)
  async statistics(@CurrentActor() actor: Actor, @Query() query: TraceStatisticsQuery): Promise<TraceStatisticsDto> {
    return TraceStatisticsDto.of(await this.reports.statistics(actor, filterOf(query)));
  }

  @Get('export')
  @Allow('trace.read')
  @ApiOperation({
    summary: 'Your drafts for one system as CSV, in the order of its form',
    description:
      'RFC 4180 in UTF-8; texts that begin like a formula have an apostrophe before them. Drafts only, so nothing is sent twice.',
  })
  @ApiProduces('text/csv')
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string', format: 'binary' } } } })
  @ApiErrors(TRACE.TOO_MANY)
  async batch(@CurrentActor() actor: Actor, @Query() { system }: TraceBatchQuery): Promise<StreamableFile> {
    const text = await this.reports.batch(actor, system);
    const disposition = contentDispositionOf(`traces-${system.toLowerCase()}.csv`);
    return new StreamableFile(Buffer.from(text, 'utf8'), { type: 'text/csv; charset=utf-8', disposition });
  }

  @Get(':id')
  @Allow('trace.read')
  @ApiOperation({
    summary: 'One trace with its events and answers',
    description: 'A first buyer is shown only if the owner shares it.',
  })
  @ApiOkResponse({ type: TraceDto })
  @ApiErrors()
  async read(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TraceDto> {
    return shown(response, await this.service.read(actor, id));
  }

  @Patch(':id')
  @Allow('trace.request')
  @ApiOperation({ summary: 'Change a draft', description: 'What was sent does not change.' })
  @ApiChange()
  @ApiOkResponse({ type: TraceDto })
  @ApiErrors(...CHANGES)
  async edit(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() command: EditTraceDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TraceDto> {
    return shown(response, await this.service.edit(actor, id, ifMatch, command));
  }

  @Post(':id/transitions')
  @Allow('trace.request')
  @ApiOperation({
    summary: 'Tell what happened: sent, acknowledged, failed, untraceable with its reasons, cancelled',
    description: 'Untraceable is a regular end, not a failure.',
  })
  @ApiChange()
  @ApiCreatedResponse({ type: TraceDto })
  @ApiErrors(...CHANGES)
  async move(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() command: MoveTraceDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TraceDto> {
    return shown(response, await this.moves.move(actor, id, ifMatch, command));
  }

  @Post(':id/answers')
  @Allow('trace.request')
  @ApiOperation({
    summary: 'Record the answer, or correct it',
    description:
      'The first ends the trace. A correction says why; what it replaces is kept. The first buyer stays with you unless you share it.',
  })
  @ApiChange()
  @ApiCreatedResponse({ type: TraceDto })
  @ApiErrors(...CHANGES, TRACE.CORRECTION_REASON)
  async answer(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() command: AnswerTraceDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TraceDto> {
    return shown(response, await this.moves.answer(actor, id, ifMatch, command));
  }
}

function shown(response: Response, view: TraceView): TraceDto {
  response.setHeader('ETag', etagOf(view.record.version));
  return TraceDto.of(view);
}
