import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { COMMON } from '../../../kernel/common.errors';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { ApiSubmission } from '../../../platform/http/api-headers.decorator';
import { REQUEST_ERRORS } from '../../../platform/http/http.errors';
import { IdPipe } from '../../../platform/http/id.pipe';
import { PageQuery, pageLimit } from '../../../platform/http/page.dto';
import { submissionOf } from '../../../platform/http/submission';
import { Allow, CurrentActor } from '../../access';
import { ReceiptDto } from '../../audit';
import { RECORD } from '../records.errors';
import { ReleaseDto } from '../releases/dto/release.dto';
import type { Accepted } from '../submissions.service';
import { ReadingsDto } from './dto/reading.dto';
import { ConfirmDestructionDto, NarrowReleaseDto, RecallRecordDto } from './dto/recall-input.dto';
import { RecallDto, RecallMadeDto, RecallPageDto } from './dto/recall.dto';
import { NarrowingService } from './narrowing.service';
import { ReadingsService } from './readings.service';
import { RecallingService } from './recalling.service';
import { RECALL } from './recalls.errors';
import type { RecallView } from './recalls.repository';
import { RecallsService } from './recalls.service';

@ApiTags('recalls')
@Controller('v1')
export class RecallsController {
  constructor(
    private readonly recalling: RecallingService,
    private readonly narrowing: NarrowingService,
    private readonly recalls: RecallsService,
    private readonly readings: ReadingsService,
  ) {}

  @Post('records/:id/recalls')
  @Allow('record.recall')
  @ApiOperation({
    summary: 'Take a record of your organisation back, from everybody or from the audiences you name',
    description:
      'It ends for every reader with the answer to this request. Whoever had read the record is told, with what you say in `because`; whoever had not only loses it. Of an UNCLASSIFIED record, whose reads are in no log, everybody it reached is told. Corrections of an exchange go with it, each by a recall of its own.',
  })
  @ApiSubmission()
  @ApiCreatedResponse({ type: RecallMadeDto })
  @ApiErrors(RECORD.NOT_THE_OWNER, RECALL.STILL_REACHED, RECALL.NOTHING_TO_RECALL)
  async recall(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() command: RecallRecordDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RecallMadeDto> {
    return made(response, await this.recalling.recall(actor, id, command, submissionOf(request)));
  }

  @Get('records/:id/recalls')
  @Allow('recall.read')
  @ApiOperation({
    summary:
      'What was taken back of a record of your organisation, who was told, and who says that copies are destroyed',
  })
  @ApiOkResponse({ type: [RecallDto] })
  @ApiErrors(RECORD.NOT_THE_OWNER)
  async ofRecord(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<RecallDto[]> {
    return (await this.recalls.ofRecord(actor, id)).map((view) => RecallDto.from(view));
  }

  @Get('records/:id/readings')
  @Allow('reading.read')
  @ApiOperation({
    summary: 'Which organisations read a record of yours, which version, when, how often and in what way',
    description:
      'As far as the log knows: reads of what is UNCLASSIFIED are not logged, and `unloggedReads` says so. People are counted and not named.',
  })
  @ApiOkResponse({ type: ReadingsDto })
  @ApiErrors(RECORD.NOT_THE_OWNER)
  async readingsOf(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<ReadingsDto> {
    return ReadingsDto.of(await this.readings.of(actor, id));
  }

  @Post('releases/:id/narrowing')
  @Allow('release.narrow')
  @ApiOperation({
    summary: 'Narrow a release of your organisation; it is never widened',
    description:
      'The release is superseded by one with the narrower terms, or one for each audience named, at once; what was forwarded under the old terms falls. Whoever had read the record is told the new terms.',
  })
  @ApiCreatedResponse({ type: [ReleaseDto] })
  @ApiErrors(
    RECORD.NOT_THE_OWNER,
    RECORD.RELEASE_WITHDRAWN,
    RECALL.WIDENS,
    RECALL.NOTHING_NARROWED,
    RECALL.RELEASE_ENDED,
    RECALL.FORWARDED,
  )
  async narrow(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() command: NarrowReleaseDto,
  ): Promise<ReleaseDto[]> {
    return (await this.narrowing.narrowRelease(actor, id, command)).map((row) => ReleaseDto.from(row));
  }

  @Get('recalls')
  @Allow('recall.read')
  @ApiOperation({
    summary: 'What others have taken back, or narrowed, of what your organisation had read; the last first',
  })
  @ApiOkResponse({ type: RecallPageDto })
  @ApiErrors(REQUEST_ERRORS.CURSOR_INVALID)
  async mine(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<RecallPageDto> {
    const { items, nextCursor } = await this.recalls.mine(actor, pageLimit(query), query.cursor);
    return { items: items.map((view) => RecallDto.from(view)), nextCursor };
  }

  @Get('recalls/:id')
  @Allow('recall.read')
  @ApiOperation({ summary: 'One recall: which record, whose, when and why, and never its content' })
  @ApiOkResponse({ type: RecallDto })
  @ApiErrors()
  async read(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<RecallDto> {
    return RecallDto.from(await this.recalls.find(actor, id));
  }

  @Post('recalls/:id/destruction')
  @Allow('recall.confirm')
  @ApiOperation({
    summary: 'Say what became of the copies; the first statement confirms, later ones add to it',
    description: 'The originator sees it. Nothing said is taken back or changed.',
  })
  @ApiSubmission()
  @ApiCreatedResponse({ type: RecallMadeDto })
  @ApiErrors(COMMON.FORBIDDEN)
  async confirm(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() said: ConfirmDestructionDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RecallMadeDto> {
    return made(response, await this.recalls.confirm(actor, id, said, submissionOf(request)));
  }
}

function made(response: Response, { view, receipt, replayed }: Accepted<RecallView>): RecallMadeDto {
  response.setHeader('Location', `/v1/recalls/${view.id}`);
  if (replayed) response.setHeader('Idempotency-Replayed', 'true');
  return { ...RecallDto.from(view), receipt: ReceiptDto.from(receipt) };
}
