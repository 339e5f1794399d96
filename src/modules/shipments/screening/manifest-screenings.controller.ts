import { Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { COMMON } from '../../../kernel/common.errors';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { sendEvents, type StreamEvent } from '../../../platform/http/event-stream';
import { IdPipe } from '../../../platform/http/id.pipe';
import { pageLimit, PageQuery } from '../../../platform/http/page.dto';
import { Allow, CurrentActor } from '../../access';
import { ManifestScreeningDto, PartyHitDto, PartyHitPageDto } from '../dto/manifest-screening.dto';
import { SHIPMENT } from '../shipments.errors';
import { ManifestScreenings, type NewestRun } from './manifest-screenings.service';
import { PartyHits } from './party-hits.service';

@ApiTags('manifests')
@Controller('v1/manifests')
export class ManifestScreeningsController {
  constructor(
    private readonly screenings: ManifestScreenings,
    private readonly hits: PartyHits,
  ) {}

  @Post(':id/screening')
  @HttpCode(202)
  @Allow('manifest.screen')
  @ApiOperation({
    summary: 'Screen the parties of a manifest again',
    description:
      'Each manifest is screened by itself once its bills are there, and parties again when a list changes; this is for whoever wants all of it done now. ' +
      'One run at a time: while one is under way, that one is the answer.',
  })
  @ApiAcceptedResponse({ type: ManifestScreeningDto })
  @ApiErrors(SHIPMENT.STILL_IMPORTED)
  async request(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<ManifestScreeningDto> {
    return ManifestScreeningDto.from(await this.screenings.request(actor, id));
  }

  @Get(':id/screening')
  @Allow('manifest.read')
  @ApiOperation({
    summary: 'How the screening of a manifest stands: progress, counts, the lists and versions it was screened against',
  })
  @ApiOkResponse({ type: ManifestScreeningDto })
  @ApiErrors()
  async read(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<ManifestScreeningDto> {
    return ManifestScreeningDto.from(await this.screenings.now(actor, id));
  }

  @Get(':id/screening/events')
  @Allow('manifest.read')
  @ApiOperation({
    summary: 'The same as Server-Sent Events until the run ends',
    description:
      'An event `progress` comes twice a second, and the stream ends with the run, or after a minute: ask again then.',
  })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ content: { 'text/event-stream': { schema: { type: 'string' } } } })
  @ApiErrors(COMMON.UNAVAILABLE)
  async events(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Res() response: Response,
  ): Promise<void> {
    await sendEvents(response, asEvents(await this.screenings.follow(actor, id)));
  }

  @Get(':id/screening/hits')
  @Allow('manifest.read')
  @ApiOperation({
    summary: 'Parties of a manifest that resemble somebody listed, in the order of the file',
    description:
      'What stands for each bill: found by the newest run that looked at it, that of an earlier version of the manifest too. ' +
      'An empty page means no hit only if the newest run is DONE.',
  })
  @ApiOkResponse({ type: PartyHitPageDto })
  @ApiErrors()
  async listHits(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: PageQuery,
  ): Promise<PartyHitPageDto> {
    const page = await this.hits.page(actor, id, pageLimit(query), query.cursor);
    return { items: page.items.map((hit) => PartyHitDto.from(hit)), nextCursor: page.nextCursor };
  }
}

async function* asEvents(states: AsyncIterable<NewestRun>): AsyncGenerator<StreamEvent> {
  for await (const run of states) yield { event: 'progress', data: ManifestScreeningDto.from(run) };
}
