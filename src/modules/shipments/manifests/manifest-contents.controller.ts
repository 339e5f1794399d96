import { Controller, Get, Headers, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiProduces, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { Response } from 'express';
import { COMMON } from '../../../kernel/common.errors';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { sendEvents, type StreamEvent } from '../../../platform/http/event-stream';
import { contentDispositionOf } from '../../../platform/http/file-headers';
import { IdPipe } from '../../../platform/http/id.pipe';
import { pageLimit, PageQuery } from '../../../platform/http/page.dto';
import { Allow, CurrentActor } from '../../access';
import {
  BillDifferenceDto,
  BillDifferencePageDto,
  DifferencesQuery,
  ManifestProgressStateDto,
} from '../dto/manifest-versions.dto';
import { ShipmentPageDto, ShipmentSummaryDto } from '../dto/shipment-summary.dto';
import type { BillChange, ManifestProgress } from './manifest-import.types';
import { ManifestProgressService } from './manifest-progress.service';
import { ManifestVersions } from './manifest-versions.service';
import { ManifestsService } from './manifests.service';

const WHAT_CHANGED: readonly BillChange[] = ['ADDED', 'CHANGED', 'REMOVED'];

@ApiTags('manifests')
@ApiExtraModels(ManifestProgressStateDto)
@Controller('v1/manifests')
export class ManifestContentsController {
  constructor(
    private readonly manifests: ManifestsService,
    private readonly versions: ManifestVersions,
    private readonly progressOf: ManifestProgressService,
  ) {}

  @Get(':id/bills')
  @Allow('manifest.read')
  @ApiOperation({ summary: 'The bills of lading of a manifest, in the order of the file' })
  @ApiOkResponse({ type: ShipmentPageDto })
  @ApiErrors()
  async bills(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: PageQuery,
  ): Promise<ShipmentPageDto> {
    const page = await this.versions.bills(actor, id, pageLimit(query), query.cursor);
    return { items: page.items.map((listed) => ShipmentSummaryDto.of(listed)), nextCursor: page.nextCursor };
  }

  @Get(':id/differences')
  @Allow('manifest.read')
  @ApiOperation({
    summary: 'What an amended manifest changed, bill by bill and field by field',
    description:
      'Compared with the version it amends (same customs office, voyage and day of departure). A changed bill is a new record that supersedes the one before, ' +
      'which stays as it was. Bills are told apart by their reference, and by their order where one occurs several times.',
  })
  @ApiOkResponse({ type: BillDifferencePageDto })
  @ApiErrors()
  async differences(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: DifferencesQuery,
  ): Promise<BillDifferencePageDto> {
    const changes = query.change ? [query.change] : WHAT_CHANGED;
    const page = await this.versions.differences(actor, id, changes, pageLimit(query), query.cursor);
    return { items: page.items.map((one) => BillDifferenceDto.of(one)), nextCursor: page.nextCursor };
  }

  @Get(':id/progress')
  @Allow('manifest.read')
  @ApiOperation({
    summary: 'How far an import is: JSON, or Server-Sent Events until it ends',
    description:
      'With Accept: text/event-stream an event `progress` comes twice a second, and the stream ends with the import, or after a minute: ask again then.',
  })
  @ApiProduces('application/json', 'text/event-stream')
  @ApiOkResponse({
    content: {
      'application/json': { schema: { $ref: getSchemaPath(ManifestProgressStateDto) } },
      'text/event-stream': { schema: { type: 'string' } },
    },
  })
  @ApiErrors(COMMON.UNAVAILABLE)
  async progress(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('accept') accept: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    if (!accept?.includes('text/event-stream')) {
      response.json(await this.progressOf.now(actor, id));
      return;
    }
    await sendEvents(response, asEvents(await this.progressOf.follow(actor, id)));
  }

  @Get(':id/file')
  @Allow('manifest.read')
  @ApiOperation({ summary: 'Download the file, byte for byte as it arrived' })
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } })
  @ApiErrors()
  async file(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { manifest, content } = await this.manifests.open(actor, id);
    response.setHeader('Content-Digest', `sha-256=:${manifest.sha256.toString('base64')}:`);
    return new StreamableFile(content, {
      type: 'application/octet-stream', // never the declared type: a hostile file is not to be rendered
      disposition: contentDispositionOf(manifest.file_name),
      length: manifest.size,
    });
  }
}

async function* asEvents(states: AsyncIterable<ManifestProgress>): AsyncGenerator<StreamEvent> {
  for await (const data of states) yield { event: 'progress', data };
}
