import { Body, Controller, Get, Headers, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { COMMON } from '../../../kernel/common.errors';
import type { Actor } from '../../../platform/context/actor';
import { ApiChange, ApiSubmission } from '../../../platform/http/api-headers.decorator';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { etagOf } from '../../../platform/http/etag';
import { REQUEST_ERRORS } from '../../../platform/http/http.errors';
import { IdPipe } from '../../../platform/http/id.pipe';
import { pageLimit } from '../../../platform/http/page.dto';
import { created, submissionOf } from '../../../platform/http/submission';
import { Allow, CurrentActor } from '../../access';
import { ReceiptDto } from '../../audit';
import { type Accepted, RECORD } from '../../records';
import { ExemptionDecisions } from './decisions.service';
import {
  DECISION_EXAMPLES,
  RecordDecisionDto,
  RecordUseDto,
  USE_EXAMPLES,
  WithdrawExemptionDto,
} from './dto/exemption-event.dto';
import { CorrectExemptionDto, RequestExemptionDto } from './dto/exemption-input.dto';
import {
  ExemptionRequestDto,
  ExemptionPageDto,
  ExemptionSummaryDto,
  ListExemptionsQuery,
  SubmittedExemptionDto,
} from './dto/exemption.dto';
import type { ExemptionView } from './exemption-views.service';
import { EXEMPTION } from './exemptions.errors';
import { ExemptionsService } from './exemptions.service';
import { ExemptionRequests } from './requests.service';
import { ExemptionUses } from './uses.service';

@ApiTags('exemptions')
@Controller('v1/exemptions')
export class ExemptionsController {
  constructor(
    private readonly service: ExemptionsService,
    private readonly requests: ExemptionRequests,
    private readonly decisions: ExemptionDecisions,
    private readonly uses: ExemptionUses,
  ) {}

  @Post()
  @Allow('exemption.request')
  @ApiOperation({
    summary: 'Ask the Committee for an exemption, or notify it of an exempt supply',
    description:
      'Resolutions 2699 (2023) para 14(b), 2700 (2023) para 6(b), 2752 (2024) para 2(c). It is released to the Committee in the same act, and to whom `release` names besides.',
  })
  @ApiSubmission()
  @ApiCreatedResponse({ type: SubmittedExemptionDto })
  @ApiErrors(EXEMPTION.NOT_COHERENT, RECORD.ABOVE_CLEARANCE, RECORD.CLIENT_REF_TAKEN, RECORD.RELEASE_EXPIRED)
  async submit(
    @CurrentActor() actor: Actor,
    @Body() command: RequestExemptionDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SubmittedExemptionDto> {
    return accepted(response, await this.requests.submit(actor, command, submissionOf(request)));
  }

  @Get()
  @Allow('exemption.read')
  @ApiOperation({
    summary: 'Exemption requests you can see, newest first',
    description: 'The state is derived from what was recorded of the Committee, in the list as in each request.',
  })
  @ApiOkResponse({ type: ExemptionPageDto })
  @ApiErrors(REQUEST_ERRORS.CURSOR_INVALID)
  async list(@CurrentActor() actor: Actor, @Query() query: ListExemptionsQuery): Promise<ExemptionPageDto> {
    const { owner, state, supplierState, expiringBefore } = query;
    const filter = { owner, state, supplierState, expiringBefore };
    const page = await this.service.list(actor, filter, pageLimit(query), query.cursor);
    return { items: page.items.map((item) => ExemptionSummaryDto.summary(item)), nextCursor: page.nextCursor };
  }

  @Get(':id')
  @Allow('exemption.read')
  @ApiOperation({
    summary: 'One request with the decisions of the Committee and what was used',
    description: 'Uses beyond scope, expiry or approval are kept and flagged; `balance` says what is left by category.',
  })
  @ApiOkResponse({ type: ExemptionRequestDto })
  @ApiErrors()
  async read(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ExemptionRequestDto> {
    return shown(response, await this.service.read(actor, id));
  }

  @Patch(':id')
  @Allow('exemption.update')
  @ApiOperation({
    summary: 'Correct a request that is not decided yet',
    description: 'Only its owner; the versions before are kept. The Committee decides on a definite version.',
  })
  @ApiChange()
  @ApiOkResponse({ type: ExemptionRequestDto })
  @ApiErrors(
    COMMON.VERSION_MISMATCH,
    COMMON.VERSION_REQUIRED,
    RECORD.NOT_THE_OWNER,
    EXEMPTION.NOT_ALLOWED_NOW,
    EXEMPTION.NOT_COHERENT,
  )
  async correct(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() command: CorrectExemptionDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ExemptionRequestDto> {
    return shown(response, await this.service.correct(actor, id, ifMatch, command));
  }

  @Post(':id/decisions')
  @Allow('exemption.decide')
  @ApiOperation({
    summary: 'Write down what the Committee decided',
    description:
      'By the secretariat alone; the Committee itself decides by consensus of 15. If-Match names the version that was decided on. A decision written down wrongly is replaced and stays on file.',
  })
  @ApiSubmission()
  @ApiBody({ type: RecordDecisionDto, examples: DECISION_EXAMPLES })
  @ApiChange()
  @ApiCreatedResponse({ type: SubmittedExemptionDto })
  @ApiErrors(
    COMMON.VERSION_MISMATCH,
    COMMON.VERSION_REQUIRED,
    EXEMPTION.NOT_THE_COMMITTEE,
    EXEMPTION.NOT_ALLOWED_NOW,
    EXEMPTION.DECISION_UNKNOWN,
  )
  async decide(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() command: RecordDecisionDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SubmittedExemptionDto> {
    return accepted(response, await this.decisions.decide(actor, id, ifMatch, command, submissionOf(request)));
  }

  @Post(':id/uses')
  @Allow('exemption.update')
  @ApiOperation({
    summary: 'Record a quantity supplied under an exemption',
    description: 'Never refused for being late or too much: it is flagged, and `remaining` falls below 0.',
  })
  @ApiSubmission()
  @ApiBody({ type: RecordUseDto, examples: USE_EXAMPLES })
  @ApiCreatedResponse({ type: SubmittedExemptionDto })
  @ApiErrors(RECORD.NOT_THE_OWNER, EXEMPTION.USE_UNKNOWN, EXEMPTION.USE_INCOMPLETE, EXEMPTION.SHIPMENT_UNKNOWN)
  async use(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() command: RecordUseDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SubmittedExemptionDto> {
    return accepted(response, await this.uses.use(actor, id, command, submissionOf(request)));
  }

  @Post(':id/withdrawal')
  @Allow('exemption.update')
  @ApiOperation({
    summary: 'Take a request back that is not decided yet',
    description: 'By its owner; it stays on file as withdrawn.',
  })
  @ApiCreatedResponse({ type: ExemptionRequestDto })
  @ApiErrors(RECORD.NOT_THE_OWNER, EXEMPTION.NOT_ALLOWED_NOW)
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { note }: WithdrawExemptionDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ExemptionRequestDto> {
    return shown(response, await this.service.withdraw(actor, id, note));
  }
}

function shown(response: Response, view: ExemptionView): ExemptionRequestDto {
  response.setHeader('ETag', etagOf(view.record.version));
  return ExemptionRequestDto.of(view);
}

function accepted(response: Response, { view, receipt, replayed }: Accepted<ExemptionView>): SubmittedExemptionDto {
  created(response, `/v1/exemptions/${view.record.id}`, view.record.version, replayed);
  return { ...ExemptionRequestDto.of(view), receipt: ReceiptDto.from(receipt) };
}
