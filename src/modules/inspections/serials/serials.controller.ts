import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { ApiSubmission } from '../../../platform/http/api-headers.decorator';
import { IdPipe } from '../../../platform/http/id.pipe';
import { submissionOf } from '../../../platform/http/submission';
import { Allow, CurrentActor } from '../../access';
import { ReceiptDto } from '../../audit';
import { AcceptedFirearmLinkDto, FirearmLinkDto, FirearmLinksDto, JudgeFirearmLinkDto } from './dto/firearm-link.dto';
import { FoundFirearmDto, SearchFirearmsDto, SerialSearchResultDto } from './dto/serial-search.dto';
import { FirearmLinksService } from './firearm-links.service';
import { SerialSearch } from './serial-search.service';
import { FIREARM } from './serials.errors';

@ApiTags('firearms')
@Controller('v1')
export class SerialsController {
  constructor(
    private readonly service: SerialSearch,
    private readonly links: FirearmLinksService,
  ) {}

  @Post('firearms/search')
  @HttpCode(200)
  @Allow('record.search')
  @ApiOperation({
    summary: 'Find firearms by what can be read of a number',
    description:
      'Complete or with gaps, among all marks of all items you can see, in both directions: a complete number finds marks that were read with gaps. Ranked by how unlikely a chance match is. A candidate is never more than possibly the same weapon.',
  })
  @ApiOkResponse({ type: SerialSearchResultDto })
  @ApiErrors(FIREARM.SERIAL_UNREADABLE, FIREARM.TOO_BROAD)
  async search(@CurrentActor() actor: Actor, @Body() body: SearchFirearmsDto): Promise<SerialSearchResultDto> {
    const { found, truncated } = await this.service.search(actor, body);
    return { hits: found.map((one) => FoundFirearmDto.from(one)), truncated };
  }

  @Post('firearms/links')
  @Allow('firearm_link.create')
  @ApiOperation({
    summary: 'Judge whether two firearms are possibly the same weapon, with the reason',
    description:
      'Your organisation’s own view, of items it can see; neither record changes. The last word on a pair holds, and all are kept.',
  })
  @ApiSubmission()
  @ApiCreatedResponse({ type: AcceptedFirearmLinkDto })
  @ApiErrors(FIREARM.OTHER_UNKNOWN, FIREARM.LINK_NOT_STANDING)
  async judge(
    @CurrentActor() actor: Actor,
    @Body() command: JudgeFirearmLinkDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AcceptedFirearmLinkDto> {
    const { view, receipt, replayed } = await this.links.judge(actor, command, submissionOf(request));
    response.setHeader('Location', `/v1/firearms/links/${view.id}`);
    if (replayed) response.setHeader('Idempotency-Replayed', 'true');
    return { ...FirearmLinkDto.from(view), receipt: ReceiptDto.from(receipt) };
  }

  @Get('firearms/links/:id')
  @Allow('firearm_link.read')
  @ApiOperation({ summary: 'One judgement on two firearms', description: 'Only while you can see both.' })
  @ApiOkResponse({ type: FirearmLinkDto })
  @ApiErrors()
  async read(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<FirearmLinkDto> {
    return FirearmLinkDto.from(await this.links.read(actor, id));
  }

  @Get('inspections/:id/firearm-links')
  @Allow('firearm_link.read')
  @ApiOperation({
    summary: 'The newest 200 judgements of your organisation on firearms of an inspection',
    description: 'What, who, when and why, newest first; those whose other end you cannot see are not there.',
  })
  @ApiOkResponse({ type: FirearmLinksDto })
  @ApiErrors()
  async history(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<FirearmLinksDto> {
    return { items: (await this.links.history(actor, id)).map((link) => FirearmLinkDto.from(link)) };
  }
}
