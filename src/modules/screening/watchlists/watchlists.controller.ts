import { Body, Controller, Get, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { IdPipe } from '../../../platform/http/id.pipe';
import { pageLimit, PageQuery } from '../../../platform/http/page.dto';
import { Allow, CurrentActor } from '../../access';
import { CreateWatchlistDto, UpdateWatchlistDto, WatchlistDto, WatchlistPageDto } from '../dto/watchlist.dto';
import {
  EntriesQuery,
  WatchlistEntryDto,
  WatchlistEntryHistoryDto,
  WatchlistEntryPageDto,
} from '../dto/watchlist-entry.dto';
import { SCREENING_ERRORS } from '../screening.errors';
import { ListDownload } from './list-download.service';
import { WatchlistVersionsService } from './watchlist-versions.service';
import { WatchlistsService } from './watchlists.service';

@ApiTags('watchlists')
@Controller('v1')
export class WatchlistsController {
  constructor(
    private readonly service: WatchlistsService,
    private readonly versions: WatchlistVersionsService,
    private readonly downloads: ListDownload,
  ) {}

  @Post('watchlists')
  @Allow('watchlist.import')
  @ApiOperation({
    summary: 'Begin a watchlist',
    description:
      'Your own organisation’s, or, by the Committee’s secretariat, one published to everybody. It screens nobody until a first version is live.',
  })
  @ApiCreatedResponse({ type: WatchlistDto })
  @ApiErrors(SCREENING_ERRORS.CODE_TAKEN, SCREENING_ERRORS.PUBLISHED_BY_COMMITTEE, SCREENING_ERRORS.SOURCE_NOT_ALLOWED)
  async create(
    @CurrentActor() actor: Actor,
    @Body() command: CreateWatchlistDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<WatchlistDto> {
    if (command.sourceUrl !== undefined) this.downloads.allow(command.sourceUrl);
    const list = await this.service.create(actor, command);
    response.setHeader('Location', `/v1/watchlists/${list.id}`);
    return WatchlistDto.from(list);
  }

  @Get('watchlists')
  @Allow('watchlist.read')
  @ApiOperation({ summary: 'Watchlists you can screen against, newest first, with the age of each' })
  @ApiOkResponse({ type: WatchlistPageDto })
  @ApiErrors()
  async list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<WatchlistPageDto> {
    const page = await this.service.list(actor, pageLimit(query), query.cursor);
    return { items: page.items.map((view) => WatchlistDto.from(view)), nextCursor: page.nextCursor };
  }

  @Get('watchlists/:id')
  @Allow('watchlist.read')
  @ApiOperation({ summary: 'One watchlist and its live version' })
  @ApiOkResponse({ type: WatchlistDto })
  @ApiErrors()
  async read(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<WatchlistDto> {
    return WatchlistDto.from(await this.service.read(actor, id));
  }

  @Patch('watchlists/:id')
  @Allow('watchlist.import')
  @ApiOperation({ summary: 'Change the title of a list, or where it is fetched from' })
  @ApiOkResponse({ type: WatchlistDto })
  @ApiErrors(SCREENING_ERRORS.NOT_THE_OWNER, SCREENING_ERRORS.SOURCE_NOT_ALLOWED)
  async update(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() command: UpdateWatchlistDto,
  ): Promise<WatchlistDto> {
    if (command.sourceUrl !== undefined) this.downloads.allow(command.sourceUrl);
    return WatchlistDto.from(await this.service.change(actor, id, command));
  }

  @Get('watchlists/:id/entries')
  @Allow('watchlist.read')
  @ApiOperation({
    summary: 'Entries of a list',
    description:
      'As they stand, or with all that was said before; with `changedBy`, what one version brought or ended.',
  })
  @ApiOkResponse({ type: WatchlistEntryPageDto })
  @ApiErrors()
  async entries(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: EntriesQuery,
  ): Promise<WatchlistEntryPageDto> {
    const { reference, listType, changedBy, show } = query;
    const standing = show === undefined ? changedBy === undefined : show === 'STANDING';
    const filter = {
      ...(reference !== undefined && { reference }),
      ...(listType !== undefined && { listType }),
      ...(changedBy !== undefined && { changedBy }),
      standing,
    };
    const page = await this.versions.entries(actor, id, filter, pageLimit(query), query.cursor);
    return { items: page.items.map((view) => WatchlistEntryDto.from(view)), nextCursor: page.nextCursor };
  }

  @Get('watchlist-entries/:id')
  @Allow('watchlist.read')
  @ApiOperation({ summary: 'One entry with all that its list has said of it: nothing is deleted' })
  @ApiOkResponse({ type: WatchlistEntryHistoryDto })
  @ApiErrors()
  async entry(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<WatchlistEntryHistoryDto> {
    return WatchlistEntryHistoryDto.of(await this.versions.entry(actor, id));
  }
}
