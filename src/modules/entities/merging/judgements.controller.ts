import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { ApiSubmission } from '../../../platform/http/api-headers.decorator';
import { IdPipe } from '../../../platform/http/id.pipe';
import { submissionOf } from '../../../platform/http/submission';
import { Allow, CurrentActor } from '../../access';
import { ReceiptDto } from '../../audit';
import type { Accepted } from '../../records';
import { WithdrawJudgementDto } from './dto/judgement-input.dto';
import { AcceptedJudgementDto, JudgedDto } from './dto/judgement.dto';
import { type JudgedView, JudgementViews } from './judgement-views.service';
import { JudgementsService } from './judgements.service';
import { JUDGEMENT } from './merging.errors';

@ApiTags('entities')
@Controller('v1/entity-judgements/:id')
export class JudgementsController {
  constructor(
    private readonly service: JudgementsService,
    private readonly views: JudgementViews,
  ) {}

  @Get()
  @Allow('judgement.read')
  @ApiOperation({ summary: 'One judgement of your organisation, and what its two entities are part of now' })
  @ApiOkResponse({ type: JudgedDto })
  @ApiErrors()
  async read(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<JudgedDto> {
    return JudgedDto.of(await this.views.read(actor, id));
  }

  @Post('withdrawal')
  @Allow('judgement.create')
  @ApiOperation({
    summary: 'Withdraw a judgement, with the reason: un-merges what only it held together',
    description: 'Both rows stay in the history. Entities were never changed, so each is what it was, byte for byte.',
  })
  @ApiSubmission()
  @ApiCreatedResponse({ type: AcceptedJudgementDto })
  @ApiErrors(JUDGEMENT.NOT_STANDING)
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() command: WithdrawJudgementDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AcceptedJudgementDto> {
    return accepted(response, await this.service.withdraw(actor, id, command, submissionOf(request)));
  }
}

/** A judgement is written once and has no version, so its 201 has no ETag. */
export function accepted(response: Response, { view, receipt, replayed }: Accepted<JudgedView>): AcceptedJudgementDto {
  response.setHeader('Location', `/v1/entity-judgements/${view.judgement.id}`);
  if (replayed) response.setHeader('Idempotency-Replayed', 'true');
  return { ...JudgedDto.of(view), receipt: ReceiptDto.from(receipt) };
}
