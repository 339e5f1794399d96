import { Body, Controller, Get, Headers, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { COMMON } from '../../kernel/common.errors';
import type { Actor } from '../../platform/context/actor';
import { ApiChange, ApiSubmission } from '../../platform/http/api-headers.decorator';
import { ApiErrors } from '../../platform/http/api-errors.decorator';
import { etagOf } from '../../platform/http/etag';
import { IdPipe } from '../../platform/http/id.pipe';
import { pageLimit } from '../../platform/http/page.dto';
import { created, submissionOf } from '../../platform/http/submission';
import { Allow, CurrentActor } from '../access';
import { ReceiptDto } from '../audit';
import { listFilter, RECORD, RecordDto } from '../records';
import { AddItemsDto, SubmitInspectionDto, UpdateInspectionDto } from './dto/inspection-input.dto';
import {
  InspectionDto,
  InspectionPageDto,
  ListInspectionsQuery,
  MoveInspectionDto,
  SubmittedInspectionDto,
} from './dto/inspection.dto';
import { INSPECTION } from './inspections.errors';
import type { InspectionView } from './inspections.repository';
import { InspectionsService } from './inspections.service';

@ApiTags('inspections')
@Controller('v1/inspections')
export class InspectionsController {
  constructor(private readonly service: InspectionsService) {}

  @Post()
  @Allow('inspection.submit')
  @ApiOperation({ summary: 'Submit an inspection: accepted as complete, or kept as a draft that says what is missing' })
  @ApiSubmission()
  @ApiCreatedResponse({ type: SubmittedInspectionDto })
  @ApiErrors(RECORD.ABOVE_CLEARANCE, RECORD.CLIENT_REF_TAKEN, RECORD.RELEASE_EXPIRED, INSPECTION.SHIPMENT_UNKNOWN)
  async submit(
    @CurrentActor() actor: Actor,
    @Body() command: SubmitInspectionDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SubmittedInspectionDto> {
    const { view, receipt, replayed } = await this.service.submit(actor, command, submissionOf(request));
    created(response, `/v1/inspections/${view.record.id}`, view.record.version, replayed);
    return { ...InspectionDto.of(view), receipt: ReceiptDto.from(receipt) };
  }

  @Get()
  @Allow('inspection.read')
  @ApiOperation({ summary: 'Inspections you can see, newest first' })
  @ApiOkResponse({ type: InspectionPageDto })
  @ApiErrors()
  async list(@CurrentActor() actor: Actor, @Query() query: ListInspectionsQuery): Promise<InspectionPageDto> {
    const details = {
      'inspections.status': query.status,
      'inspections.result': query.result,
      'inspections.place_country': query.placeCountry,
    };
    const page = await this.service.list(actor, { ...listFilter(query), details }, pageLimit(query), query.cursor);
    const items = page.items.map(({ record, summary }) => ({
      ...RecordDto.from(record),
      status: summary.status,
      result: summary.result,
      placeCountry: summary.place_country,
      placeName: summary.place_name,
      containerNumber: summary.container_number,
      itemCount: summary.item_count,
    }));
    return { items, nextCursor: page.nextCursor };
  }

  @Get(':id')
  @Allow('inspection.read')
  @ApiOperation({ summary: 'One inspection with what was found' })
  @ApiOkResponse({ type: InspectionDto })
  @ApiErrors()
  async read(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<InspectionDto> {
    return shown(response, await this.service.read(actor, id));
  }

  @Patch(':id')
  @Allow('inspection.update')
  @ApiOperation({ summary: 'Change fields of an inspection that is not closed' })
  @ApiChange()
  @ApiOkResponse({ type: InspectionDto })
  @ApiErrors(
    COMMON.VERSION_MISMATCH,
    COMMON.VERSION_REQUIRED,
    RECORD.NOT_THE_OWNER,
    RECORD.ABOVE_CLEARANCE,
    INSPECTION.NOT_ALLOWED_NOW,
    INSPECTION.SHIPMENT_UNKNOWN,
  )
  async update(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() command: UpdateInspectionDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<InspectionDto> {
    return shown(response, await this.service.update(actor, id, ifMatch, command));
  }

  @Post(':id/items')
  @Allow('inspection.update')
  @ApiOperation({ summary: 'Add found items to an inspection that is not closed' })
  @ApiChange()
  @ApiCreatedResponse({ type: InspectionDto })
  @ApiErrors(COMMON.VERSION_MISMATCH, COMMON.VERSION_REQUIRED, RECORD.NOT_THE_OWNER, INSPECTION.NOT_ALLOWED_NOW)
  async addItems(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() command: AddItemsDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<InspectionDto> {
    return shown(response, await this.service.addItems(actor, id, ifMatch, command));
  }

  @Post(':id/transitions')
  @Allow('inspection.update')
  @ApiOperation({ summary: 'Move an inspection on: plan, start, complete, close, cancel, refuse' })
  @ApiChange()
  @ApiCreatedResponse({ type: InspectionDto })
  @ApiErrors(COMMON.VERSION_MISMATCH, COMMON.VERSION_REQUIRED, RECORD.NOT_THE_OWNER, INSPECTION.NOT_ALLOWED_NOW)
  async move(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() { event }: MoveInspectionDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<InspectionDto> {
    return shown(response, await this.service.move(actor, id, ifMatch, event));
  }
}

function shown(response: Response, view: InspectionView): InspectionDto {
  response.setHeader('ETag', etagOf(view.record.version));
  return InspectionDto.of(view);
}
