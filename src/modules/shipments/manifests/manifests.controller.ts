import { Controller, Get, Headers, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { COMMON } from '../../../kernel/common.errors';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { ApiUpload } from '../../../platform/http/api-headers.decorator';
import { digestFrom, fileTypeOf } from '../../../platform/http/file-headers';
import { REQUEST_ERRORS } from '../../../platform/http/http.errors';
import { IdPipe } from '../../../platform/http/id.pipe';
import { pageLimit, PageQuery } from '../../../platform/http/page.dto';
import { Allow, CurrentActor } from '../../access';
import { ReceiptDto } from '../../audit';
import { levelOf, RECORD } from '../../records';
import {
  ImportManifestQuery,
  ManifestDto,
  ManifestPageDto,
  ManifestSummaryDto,
  ReceivedManifestDto,
} from '../dto/manifest.dto';
import { SHIPMENT } from '../shipments.errors';
import { TABLES } from '../tables/tables.errors';
import { ManifestIntake } from './manifest-intake.service';
import { ManifestsService } from './manifests.service';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const FILE_TYPES = ['application/xml', 'text/xml', 'text/csv', 'application/edifact', XLSX, 'application/octet-stream'];

@ApiTags('manifests')
@Controller('v1/manifests')
export class ManifestsController {
  constructor(
    private readonly intake: ManifestIntake,
    private readonly service: ManifestsService,
  ) {}

  @Post()
  @HttpCode(202)
  @Allow('manifest.import')
  @ApiOperation({
    summary: 'Import a cargo manifest: the file itself is the body',
    description:
      'ASYCUDA World XML, UN/EDIFACT CUSCAR, CSV or XLSX, told from the content, up to 256 MB (XLSX 32 MB). It is read while it arrives: what cannot be read is refused with its line. Each bill of lading then becomes a shipment, as a job. ' +
      'The same file again answers 200 with the manifest that exists and makes nothing twice: its SHA-256 is the key. ' +
      'Another file of the same customs office, voyage and day of departure is its next version.',
  })
  @ApiUpload(...FILE_TYPES)
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'Accepted and not needed: the hash of the file is the key',
  })
  @ApiAcceptedResponse({ type: ReceivedManifestDto, description: 'Received; Location says where to follow the import' })
  @ApiOkResponse({ type: ReceivedManifestDto, description: 'Your organisation has sent this file before' })
  @ApiErrors(
    SHIPMENT.NOT_A_MANIFEST,
    COMMON.NOT_FOUND,
    TABLES.MAP_RETIRED,
    RECORD.ABOVE_CLEARANCE,
    RECORD.DIGEST_MISMATCH,
    REQUEST_ERRORS.BODY_TOO_LARGE,
    REQUEST_ERRORS.UNSUPPORTED_MEDIA_TYPE,
    COMMON.BUSY,
  )
  async receive(
    @CurrentActor() actor: Actor,
    @Query() query: ImportManifestQuery,
    @Headers('content-digest') digest: string | undefined,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ReceivedManifestDto> {
    const { manifest, receipt, queued } = await this.intake.receive(actor, {
      fileName: query.fileName,
      declaredType: fileTypeOf(request, FILE_TYPES),
      classification: levelOf(query.classification ?? 'CONFIDENTIAL'),
      announced: digestFrom(digest),
      content: request,
      columnMapId: query.columnMapId,
    });
    response.setHeader('Location', `/v1/manifests/${manifest.id}`);
    if (!queued) response.status(200);
    return { ...ManifestDto.of(manifest), receipt: ReceiptDto.from(receipt) };
  }

  @Get()
  @Allow('manifest.read')
  @ApiOperation({ summary: 'Manifests your organisation has sent, newest first' })
  @ApiOkResponse({ type: ManifestPageDto })
  @ApiErrors()
  async list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<ManifestPageDto> {
    const page = await this.service.list(actor, pageLimit(query), query.cursor);
    return { items: page.items.map((view) => ManifestSummaryDto.of(view)), nextCursor: page.nextCursor };
  }

  @Get(':id')
  @Allow('manifest.read')
  @ApiOperation({ summary: 'How an import stands: status, header, counts, warnings, fault' })
  @ApiOkResponse({ type: ManifestDto })
  @ApiErrors()
  async read(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<ManifestDto> {
    return ManifestDto.of(await this.service.read(actor, id));
  }
}
