import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { COMMON } from '../../../kernel/common.errors';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { ApiChange, ApiSubmission } from '../../../platform/http/api-headers.decorator';
import { etagOf } from '../../../platform/http/etag';
import { IdPipe } from '../../../platform/http/id.pipe';
import { pageLimit } from '../../../platform/http/page.dto';
import { created, submissionOf } from '../../../platform/http/submission';
import { Allow, CurrentActor } from '../../access';
import { ReceiptDto } from '../../audit';
import { InspectionDto, SubmittedInspectionDto } from '../../inspections';
import { RECORD } from '../../records';
import { TargetPrecisionDto } from '../dto/indicator.dto';
import { START_EXAMPLES, StartInspectionDto } from '../dto/start-inspection.dto';
import {
  DecideTargetDto,
  ListTargetsQuery,
  RescoringDto,
  TargetDto,
  TargetPageDto,
  TargetSummaryDto,
} from '../dto/target.dto';
import { IndicatorsService } from '../indicators/indicators.service';
import { StartInspection } from './start-inspection.service';
import { type TargetHistory, TargetsService } from './targets.service';

@ApiTags('targeting')
@Controller('v1/targets')
export class TargetsController {
  constructor(
    private readonly service: TargetsService,
    private readonly indicators: IndicatorsService,
    private readonly inspections: StartInspection,
  ) {}

  @Get()
  @Allow('target.read')
  @ApiOperation({
    summary: 'Bills of your organisation to look at, highest score first',
    description:
      'Each with every indicator that names it and the facts it rests on. A score orders the queue and decides nothing: most bills an indicator names are lawful.',
  })
  @ApiOkResponse({ type: TargetPageDto })
  @ApiErrors()
  async list(@CurrentActor() actor: Actor, @Query() query: ListTargetsQuery): Promise<TargetPageDto> {
    const { limit: _, cursor, ...filter } = query;
    const page = await this.service.list(actor, filter, pageLimit(query), cursor);
    return { items: page.items.map((view) => TargetSummaryDto.of(view)), nextCursor: page.nextCursor };
  }

  @Get('precision')
  @Allow('target.read')
  @ApiOperation({
    summary: 'How often each indicator was right',
    description: 'Bills it named before they were inspected: found against clean, with the Wilson interval at 95 %.',
  })
  @ApiOkResponse({ type: TargetPrecisionDto })
  @ApiErrors()
  async precision(@CurrentActor() actor: Actor): Promise<TargetPrecisionDto> {
    return TargetPrecisionDto.of(await this.indicators.precision(actor));
  }

  @Post('rescoring')
  @HttpCode(202)
  @Allow('target.decide')
  @ApiOperation({
    summary: 'Score all bills of your organisation again',
    description: 'After a change of settings, or when new seizures are known. Scores that stood are kept.',
  })
  @ApiAcceptedResponse({ type: RescoringDto })
  @ApiErrors()
  async rescore(@CurrentActor() actor: Actor): Promise<RescoringDto> {
    return this.service.rescore(actor);
  }

  @Get(':id')
  @Allow('target.read')
  @ApiOperation({ summary: 'One bill to look at, with every score and decision it ever had' })
  @ApiOkResponse({ type: TargetDto })
  @ApiErrors()
  async read(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TargetDto> {
    return shown(response, await this.service.read(actor, id));
  }

  @Post(':id/decisions')
  @Allow('target.decide')
  @ApiOperation({
    summary: 'Release a bill, escalate it, or open it again, with the reason',
    description: 'If-Match holds the decision to the score the officer saw: a score that has changed since is a 412.',
  })
  @ApiChange()
  @ApiCreatedResponse({ type: TargetDto })
  @ApiErrors(COMMON.VERSION_MISMATCH, COMMON.VERSION_REQUIRED)
  async decide(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() command: DecideTargetDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TargetDto> {
    return shown(response, await this.service.decide(actor, id, ifMatch, command));
  }

  @Post(':id/inspection')
  @Allow('inspection.submit')
  @ApiOperation({
    summary: 'Start an inspection of the bill',
    description:
      'Bill, container (if there is one), vessel, ground and statement are filled in; what the body says goes before. Without legal basis, necessity, time and result it is a draft.',
  })
  @ApiSubmission()
  @ApiBody({ type: StartInspectionDto, examples: START_EXAMPLES })
  @ApiCreatedResponse({ type: SubmittedInspectionDto })
  @ApiErrors(RECORD.ABOVE_CLEARANCE, RECORD.CLIENT_REF_TAKEN, RECORD.RELEASE_EXPIRED)
  async inspect(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() command: StartInspectionDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SubmittedInspectionDto> {
    const { view, receipt, replayed } = await this.inspections.start(actor, id, command, submissionOf(request));
    created(response, `/v1/inspections/${view.record.id}`, view.record.version, replayed);
    return { ...InspectionDto.of(view), receipt: ReceiptDto.from(receipt) };
  }
}

function shown(response: Response, view: TargetHistory): TargetDto {
  response.setHeader('ETag', etagOf(view.version));
  return TargetDto.from(view);
}
