import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { ApiSubmission } from '../../../platform/http/api-headers.decorator';
import { REQUEST_ERRORS } from '../../../platform/http/http.errors';
import { formatOf } from '../../../platform/http/file-headers';
import { IdPipe } from '../../../platform/http/id.pipe';
import { submissionOf } from '../../../platform/http/submission';
import { Allow, CurrentActor } from '../../access';
import { ReceiptDto } from '../../audit';
import { RECORD } from '../../records';
import { EntityImportDto, ImportEntitiesQuery, ReceivedEntityImportDto } from '../dto/import.dto';
import { ENTITY } from '../entities.errors';
import type { ImportFormat } from './import.types';
import { ImportsService } from './imports.service';

const FORMATS: Readonly<Record<string, ImportFormat>> = { 'application/x-ndjson': 'FTM', 'text/csv': 'CSV' };

@ApiTags('entities')
@Controller('v1/entities/imports')
export class ImportsController {
  constructor(private readonly service: ImportsService) {}

  @Post()
  @Allow('entity.import')
  @ApiOperation({
    summary: 'Import entities and relations: the file itself is the body',
    description:
      'FollowTheMoney JSON lines (application/x-ndjson), or a table of statements with the columns id, schema, prop, value and, if you like, lang, original_value, source, reliability, credibility (text/csv), as exported here; first_seen and last_seen are read over. ' +
      'Up to 32 MB and 5,000 lines. Every line has a verdict: what cannot be read is refused with its reasons and the rest is kept. ' +
      'Relations refer to entities by their id in the file or by ours, in any order. A file of the same source again makes nothing twice.',
  })
  @ApiConsumes(...Object.keys(FORMATS))
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiSubmission()
  @ApiCreatedResponse({ type: ReceivedEntityImportDto })
  @ApiErrors(
    RECORD.ABOVE_CLEARANCE,
    ENTITY.NOT_AN_IMPORT,
    ENTITY.SOURCE_UNKNOWN,
    REQUEST_ERRORS.BODY_TOO_LARGE,
    REQUEST_ERRORS.UNSUPPORTED_MEDIA_TYPE,
  )
  async receive(
    @CurrentActor() actor: Actor,
    @Query() query: ImportEntitiesQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ReceivedEntityImportDto> {
    const { source, sourceRecordId, classification = 'CONFIDENTIAL' } = query;
    const command = { format: formatOf(request, FORMATS), source, sourceRecordId, classification };
    const { view, receipt, replayed } = await this.service.receive(actor, command, request, submissionOf(request));
    response.setHeader('Location', `/v1/entities/imports/${view.id}`);
    if (replayed) response.setHeader('Idempotency-Replayed', 'true');
    return { ...EntityImportDto.from(view), receipt: ReceiptDto.from(receipt) };
  }

  @Get(':id')
  @Allow('entity.import')
  @ApiOperation({ summary: 'What became of each line of an import of your organisation' })
  @ApiOkResponse({ type: EntityImportDto })
  @ApiErrors()
  async read(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<EntityImportDto> {
    return EntityImportDto.from(await this.service.read(actor, id));
  }
}
