import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { COMMON } from '../../../kernel/common.errors';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { ApiChange } from '../../../platform/http/api-headers.decorator';
import { etagOf } from '../../../platform/http/etag';
import { REQUEST_ERRORS } from '../../../platform/http/http.errors';
import { IdPipe } from '../../../platform/http/id.pipe';
import { pageLimit, PageQuery } from '../../../platform/http/page.dto';
import { Allow, CurrentActor } from '../../access';
import {
  ColumnMapDto,
  ColumnMapPageDto,
  ColumnMapSummaryDto,
  ReadColumnMapQuery,
  SaveColumnMapDto,
} from '../dto/column-map.dto';
import { MapTrialDto } from '../dto/table-trial.dto';
import { ColumnMapsService } from './column-maps.service';
import { TABLES } from './tables.errors';
import { SMALL_TABLE_TYPES, smallTable } from './small-table.parser';

@ApiTags('tables')
@Controller('v1/column-maps')
export class ColumnMapsController {
  constructor(private readonly service: ColumnMapsService) {}

  @Post()
  @Allow('column_map.update')
  @ApiOperation({
    summary: 'Save what the columns of a table mean',
    description:
      'For tables whose columns are not recognised by themselves. Send such a file to POST /v1/manifests with the id of the map.',
  })
  @ApiCreatedResponse({ type: ColumnMapDto })
  @ApiErrors(TABLES.MAP_UNUSABLE, COMMON.CONFLICT)
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: SaveColumnMapDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ColumnMapDto> {
    const view = await this.service.create(actor, SaveColumnMapDto.command(body));
    response.setHeader('Location', `/v1/column-maps/${view.id}`);
    response.setHeader('ETag', etagOf(view.current));
    return ColumnMapDto.of(view);
  }

  @Get()
  @Allow('column_map.read')
  @ApiOperation({ summary: 'Column maps of your organisation, newest first, retired ones too' })
  @ApiOkResponse({ type: ColumnMapPageDto })
  @ApiErrors()
  async list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<ColumnMapPageDto> {
    const page = await this.service.list(actor, pageLimit(query), query.cursor);
    return { items: page.items.map((view) => ColumnMapSummaryDto.summary(view)), nextCursor: page.nextCursor };
  }

  @Get(':id')
  @Allow('column_map.read')
  @ApiOperation({ summary: 'A column map, as it is or as a version of it was' })
  @ApiOkResponse({ type: ColumnMapDto })
  @ApiErrors()
  async read(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: ReadColumnMapQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ColumnMapDto> {
    const view = await this.service.read(actor, id, query.version);
    response.setHeader('ETag', etagOf(view.current));
    return ColumnMapDto.of(view);
  }

  @Put(':id')
  @Allow('column_map.update')
  @ApiOperation({ summary: 'Save a new version of a column map; the version before is kept' })
  @ApiChange()
  @ApiOkResponse({ type: ColumnMapDto })
  @ApiErrors(TABLES.MAP_UNUSABLE, TABLES.MAP_RETIRED, COMMON.CONFLICT, COMMON.VERSION_MISMATCH, COMMON.VERSION_REQUIRED)
  async update(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: SaveColumnMapDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ColumnMapDto> {
    const view = await this.service.update(actor, id, ifMatch, SaveColumnMapDto.command(body));
    response.setHeader('ETag', etagOf(view.current));
    return ColumnMapDto.of(view);
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('column_map.update')
  @ApiOperation({ summary: 'Retire a column map: it is used no more, and nothing of it is deleted' })
  @ApiNoContentResponse({ description: 'It is retired.' })
  @ApiErrors(TABLES.MAP_RETIRED)
  retire(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    return this.service.retire(actor, id);
  }

  @Post(':id/trial')
  @HttpCode(200)
  @Allow('column_map.read')
  @ApiOperation({
    summary: 'Try a column map on a small table: the file itself is the body',
    description:
      'Shows what each column became, the first 20 rows and all that would be warned of. Up to 1 MB. Nothing is stored.',
  })
  @ApiConsumes(...SMALL_TABLE_TYPES)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiOkResponse({ type: MapTrialDto })
  @ApiErrors(REQUEST_ERRORS.BODY_TOO_LARGE, REQUEST_ERRORS.UNSUPPORTED_MEDIA_TYPE)
  async tryOut(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Req() request: Request,
  ): Promise<MapTrialDto> {
    const trial = await this.service.tryOut(actor, id, () => smallTable(request));
    return {
      ...trial,
      columns: [...trial.columns],
      rows: [...trial.rows],
      warnings: [...trial.warnings],
    };
  }
}
