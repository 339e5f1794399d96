import { Body, Controller, Get, Headers, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { COMMON } from '../../kernel/common.errors';
import type { Actor } from '../../platform/context/actor';
import { ApiErrors } from '../../platform/http/api-errors.decorator';
import { ApiChange } from '../../platform/http/api-headers.decorator';
import { etagOf } from '../../platform/http/etag';
import { IdPipe } from '../../platform/http/id.pipe';
import { Allow, CurrentActor } from '../access';
import { RECORD } from '../records';
import { CaseLinksService } from './case-links.service';
import { CASE } from './cases.errors';
import { JudgeLinkDto } from './dto/case-input.dto';
import { JudgementDto } from './dto/case.dto';
import { LinksDto } from './dto/link.dto';
import { LinkedDto, LinkedQuery } from './dto/linked.dto';
import { LinkedService } from './linked.service';

const LEAST = { strong: 'strong', medium: 'medium', all: 'weak' } as const;

@ApiTags('cases')
@Controller('v1/cases/:id')
export class CaseLinksController {
  constructor(
    private readonly links: CaseLinksService,
    private readonly linkedRecords: LinkedService,
  ) {}

  @Get('links')
  @Allow('case.read')
  @ApiOperation({
    summary: 'Identifiers that tie the members to each other and to other records, with the reason for each',
  })
  @ApiOkResponse({ type: LinksDto })
  @ApiErrors()
  async list(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<LinksDto> {
    return LinksDto.of(await this.links.links(actor, id));
  }

  @Get('linked')
  @Allow('case.read')
  @ApiOperation({
    summary: 'Records and parties within a few hops of the members, each with the path that ties it to the case',
  })
  @ApiOkResponse({ type: LinkedDto })
  @ApiErrors()
  async linked(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() { depth, strength }: LinkedQuery,
  ): Promise<LinkedDto> {
    return LinkedDto.of(await this.linkedRecords.linked(actor, id, depth ?? 3, LEAST[strength ?? 'medium']));
  }

  @Post('judgements')
  @Allow('case.update')
  @ApiOperation({ summary: 'Confirm or reject a link; the last word on a link holds in this case' })
  @ApiChange()
  @ApiCreatedResponse({ type: JudgementDto })
  @ApiErrors(
    COMMON.VERSION_MISMATCH,
    COMMON.VERSION_REQUIRED,
    RECORD.NOT_THE_OWNER,
    CASE.NOT_ALLOWED_NOW,
    CASE.NO_SUCH_LINK,
  )
  async judge(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() command: JudgeLinkDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<JudgementDto> {
    const { judgement, version } = await this.links.judge(actor, id, ifMatch, command);
    response.setHeader('ETag', etagOf(version));
    return JudgementDto.from({ ...judgement, departures: [] });
  }
}
