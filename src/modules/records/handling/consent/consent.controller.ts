import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { COMMON } from '../../../../kernel/common.errors';
import type { Actor } from '../../../../platform/context/actor';
import { ApiErrors } from '../../../../platform/http/api-errors.decorator';
import { ApiSubmission } from '../../../../platform/http/api-headers.decorator';
import { REQUEST_ERRORS } from '../../../../platform/http/http.errors';
import { IdPipe } from '../../../../platform/http/id.pipe';
import { pageLimit } from '../../../../platform/http/page.dto';
import { submissionOf } from '../../../../platform/http/submission';
import { Allow, CurrentActor } from '../../../access';
import { ReceiptDto } from '../../../audit';
import { RECORD } from '../../records.errors';
import {
  AskConsentDto,
  AskedConsentDto,
  ConsentPageDto,
  ConsentRequestDto,
  GrantConsentDto,
  ListConsentQuery,
  RefuseConsentDto,
} from '../dto/consent.dto';
import { HANDLING } from '../handling.errors';
import { ConsentDecisions } from './consent-decisions.service';
import { ConsentRequests } from './consent-requests.service';

@ApiTags('handling')
@Controller('v1/consent-requests')
export class ConsentController {
  constructor(
    private readonly requests: ConsentRequests,
    private readonly decisions: ConsentDecisions,
  ) {}

  @Post()
  @Allow('consent.ask')
  @ApiOperation({
    summary: 'Ask an originator: to be shown a field that is held back, or to let somebody else see the record',
    description:
      'Your organisation and the originator see the request, and nobody else. A record you cannot see answers 404.',
  })
  @ApiSubmission()
  @ApiCreatedResponse({ type: AskedConsentDto })
  @ApiErrors(COMMON.NOT_FOUND, HANDLING.OWN_RECORD, HANDLING.NOT_HELD_BACK, RECORD.RELEASE_EXPIRED)
  async ask(
    @CurrentActor() actor: Actor,
    @Body() command: AskConsentDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AskedConsentDto> {
    const { view, receipt, replayed } = await this.requests.ask(actor, command, submissionOf(request));
    response.setHeader('Location', `/v1/consent-requests/${view.view.id}`);
    if (replayed) response.setHeader('Idempotency-Replayed', 'true');
    return { ...ConsentRequestDto.from(view), receipt: ReceiptDto.from(receipt) };
  }

  @Get()
  @Allow('consent.read')
  @ApiOperation({ summary: 'What your organisation asked for, or was asked, newest first' })
  @ApiOkResponse({ type: ConsentPageDto })
  @ApiErrors(REQUEST_ERRORS.CURSOR_INVALID)
  async list(@CurrentActor() actor: Actor, @Query() query: ListConsentQuery): Promise<ConsentPageDto> {
    const page = await this.requests.list(actor, query.side, pageLimit(query), query.cursor);
    return { items: page.items.map((each) => ConsentRequestDto.from(each)), nextCursor: page.nextCursor };
  }

  @Get(':id')
  @Allow('consent.read')
  @ApiOperation({ summary: 'One request, what was decided, and whether it is still in force' })
  @ApiOkResponse({ type: ConsentRequestDto })
  @ApiErrors()
  async read(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<ConsentRequestDto> {
    return ConsentRequestDto.from(await this.requests.read(actor, id));
  }

  @Post(':id/grant')
  @HttpCode(200)
  @Allow('consent.decide')
  @ApiOperation({
    summary: 'Grant what was asked of your organisation, or less of it: audiences, fields, purpose, time',
  })
  @ApiOkResponse({ type: ConsentRequestDto })
  @ApiErrors(
    ...[RECORD.NOT_THE_OWNER, RECORD.RELEASE_EXPIRED],
    ...[HANDLING.ALREADY_DECIDED, HANDLING.NO_LONGER_IN_FORCE, HANDLING.WIDER_THAN_GIVEN],
  )
  async grant(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() grant: GrantConsentDto,
  ): Promise<ConsentRequestDto> {
    await this.decisions.grant(actor, id, grant);
    return this.read(actor, id);
  }

  @Post(':id/refusal')
  @HttpCode(200)
  @Allow('consent.decide')
  @ApiOperation({ summary: 'Refuse what was asked of your organisation, with the reason' })
  @ApiOkResponse({ type: ConsentRequestDto })
  @ApiErrors(RECORD.NOT_THE_OWNER, HANDLING.ALREADY_DECIDED)
  async refuse(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { reason }: RefuseConsentDto,
  ): Promise<ConsentRequestDto> {
    await this.decisions.refuse(actor, id, reason);
    return this.read(actor, id);
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  @Allow('consent.ask')
  @ApiOperation({ summary: 'Take back what your organisation asked for' })
  @ApiOkResponse({ type: ConsentRequestDto })
  @ApiErrors(RECORD.NOT_THE_OWNER, HANDLING.ALREADY_DECIDED)
  async withdraw(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<ConsentRequestDto> {
    await this.decisions.withdraw(actor, id);
    return this.read(actor, id);
  }
}
