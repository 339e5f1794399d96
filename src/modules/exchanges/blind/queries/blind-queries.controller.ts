import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../../../../platform/context/actor';
import { ApiSubmission } from '../../../../platform/http/api-headers.decorator';
import { ApiErrors } from '../../../../platform/http/api-errors.decorator';
import { type CursorCodec, CURSORS } from '../../../../platform/http/cursor';
import { REQUEST_ERRORS } from '../../../../platform/http/http.errors';
import { IdPipe } from '../../../../platform/http/id.pipe';
import { pageLimit, PageQuery } from '../../../../platform/http/page.dto';
import { Allow, CurrentActor } from '../../../access';
import { ReceiptDto } from '../../../audit';
import { BLIND } from '../blind.errors';
import { Blinder } from '../blinder.service';
import { submissionHashed } from '../submission.factory';
import {
  AnsweredBlindQueryDto,
  AskBlindlyDto,
  AskedBlindQueryDto,
  BlindQueryDto,
  BlindQueryPageDto,
} from '../dto/blind-query.dto';
import { BlindQueriesService } from './blind-queries.service';

@ApiTags('blind matching')
@Controller('v1/blind-queries')
export class BlindQueriesController {
  constructor(
    private readonly service: BlindQueriesService,
    private readonly blinder: Blinder,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
  ) {}

  @Post()
  @Allow('blind_query.ask')
  @ApiOperation({
    summary: 'Ask whether anybody holds these identifiers: hit or no hit',
    description:
      'Up to 10,000 in one query, with the reason, against what others have published. You learn of each what its holders allow; a silent holder answers as nobody does. The query counts against the budget of your organisation and is in the log; holders may learn who asked, when and why.',
  })
  @ApiSubmission()
  @ApiCreatedResponse({ type: AskedBlindQueryDto })
  @ApiErrors(BLIND.UNMATCHABLE, BLIND.REASON_NAMES_IDENTIFIER, BLIND.TOO_FAST, BLIND.BUDGET_SPENT)
  async ask(
    @CurrentActor() actor: Actor,
    @Body() command: AskBlindlyDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AskedBlindQueryDto> {
    const submission = submissionHashed(request, this.blinder);
    const { view, receipt, replayed } = await this.service.ask(actor, command, submission);
    response.setHeader('Location', `/v1/blind-queries/${view.id}`);
    if (replayed) response.setHeader('Idempotency-Replayed', 'true');
    return { ...AskedBlindQueryDto.of(view, command), receipt: ReceiptDto.from(receipt) };
  }

  @Get()
  @Allow('blind_query.read')
  @ApiOperation({ summary: 'What your organisation has asked blindly, newest first' })
  @ApiOkResponse({ type: BlindQueryPageDto })
  @ApiErrors(REQUEST_ERRORS.CURSOR_INVALID)
  async list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<BlindQueryPageDto> {
    const scope = [actor.organisationKey, 'blind-queries'];
    const request = { cursors: this.cursors, scope, limit: pageLimit(query), cursor: query.cursor };
    const { items, nextCursor } = await this.service.list(actor, request);
    return { items: items.map((each) => BlindQueryDto.from(each)), nextCursor };
  }

  @Get(':id')
  @Allow('blind_query.read')
  @ApiOperation({
    summary: 'A query of your organisation with its hits',
    description: 'By place, from 0: what was asked is not kept in clear.',
  })
  @ApiOkResponse({ type: AnsweredBlindQueryDto })
  @ApiErrors()
  async read(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<AnsweredBlindQueryDto> {
    return AnsweredBlindQueryDto.of(await this.service.read(actor, id));
  }
}
