import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { ApiUpload } from '../../../platform/http/api-headers.decorator';
import { digestFrom, fileTypeOf } from '../../../platform/http/file-headers';
import { REQUEST_ERRORS } from '../../../platform/http/http.errors';
import { IdPipe } from '../../../platform/http/id.pipe';
import { pageLimit, PageQuery } from '../../../platform/http/page.dto';
import { Allow, CurrentActor } from '../../access';
import { ReceiptDto } from '../../audit';
import { RECORD } from '../../records';
import {
  ApproveVersionDto,
  FetchVersionDto,
  ReceivedVersionDto,
  SendVersionQuery,
  WatchlistVersionDto,
  WatchlistVersionPageDto,
  WatchlistVersionSummaryDto,
} from '../dto/watchlist-version.dto';
import { SCREENING_ERRORS } from '../screening.errors';
import { ListFetching } from './list-fetching.service';
import { type ReceivedVersion, WatchlistIntake } from './watchlist-intake.service';
import { WatchlistVersionsService } from './watchlist-versions.service';
import { WatchlistsService } from './watchlists.service';

const FILE_TYPES = ['application/xml', 'text/xml', 'text/csv', 'application/x-ndjson', 'application/octet-stream'];

@ApiTags('watchlists')
@Controller('v1')
export class WatchlistVersionsController {
  constructor(
    private readonly intake: WatchlistIntake,
    private readonly watchlists: WatchlistsService,
    private readonly service: WatchlistVersionsService,
    private readonly fetching: ListFetching,
  ) {}

  @Post('watchlists/:id/versions')
  @HttpCode(202)
  @Allow('watchlist.import')
  @ApiOperation({
    summary: 'Send a version of a list: the file itself is the body',
    description:
      'The UN Consolidated List (XML), FollowTheMoney JSON lines, or CSV (name, schema, aliases, weakAliases, birthDate, country, reference, notes), told from the content, up to 1 GB. ' +
      'What cannot be read is refused with its line, and the version before stays live. A new version goes live at once and whole, as a job; a list that lost nine tenths of its entries waits for two persons. ' +
      'The same file again answers 200 and counts as a look at the list.',
  })
  @ApiUpload(...FILE_TYPES)
  @ApiAcceptedResponse({ type: ReceivedVersionDto, description: 'Received; Location says where to follow the import' })
  @ApiOkResponse({ type: ReceivedVersionDto, description: 'The list has this file' })
  @ApiErrors(
    SCREENING_ERRORS.NOT_A_LIST,
    SCREENING_ERRORS.NOT_THE_OWNER,
    RECORD.DIGEST_MISMATCH,
    REQUEST_ERRORS.BODY_TOO_LARGE,
    REQUEST_ERRORS.UNSUPPORTED_MEDIA_TYPE,
  )
  async send(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: SendVersionQuery,
    @Headers('content-digest') digest: string | undefined,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ReceivedVersionDto> {
    fileTypeOf(request, FILE_TYPES);
    const list = await this.watchlists.readOwn(actor, id);
    const file = { fileName: query.fileName, sourceUrl: null, announced: digestFrom(digest), content: request };
    return answered(response, await this.intake.receive(actor, list, file));
  }

  @Post('watchlists/:id/fetches')
  @HttpCode(202)
  @Allow('watchlist.import')
  @ApiOperation({
    summary: 'Fetch a version of a list from its source',
    description:
      'From a host the operator allows (WATCHLIST_HOSTS). What comes is treated as if it had been sent. The list’s own source is asked again each day from then on.',
  })
  @ApiAcceptedResponse({ type: ReceivedVersionDto })
  @ApiOkResponse({
    type: ReceivedVersionDto,
    description: 'The source gives what is live; the list is as old as this look',
  })
  @ApiErrors(
    SCREENING_ERRORS.NOT_A_LIST,
    SCREENING_ERRORS.NOT_THE_OWNER,
    SCREENING_ERRORS.SOURCE_NOT_ALLOWED,
    SCREENING_ERRORS.SOURCE_UNAVAILABLE,
    REQUEST_ERRORS.BODY_TOO_LARGE,
  )
  async fetch(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() command: FetchVersionDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ReceivedVersionDto> {
    return answered(response, await this.fetching.fetch(actor, id, command.url));
  }

  @Get('watchlists/:id/versions')
  @Allow('watchlist.read')
  @ApiOperation({
    summary: 'Versions of a list, newest first',
    description: 'Those that never went live are shown to the list’s owner only.',
  })
  @ApiOkResponse({ type: WatchlistVersionPageDto })
  @ApiErrors()
  async list(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: PageQuery,
  ): Promise<WatchlistVersionPageDto> {
    const page = await this.service.list(actor, id, pageLimit(query), query.cursor);
    return { items: page.items.map((view) => WatchlistVersionSummaryDto.summary(view)), nextCursor: page.nextCursor };
  }

  @Get('watchlist-versions/:id')
  @Allow('watchlist.read')
  @ApiOperation({ summary: 'How the import of a version stands: status, counts, changes, warnings, fault' })
  @ApiOkResponse({ type: WatchlistVersionDto })
  @ApiErrors()
  async read(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<WatchlistVersionDto> {
    return WatchlistVersionDto.from(await this.service.read(actor, id));
  }

  @Post('watchlist-versions/:id/approvals')
  @HttpCode(200)
  @Allow('watchlist.import')
  @ApiOperation({
    summary: 'Approve a held version',
    description:
      'A list that lost nine tenths of its entries is a broken file more often than a decision: two persons say it is right.',
  })
  @ApiOkResponse({ type: WatchlistVersionDto })
  @ApiErrors(SCREENING_ERRORS.NOT_THE_OWNER, SCREENING_ERRORS.NOT_HELD, SCREENING_ERRORS.APPROVED_ALREADY)
  async approve(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() command: ApproveVersionDto,
  ): Promise<WatchlistVersionDto> {
    return WatchlistVersionDto.from(await this.service.approve(actor, id, command.reason));
  }
}

function answered(response: Response, { version, receipt, queued }: ReceivedVersion): ReceivedVersionDto {
  response.setHeader('Location', `/v1/watchlist-versions/${version.id}`);
  if (!queued) response.status(200);
  return { ...WatchlistVersionDto.from(version), receipt: ReceiptDto.from(receipt) };
}
