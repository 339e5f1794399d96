import { Body, Controller, Get, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { contentDispositionOf } from '../../../platform/http/file-headers';
import { IdPipe } from '../../../platform/http/id.pipe';
import { Allow, CurrentActor } from '../../access';
import { ExportEntitiesDto, ExportQuery } from '../dto/export.dto';
import { ENTITY } from '../entities.errors';
import type { ExportFile } from './export.types';
import { ExportsService } from './exports.service';

const file = { schema: { type: 'string', format: 'binary' } };
const CONTENT = { 'application/x-ndjson': file, 'text/csv': file };

@ApiTags('entities')
@Controller('v1/entities')
export class ExportsController {
  constructor(private readonly service: ExportsService) {}

  @Get(':id/export')
  @Allow('entity.read')
  @ApiOperation({
    summary: 'One entity as FollowTheMoney JSON, or as a table of statements',
    description:
      'What you see of it and what stands. In the table, texts that begin like a formula have an apostrophe before them.',
  })
  @ApiProduces(...Object.keys(CONTENT))
  @ApiOkResponse({ content: CONTENT })
  @ApiErrors()
  async one(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() { format = 'ftm' }: ExportQuery,
  ): Promise<StreamableFile> {
    return sent(await this.service.one(actor, id, format));
  }

  @Post('exports')
  @HttpCode(200)
  @Allow('entity.read')
  @ApiOperation({
    summary:
      'Up to 1,000 entities with the relations among them, as FollowTheMoney JSON lines or a table of statements',
    description:
      'By their ids, or by schema, owner and time of receipt. It changes nothing: POST only because the ids are many.',
  })
  @ApiProduces(...Object.keys(CONTENT))
  @ApiOkResponse({ content: CONTENT })
  @ApiErrors(ENTITY.EXPORT_UNKNOWN, ENTITY.EXPORT_TOO_LARGE)
  async many(@CurrentActor() actor: Actor, @Body() command: ExportEntitiesDto): Promise<StreamableFile> {
    const { ids, format, schema, ...filter } = command;
    if (ids) return sent(await this.service.byIds(actor, ids, format));
    const details = { 'entities.schema': schema };
    return sent(await this.service.byFilter(actor, { ...filter, details }, format));
  }
}

const sent = ({ text, type, fileName }: ExportFile): StreamableFile =>
  new StreamableFile(Buffer.from(text, 'utf8'), { type, disposition: contentDispositionOf(fileName) });
