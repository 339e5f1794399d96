import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CLOCK, type Clock } from '../../../kernel/clock';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { ApiSubmission } from '../../../platform/http/api-headers.decorator';
import { IdPipe } from '../../../platform/http/id.pipe';
import { pageLimit, PageQuery } from '../../../platform/http/page.dto';
import { submissionOf } from '../../../platform/http/submission';
import { Allow, CurrentActor } from '../../access';
import { ReceiptDto } from '../../audit';
import { SOURCE } from '../sources.errors';
import {
  AcceptedOpeningDto,
  NewOpeningDto,
  OpenedContentDto,
  OpenedVersionDto,
  OpeningDto,
  OpeningPageDto,
  RefuseOpeningDto,
} from './dto/opening.dto';
import { OpenedContent } from './opened-content.service';
import { OpeningsService } from './openings.service';

@ApiTags('sources')
@Controller('v1')
export class OpeningsController {
  constructor(
    private readonly openings: OpeningsService,
    private readonly opened: OpenedContent,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post('sources/:id/openings')
  @Allow('source.open')
  @ApiOperation({
    summary: 'Ask to see what is written down of a source, with the reason',
    description: 'Its custodians are told, and its handler. The reason goes into the audit log.',
  })
  @ApiSubmission()
  @ApiCreatedResponse({ type: AcceptedOpeningDto })
  @ApiErrors(SOURCE.TOO_FEW_CUSTODIANS)
  async ask(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { reason }: NewOpeningDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AcceptedOpeningDto> {
    const { view, receipt, replayed } = await this.openings.ask(actor, id, reason, submissionOf(request));
    response.setHeader('Location', `/v1/source-openings/${view.id}`);
    if (replayed) response.setHeader('Idempotency-Replayed', 'true');
    return { ...OpeningDto.from(view, this.clock.now()), receipt: ReceiptDto.from(receipt) };
  }

  @Get('sources/:id/openings')
  @Allow('source.read')
  @ApiOperation({ summary: 'Every opening of a source that was asked for, newest first, with what became of it' })
  @ApiOkResponse({ type: OpeningPageDto })
  @ApiErrors()
  async list(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: PageQuery,
  ): Promise<OpeningPageDto> {
    const { items, nextCursor } = await this.openings.list(actor, id, pageLimit(query), query.cursor);
    return { items: items.map((opening) => OpeningDto.from(opening, this.clock.now())), nextCursor };
  }

  @Get('source-openings/:id')
  @Allow('source.read')
  @ApiOperation({ summary: 'One opening: who asked, why, who decided' })
  @ApiOkResponse({ type: OpeningDto })
  @ApiErrors()
  async read(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<OpeningDto> {
    return OpeningDto.from(await this.openings.read(actor, id), this.clock.now());
  }

  @Post('source-openings/:id/approvals')
  @HttpCode(200)
  @Allow('source.approve')
  @ApiOperation({
    summary: 'Approve an opening, as a custodian',
    description: 'Never one’s own, and each custodian once. With the last approval needed, 15 minutes begin.',
  })
  @ApiOkResponse({ type: OpeningDto })
  @ApiErrors(SOURCE.MAY_NOT_DECIDE, SOURCE.DECIDED_BEFORE)
  async approve(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<OpeningDto> {
    return OpeningDto.from(await this.openings.decide(actor, id, 'APPROVED'), this.clock.now());
  }

  @Post('source-openings/:id/refusals')
  @HttpCode(200)
  @Allow('source.approve')
  @ApiOperation({ summary: 'Refuse an opening, as a custodian; one refusal ends it' })
  @ApiOkResponse({ type: OpeningDto })
  @ApiErrors(SOURCE.MAY_NOT_DECIDE, SOURCE.DECIDED_BEFORE)
  async refuse(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { reason }: RefuseOpeningDto,
  ): Promise<OpeningDto> {
    return OpeningDto.from(await this.openings.decide(actor, id, 'REFUSED', reason), this.clock.now());
  }

  @Get('source-openings/:id/content')
  @Header('Cache-Control', 'no-store')
  @Allow('source.open')
  @ApiOperation({
    summary: 'See what is written down of a source: once, within 15 minutes of the last approval needed',
    description:
      'Shown to the one who asked. It is written into the audit log with its reason, and handler and custodians are told. If the answer is lost on the way, ask again.',
  })
  @ApiOkResponse({ type: OpenedContentDto })
  @ApiErrors(SOURCE.NOT_OPEN, SOURCE.UNREADABLE)
  async content(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Req() { method }: Request,
  ): Promise<OpenedContentDto> {
    // Express answers HEAD by this too, without a body: nobody would have seen what was used up.
    if (method === 'HEAD') {
      await this.opened.couldOpen(actor, id);
      return { versions: [] };
    }
    return { versions: (await this.opened.open(actor, id)).map((version) => OpenedVersionDto.from(version)) };
  }
}
