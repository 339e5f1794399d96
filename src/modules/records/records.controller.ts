import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { COMMON } from '../../kernel/common.errors';
import type { Actor } from '../../platform/context/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { ApiErrors } from '../../platform/http/api-errors.decorator';
import { ApiChange, ApiSubmission } from '../../platform/http/api-headers.decorator';
import { etagOf } from '../../platform/http/etag';
import { IdPipe } from '../../platform/http/id.pipe';
import { pageLimit } from '../../platform/http/page.dto';
import { submissionOf } from '../../platform/http/submission';
import { Allow, CurrentActor } from '../access';
import { ReceiptDto } from '../audit';
import { listFilter, ListRecordsQuery, RecordDto, RecordPageDto, UpdateRecordDto } from './dto/record.dto';
import { CreateReleaseDto, ReleasedDto, ReleaseDto, WithdrawReleaseDto } from './releases/dto/release.dto';
import { RECORD } from './records.errors';
import { readableKinds, RecordsService } from './records.service';
import { ReleasesService } from './releases/releases.service';

@ApiTags('records')
@Controller('v1')
export class RecordsController {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly releases: ReleasesService,
  ) {}

  @Get('records')
  @Allow('record.read')
  @ApiOperation({ summary: 'All records you can see, newest first' })
  @ApiOkResponse({ type: RecordPageDto })
  @ApiErrors()
  async list(@CurrentActor() actor: Actor, @Query() query: ListRecordsQuery): Promise<RecordPageDto> {
    const filter = { ...listFilter(query), kind: query.kind, kinds: readableKinds(actor), clientRef: query.clientRef };
    const page = await this.uow.read(actor, () =>
      this.records.page(actor, 'records', filter, pageLimit(query), query.cursor),
    );
    return { items: page.items.map((record) => RecordDto.from(record)), nextCursor: page.nextCursor };
  }

  @Get('records/:id')
  @Allow('record.read')
  @ApiOperation({ summary: 'What any record shows of itself' })
  @ApiOkResponse({ type: RecordDto })
  @ApiErrors()
  async read(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<RecordDto> {
    return RecordDto.from(await this.uow.read(actor, () => this.records.requireReadable(actor, id)));
  }

  @Patch('records/:id')
  @Allow('record.update')
  @ApiOperation({ summary: 'Change how a record of your organisation is to be handled: classification, TLP' })
  @ApiChange()
  @ApiOkResponse({ type: RecordDto })
  @ApiErrors(COMMON.VERSION_MISMATCH, COMMON.VERSION_REQUIRED, RECORD.NOT_THE_OWNER, RECORD.ABOVE_CLEARANCE)
  async update(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() command: UpdateRecordDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RecordDto> {
    const record = await this.records.update(actor, id, ifMatch, command);
    response.setHeader('ETag', etagOf(record.version));
    return RecordDto.from(record);
  }

  @Post('releases')
  @Allow('release.create')
  @ApiOperation({ summary: 'Release records of your organisation, together or not at all' })
  @ApiSubmission()
  @ApiCreatedResponse({ type: ReleasedDto })
  @ApiErrors(RECORD.NOT_THE_OWNER, RECORD.RELEASE_EXPIRED)
  async release(
    @CurrentActor() actor: Actor,
    @Body() { recordIds, ...terms }: CreateReleaseDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ReleasedDto> {
    const { view, receipt, replayed } = await this.releases.release(actor, recordIds, terms, submissionOf(request));
    if (replayed) response.setHeader('Idempotency-Replayed', 'true');
    return { releases: view.map((row) => ReleaseDto.from(row)), receipt: ReceiptDto.from(receipt) };
  }

  @Get('records/:id/releases')
  @Allow('release.read')
  @ApiOperation({ summary: 'To whom a record is released; to a reader, only the releases that reach the reader' })
  @ApiOkResponse({ type: [ReleaseDto] })
  @ApiErrors()
  async releasesOf(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<ReleaseDto[]> {
    return (await this.releases.list(actor, id)).map((row) => ReleaseDto.from(row));
  }

  @Delete('releases/:id')
  @HttpCode(200)
  @Allow('release.withdraw')
  @ApiOperation({ summary: 'Withdraw a release: it ends for every reader with the answer to this request' })
  @ApiOkResponse({ type: ReleaseDto })
  @ApiErrors(RECORD.NOT_THE_OWNER, RECORD.RELEASE_WITHDRAWN)
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: WithdrawReleaseDto,
  ): Promise<ReleaseDto> {
    return ReleaseDto.from(await this.releases.withdraw(actor, id, body.because));
  }
}
