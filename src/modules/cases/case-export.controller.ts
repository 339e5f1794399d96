import { Controller, Get, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Actor } from '../../platform/context/actor';
import { ApiErrors } from '../../platform/http/api-errors.decorator';
import { contentDispositionOf } from '../../platform/http/file-headers';
import { IdPipe } from '../../platform/http/id.pipe';
import { Allow, CurrentActor } from '../access';
import { ENTITY, ExportQuery } from '../entities';
import { CaseExportService } from './case-export.service';

const file = { schema: { type: 'string', format: 'binary' } };
const CONTENT = { 'application/x-ndjson': file, 'text/csv': file };

@ApiTags('cases')
@Controller('v1/cases')
export class CaseExportController {
  constructor(private readonly service: CaseExportService) {}

  @Get(':id/export')
  @Allow('case.read')
  @ApiOperation({
    summary: 'The entities of a case and the relations among them, for OpenAleph',
    description:
      'FollowTheMoney JSON lines or a table of statements: what you see and what stands. Bills of lading, inspections and exchanges have no honest place in that model and are left out; the header Left-Out counts them by kind.',
  })
  @ApiProduces(...Object.keys(CONTENT))
  @ApiOkResponse({
    content: CONTENT,
    headers: { 'Left-Out': { description: 'e.g. `inspection=2, shipment=1`', schema: { type: 'string' } } },
  })
  @ApiErrors(ENTITY.EXPORT_TOO_LARGE)
  async export(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() { format = 'ftm' }: ExportQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { text, type, fileName, leftOut } = await this.service.export(actor, id, format);
    if (leftOut.size > 0) response.setHeader('Left-Out', [...leftOut].map(([kind, n]) => `${kind}=${n}`).join(', '));
    return new StreamableFile(Buffer.from(text, 'utf8'), { type, disposition: contentDispositionOf(fileName) });
  }
}
