import { Body, Controller, Get, Headers, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { COMMON } from '../../../kernel/common.errors';
import type { Actor } from '../../../platform/context/actor';
import { ApiChange, ApiSubmission } from '../../../platform/http/api-headers.decorator';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { etagOf } from '../../../platform/http/etag';
import { IdPipe } from '../../../platform/http/id.pipe';
import { pageLimit } from '../../../platform/http/page.dto';
import { created, submissionOf } from '../../../platform/http/submission';
import { Allow, CurrentActor } from '../../access';
import { ReceiptDto } from '../../audit';
import { listFilter, RECORD } from '../../records';
import { CorrectDiversionDto, RecordDiversionDto } from './dto/diversion-input.dto';
import { DiversionDto, DiversionPageDto, ListDiversionsQuery, RecordedDiversionDto } from './dto/diversion.dto';
import { DIVERSION } from './diversions.errors';
import type { DiversionView } from './diversions.repository';
import { DiversionsService } from './diversions.service';
import { DiversionRecording } from './recording.service';

@ApiTags('diversions')
@Controller('v1/diversions')
export class DiversionsController {
  constructor(
    private readonly service: DiversionsService,
    private readonly recording: DiversionRecording,
  ) {}

  @Post()
  @Allow('diversion.record')
  @ApiOperation({
    summary: 'Record that exempt goods were found with somebody else',
    description:
      'Ties a find to the exempted supply (resolutions 2692 (2023) paras 6 and 7, 2752 (2024) para 3). A reader it is released to sees only those references that it can see by itself.',
  })
  @ApiSubmission()
  @ApiCreatedResponse({ type: RecordedDiversionDto })
  @ApiErrors(
    DIVERSION.SAME_PARTY,
    DIVERSION.NOT_A_DIVERSION,
    DIVERSION.SUPPLY_MISSING,
    DIVERSION.REFERENCE_UNKNOWN,
    RECORD.ABOVE_CLEARANCE,
    RECORD.CLIENT_REF_TAKEN,
    RECORD.RELEASE_EXPIRED,
  )
  async record(
    @CurrentActor() actor: Actor,
    @Body() command: RecordDiversionDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RecordedDiversionDto> {
    const { view, receipt, replayed } = await this.recording.record(actor, command, submissionOf(request));
    created(response, `/v1/diversions/${view.record.id}`, view.record.version, replayed);
    return { ...DiversionDto.of(view), receipt: ReceiptDto.from(receipt) };
  }

  @Get()
  @Allow('diversion.read')
  @ApiOperation({
    summary: 'Diversions you can see, newest first',
    description: 'Filtered by verdict, owner and time of receipt.',
  })
  @ApiOkResponse({ type: DiversionPageDto })
  @ApiErrors()
  async list(@CurrentActor() actor: Actor, @Query() query: ListDiversionsQuery): Promise<DiversionPageDto> {
    const filter = { ...listFilter(query), details: { 'diversions.verdict': query.verdict } };
    const page = await this.service.list(actor, filter, pageLimit(query), query.cursor);
    return { items: page.items.map((view) => DiversionDto.of(view)), nextCursor: page.nextCursor };
  }

  @Get(':id')
  @Allow('diversion.read')
  @ApiOperation({
    summary: 'One diversion: the find, the exempted supply, and how sure it is',
    description: 'References that you cannot see by yourself are null.',
  })
  @ApiOkResponse({ type: DiversionDto })
  @ApiErrors()
  async read(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<DiversionDto> {
    return shown(response, await this.service.read(actor, id));
  }

  @Patch(':id')
  @Allow('diversion.record')
  @ApiOperation({
    summary: 'Correct what was said of a find',
    description: 'Only its owner; the versions before are kept, and the verdict is found anew from what is corrected.',
  })
  @ApiChange()
  @ApiOkResponse({ type: DiversionDto })
  @ApiErrors(
    COMMON.VERSION_MISMATCH,
    COMMON.VERSION_REQUIRED,
    RECORD.NOT_THE_OWNER,
    DIVERSION.SAME_PARTY,
    DIVERSION.NOT_A_DIVERSION,
    DIVERSION.SUPPLY_HIDDEN,
  )
  async correct(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() command: CorrectDiversionDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<DiversionDto> {
    return shown(response, await this.service.correct(actor, id, ifMatch, command));
  }
}

function shown(response: Response, view: DiversionView): DiversionDto {
  response.setHeader('ETag', etagOf(view.record.version));
  return DiversionDto.of(view);
}
