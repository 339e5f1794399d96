import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
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
import { RECORD } from '../../../records';
import { BLIND } from '../blind.errors';
import { Blinder } from '../blinder.service';
import { submissionHashed } from '../submission.factory';
import {
  BlindSetDto,
  BlindSetPageDto,
  PublishBlindSetDto,
  PublishedBlindSetDto,
  WithdrawBlindSetDto,
} from '../dto/blind-set.dto';
import { BlindSetsService } from './blind-sets.service';

@ApiTags('blind matching')
@Controller('v1/blind-sets')
export class BlindSetsController {
  constructor(
    private readonly service: BlindSetsService,
    private readonly blinder: Blinder,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
  ) {}

  @Post()
  @Allow('blind_set.publish')
  @ApiOperation({
    summary: 'Publish identifiers for blind matching, under a rule of your own',
    description:
      'From named records of your own, from all of a kind, or as up to 10,000 lines. What is kept of each is a keyed hash; others learn of a match what the rule allows and nothing else.',
  })
  @ApiSubmission()
  @ApiCreatedResponse({ type: PublishedBlindSetDto })
  @ApiErrors(
    ...[BLIND.SOURCE_UNCLEAR, BLIND.RECORD_UNKNOWN, BLIND.NOTHING_TO_PUBLISH, BLIND.TOO_MANY, BLIND.TERMS_REFUSED],
    RECORD.ABOVE_CLEARANCE,
  )
  async publish(
    @CurrentActor() actor: Actor,
    @Body() command: PublishBlindSetDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PublishedBlindSetDto> {
    const submission = submissionHashed(request, this.blinder);
    const { view, receipt, replayed } = await this.service.publish(actor, command, submission);
    response.setHeader('Location', `/v1/blind-sets/${view.id}`);
    if (replayed) response.setHeader('Idempotency-Replayed', 'true');
    return { ...BlindSetDto.from(view), receipt: ReceiptDto.from(receipt) };
  }

  @Get()
  @Allow('blind_set.read')
  @ApiOperation({ summary: 'What your organisation has published for blind matching, newest first' })
  @ApiOkResponse({ type: BlindSetPageDto })
  @ApiErrors(REQUEST_ERRORS.CURSOR_INVALID)
  async list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<BlindSetPageDto> {
    const scope = [actor.organisationKey, 'blind-sets'];
    const request = { cursors: this.cursors, scope, limit: pageLimit(query), cursor: query.cursor };
    const { items, nextCursor } = await this.service.list(actor, request);
    return { items: items.map((set) => BlindSetDto.from(set)), nextCursor };
  }

  @Get(':id')
  @Allow('blind_set.read')
  @ApiOperation({ summary: 'One set your organisation has published' })
  @ApiOkResponse({ type: BlindSetDto })
  @ApiErrors()
  async read(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<BlindSetDto> {
    return BlindSetDto.from(await this.service.read(actor, id));
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  @Allow('blind_set.withdraw')
  @ApiOperation({ summary: 'Withdraw a set: no query that begins after the answer is answered from it' })
  @ApiOkResponse({ type: BlindSetDto })
  @ApiErrors()
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { because }: WithdrawBlindSetDto,
  ): Promise<BlindSetDto> {
    return BlindSetDto.from(await this.service.withdraw(actor, id, because));
  }
}
