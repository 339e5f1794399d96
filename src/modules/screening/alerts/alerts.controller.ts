import { Body, Controller, Get, Headers, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { COMMON } from '../../../kernel/common.errors';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { ApiChange } from '../../../platform/http/api-headers.decorator';
import { etagOf } from '../../../platform/http/etag';
import { IdPipe } from '../../../platform/http/id.pipe';
import { PageQuery, pageLimit } from '../../../platform/http/page.dto';
import { Allow, CurrentActor } from '../../access';
import { AlertDto, AlertPageDto, AlertSummaryDto, JudgeAlertDto, ListAlertsQuery } from '../dto/alert.dto';
import { ScreeningRunDto, ScreeningRunPageDto } from '../dto/screening-run.dto';
import { SCREENING_ERRORS } from '../screening.errors';
import { type AlertHistory, AlertsService } from './alerts.service';
import { ScreeningRunsService } from '../rescreening/screening-runs.service';

@ApiTags('screening')
@Controller('v1')
export class AlertsController {
  constructor(
    private readonly service: AlertsService,
    private readonly runs: ScreeningRunsService,
  ) {}

  @Get('alerts')
  @Allow('alert.read')
  @ApiOperation({
    summary: 'Hits of what your organisation has recorded on the lists: open ones first, the likeliest first',
    description:
      'An alert is opened when a record or a list changes, and is a question for a person, not an answer. Whoever a record is released to sees no alert about it.',
  })
  @ApiOkResponse({ type: AlertPageDto })
  @ApiErrors()
  async list(@CurrentActor() actor: Actor, @Query() query: ListAlertsQuery): Promise<AlertPageDto> {
    const { cursor, limit: _, ...filter } = query;
    const page = await this.service.list(actor, { ...filter }, pageLimit(query), cursor);
    return { items: page.items.map((view) => AlertSummaryDto.of(view)), nextCursor: page.nextCursor };
  }

  @Get('alerts/:id')
  @Allow('alert.read')
  @ApiOperation({ summary: 'One alert: the values of both sides, what was judged, and former alerts of the pair' })
  @ApiOkResponse({ type: AlertDto })
  @ApiErrors()
  async read(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AlertDto> {
    return shown(response, await this.service.read(actor, id));
  }

  @Post('alerts/:id/judgements')
  @Allow('alert.judge')
  @ApiOperation({
    summary: 'Dismiss an alert, confirm it, say that you are not sure, or open it again',
    description:
      'A dismissal holds for this pair until one of the values it rested on changes: then a new alert names it. A match is confirmed by two persons: the first proposes, another one confirms, or opens the alert again. ' +
      'If-Match holds the judgement to the values you saw.',
  })
  @ApiChange()
  @ApiCreatedResponse({ type: AlertDto })
  @ApiErrors(
    COMMON.VERSION_MISMATCH,
    COMMON.VERSION_REQUIRED,
    SCREENING_ERRORS.NOT_IN_THIS_STATE,
    SCREENING_ERRORS.SECOND_PERSON_NEEDED,
  )
  async judge(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() command: JudgeAlertDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AlertDto> {
    return shown(response, await this.service.judge(actor, id, ifMatch, command));
  }

  @Get('screening/runs')
  @Allow('alert.read')
  @ApiOperation({
    summary: 'What was screened, when and why: the newest first',
    description: 'Counts contain what you are cleared for.',
  })
  @ApiOkResponse({ type: ScreeningRunPageDto })
  @ApiErrors()
  async screenings(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<ScreeningRunPageDto> {
    const page = await this.runs.list(actor, pageLimit(query), query.cursor);
    return { items: page.items.map((view) => ScreeningRunDto.from(view)), nextCursor: page.nextCursor };
  }
}

function shown(response: Response, view: AlertHistory): AlertDto {
  response.setHeader('ETag', etagOf(view.version));
  return AlertDto.from(view);
}
