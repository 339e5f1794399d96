import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { ApiSubmission } from '../../../platform/http/api-headers.decorator';
import { IdPipe } from '../../../platform/http/id.pipe';
import { submissionOf } from '../../../platform/http/submission';
import { Allow, CurrentActor } from '../../access';
import { ReceiptDto } from '../../audit';
import { SourceDto } from '../dto/source.dto';
import { SOURCE } from '../sources.errors';
import {
  AcceptedSourceLinkDto,
  LinkedSourcesDto,
  NewSourceLinkDto,
  SourceLinkDto,
  SourceLinksDto,
} from './dto/source-link.dto';
import { SourceLinks } from './source-links.service';

@ApiTags('sources')
@Controller('v1')
export class SourceLinksController {
  constructor(private readonly links: SourceLinks) {}

  @Post('sources/:id/links')
  @Allow('source.update')
  @ApiOperation({
    summary: 'Say that a record rests on a source',
    description: 'Seen by handler and custodians alone. The record itself does not change.',
  })
  @ApiSubmission()
  @ApiCreatedResponse({ type: AcceptedSourceLinkDto })
  @ApiErrors(SOURCE.RECORD_UNKNOWN, SOURCE.LINKED_BEFORE)
  async add(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { recordId }: NewSourceLinkDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AcceptedSourceLinkDto> {
    const { view, receipt, replayed } = await this.links.add(actor, id, recordId, submissionOf(request));
    if (replayed) response.setHeader('Idempotency-Replayed', 'true');
    return { ...SourceLinkDto.from(view), receipt: ReceiptDto.from(receipt) };
  }

  @Get('sources/:id/links')
  @Allow('source.read')
  @ApiOperation({ summary: 'Records you can see that rest on a source, at most 200' })
  @ApiOkResponse({ type: SourceLinksDto })
  @ApiErrors()
  async ofSource(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<SourceLinksDto> {
    return { items: (await this.links.ofSource(actor, id)).map((link) => SourceLinkDto.from(link)) };
  }

  @Get('records/:id/sources')
  @Allow('source.read')
  @ApiOperation({
    summary: 'Sources behind a record that you handle or keep',
    description: 'Empty for everybody who knows of none, whether there are any or not.',
  })
  @ApiOkResponse({ type: LinkedSourcesDto })
  @ApiErrors()
  async ofRecord(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<LinkedSourcesDto> {
    return { items: (await this.links.ofRecord(actor, id)).map((view) => SourceDto.from(view)) };
  }

  @Delete('source-links/:id')
  @HttpCode(200)
  @Allow('source.update')
  @ApiOperation({ summary: 'Take back that a record rests on a source' })
  @ApiOkResponse({ type: SourceLinkDto })
  @ApiErrors()
  async withdraw(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<SourceLinkDto> {
    return SourceLinkDto.from(await this.links.withdraw(actor, id));
  }
}
