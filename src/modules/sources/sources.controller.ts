import { Body, Controller, Get, Headers, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { COMMON } from '../../kernel/common.errors';
import type { Actor } from '../../platform/context/actor';
import { ApiErrors } from '../../platform/http/api-errors.decorator';
import { ApiChange, ApiSubmission } from '../../platform/http/api-headers.decorator';
import { etagOf } from '../../platform/http/etag';
import { IdPipe } from '../../platform/http/id.pipe';
import { pageLimit, PageQuery } from '../../platform/http/page.dto';
import { created, submissionOf } from '../../platform/http/submission';
import { Allow, CurrentActor } from '../access';
import { ReceiptDto } from '../audit';
import { AcceptedSourceDto, NewSourceDto, SourceContentDto, SourceDto, SourcePageDto } from './dto/source.dto';
import { SOURCE } from './sources.errors';
import { SourcesService } from './sources.service';

@ApiTags('sources')
@Controller('v1/sources')
export class SourcesController {
  constructor(private readonly sources: SourcesService) {}

  @Post()
  @Allow('source.create')
  @ApiOperation({
    summary: 'Register a confidential human source',
    description:
      'You become its handler. Its existence shows to you and the custodians you name, and to nobody else, colleagues included. What you write down is encrypted under a key of its own and shown only in an opening that custodians approve, to you too.',
  })
  @ApiSubmission()
  @ApiCreatedResponse({ type: AcceptedSourceDto })
  @ApiErrors(SOURCE.CUSTODIANS_UNFIT)
  async register(
    @CurrentActor() actor: Actor,
    @Body() command: NewSourceDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AcceptedSourceDto> {
    const { view, receipt, replayed } = await this.sources.register(actor, command, submissionOf(request));
    created(response, `/v1/sources/${view.source.id}`, view.source.version, replayed);
    return { ...SourceDto.from(view), receipt: ReceiptDto.from(receipt) };
  }

  @Get()
  @Allow('source.read')
  @ApiOperation({ summary: 'The sources you handle or keep, newest first' })
  @ApiOkResponse({ type: SourcePageDto })
  @ApiErrors()
  async list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<SourcePageDto> {
    const { items, nextCursor } = await this.sources.list(actor, pageLimit(query), query.cursor);
    return { items: items.map((view) => SourceDto.from(view)), nextCursor };
  }

  @Get(':id')
  @Allow('source.read')
  @ApiOperation({ summary: 'What handler and custodians know a source by' })
  @ApiOkResponse({ type: SourceDto })
  @ApiErrors(SOURCE.UNREADABLE)
  async read(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SourceDto> {
    const view = await this.sources.read(actor, id);
    response.setHeader('ETag', etagOf(view.source.version));
    return SourceDto.from(view);
  }

  @Put(':id/content')
  @Allow('source.update')
  @ApiOperation({
    summary: 'Write down anew what is known of a source',
    description: 'Whole, and by its handler alone, who sees nothing of what was there before; that is kept, encrypted.',
  })
  @ApiChange()
  @ApiOkResponse({ type: SourceDto })
  @ApiErrors(COMMON.VERSION_MISMATCH, COMMON.VERSION_REQUIRED, SOURCE.NOT_THE_HANDLER)
  async rewrite(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() content: SourceContentDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SourceDto> {
    const view = await this.sources.rewrite(actor, id, ifMatch, content);
    response.setHeader('ETag', etagOf(view.source.version));
    return SourceDto.from(view);
  }
}
