import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../../platform/context/actor';
import { ApiSubmission } from '../../platform/http/api-headers.decorator';
import { ApiErrors } from '../../platform/http/api-errors.decorator';
import { IdPipe } from '../../platform/http/id.pipe';
import { pageLimit } from '../../platform/http/page.dto';
import { created, submissionOf } from '../../platform/http/submission';
import { Allow, CurrentActor } from '../access';
import { ReceiptDto } from '../audit';
import { type Accepted, RECORD } from '../records';
import { AssessmentLists } from './assessment-lists.query';
import type { AssessmentView } from './assessments.repository';
import { AssessmentsService } from './assessments.service';
import { caseOf } from './case-merge.rules';
import {
  AnswerNowQuery,
  AssessmentDto,
  AssessmentNowDto,
  AssessmentPageDto,
  AssessmentSummaryDto,
  ListAssessmentsQuery,
  MadeAssessmentDto,
} from './dto/assessment.dto';
import { CASE_EXAMPLES, CreateAssessmentDto, RepeatAssessmentDto, REPETITION_EXAMPLES } from './dto/case-form.dto';
import { GapDto, GapPageDto, ListGapsQuery } from './dto/gap.dto';
import { ASSESSMENT } from './embargo.errors';

@ApiTags('embargo')
@Controller('v1')
export class AssessmentsController {
  constructor(
    private readonly service: AssessmentsService,
    private readonly lists: AssessmentLists,
  ) {}

  @Post('assessments')
  @Allow('assessment.create')
  @ApiOperation({
    summary:
      'Is this supply prohibited, exempt, or in need of approval: an answer with its paragraphs, kept as it is given',
    description:
      'Answered by the table in force (GET /v1/rule-sets/current), as the law stood on the day of shipment, or on `asOf`. The answer belongs to your organisation ' +
      'alone and is never changed; a change of facts or of the table is a repetition.',
  })
  @ApiSubmission()
  @ApiBody({ type: CreateAssessmentDto, examples: CASE_EXAMPLES })
  @ApiCreatedResponse({ type: MadeAssessmentDto })
  @ApiErrors(ASSESSMENT.RECORD_UNKNOWN, ASSESSMENT.DECISION_ON_FILE, RECORD.ABOVE_CLEARANCE)
  async make(
    @CurrentActor() actor: Actor,
    @Body() { shipmentId, exemptionId, asOf, classification }: CreateAssessmentDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<MadeAssessmentDto> {
    const command = { input: caseOf(request.body), recordId: shipmentId, exemptionId, asOf, classification };
    return madeAssessment(response, await this.service.make(actor, submissionOf(request), command));
  }

  @Get('assessments')
  @Allow('assessment.read')
  @ApiOperation({ summary: "Your organisation's assessments, newest first" })
  @ApiOkResponse({ type: AssessmentPageDto })
  @ApiErrors()
  async list(@CurrentActor() actor: Actor, @Query() query: ListAssessmentsQuery): Promise<AssessmentPageDto> {
    const { shipmentId, outcome, flag, from, to, cursor } = query;
    const page = await this.lists.list(actor, { shipmentId, outcome, flag, from, to }, pageLimit(query), cursor);
    return { items: page.items.map((head) => AssessmentSummaryDto.of(head)), nextCursor: page.nextCursor };
  }

  @Get('assessments/:id')
  @Allow('assessment.read')
  @ApiOperation({
    summary: 'One assessment as it was given: paragraphs in order, facts, and the table it was answered by',
  })
  @ApiOkResponse({ type: AssessmentDto })
  @ApiErrors()
  async read(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<AssessmentDto> {
    return AssessmentDto.of(await this.service.read(actor, id));
  }

  @Get('assessments/:id/now')
  @Allow('assessment.read')
  @ApiOperation({
    summary: 'The same case by the table in force now, beside the stored answer, with what differs; nothing is stored',
  })
  @ApiOkResponse({ type: AssessmentNowDto })
  @ApiErrors()
  async now(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() { reading }: AnswerNowQuery,
  ): Promise<AssessmentNowDto> {
    return AssessmentNowDto.of(await this.service.now(actor, id, reading ?? 'AS_IT_STANDS'));
  }

  @Post('assessments/:id/repetitions')
  @Allow('assessment.create')
  @ApiOperation({
    summary: 'Assess the same case again, by the table in force, with what has become known since',
    description:
      'What the body states is laid over the case: fields of a party, the end use or the decision one by one, lists as a whole. An empty object repeats it as it was. ' +
      'The new assessment `follows` the old one, which stays; each can be followed once.',
  })
  @ApiSubmission()
  @ApiBody({ type: RepeatAssessmentDto, examples: REPETITION_EXAMPLES })
  @ApiCreatedResponse({ type: MadeAssessmentDto })
  @ApiErrors(
    ASSESSMENT.RECORD_UNKNOWN,
    ASSESSMENT.DECISION_ON_FILE,
    ASSESSMENT.ALREADY_REPEATED,
    RECORD.ABOVE_CLEARANCE,
  )
  async repeat(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { exemptionId, asOf, classification }: RepeatAssessmentDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<MadeAssessmentDto> {
    const command = { input: caseOf(request.body), exemptionId, asOf, classification };
    return madeAssessment(response, await this.service.repeat(actor, id, submissionOf(request), command));
  }

  @Get('implementation-gaps')
  @Allow('assessment.read')
  @ApiOperation({
    summary:
      'Where national law said otherwise than the resolutions, over your assessments, with counts by jurisdiction',
    description: 'Of a chain of repetitions only the newest counts. A gap is shown only between two decided answers.',
  })
  @ApiOkResponse({ type: GapPageDto })
  @ApiErrors()
  async gaps(@CurrentActor() actor: Actor, @Query() query: ListGapsQuery): Promise<GapPageDto> {
    const { jurisdiction, kind, from, to, cursor } = query;
    const page = await this.lists.gaps(actor, { jurisdiction, kind, from, to }, pageLimit(query), cursor);
    return { items: page.items.map((row) => GapDto.of(row)), counts: [...page.counts], nextCursor: page.nextCursor };
  }
}

/** The 201 of a made assessment; shipments answer with the same. */
export function madeAssessment(
  response: Response,
  { view, receipt, replayed }: Accepted<AssessmentView>,
): MadeAssessmentDto {
  created(response, `/v1/assessments/${view.id}`, 1, replayed);
  return { ...AssessmentDto.of(view), receipt: ReceiptDto.from(receipt) };
}
