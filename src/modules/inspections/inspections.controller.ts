import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../../platform/context/actor';
import { ApiSubmission } from '../../platform/http/api-headers.decorator';
import { ApiErrors } from '../../platform/http/api-errors.decorator';
import { IdPipe } from '../../platform/http/id.pipe';
import { pageLimit } from '../../platform/http/page.dto';
import { created, submissionOf } from '../../platform/http/submission';
import { Allow, CurrentActor } from '../access';
import { ReceiptDto } from '../audit';
import { HANDLING, listFilter, RECORD, RecordDto } from '../records';
import { SubmitInspectionDto } from './dto/inspection-input.dto';
import { InspectionDto, InspectionPageDto, ListInspectionsQuery, SubmittedInspectionDto } from './dto/inspection.dto';
import { INSPECTION } from './inspections.errors';
import { InspectionsService } from './inspections.service';
import { shown } from './shown-inspection.mapping';

@ApiTags('inspections')
@Controller('v1/inspections')
export class InspectionsController {
  constructor(private readonly service: InspectionsService) {}

  @Post()
  @Allow('inspection.submit')
  @ApiOperation({ summary: 'Submit an inspection: accepted as complete, or kept as a draft that says what is missing' })
  @ApiSubmission()
  @ApiCreatedResponse({ type: SubmittedInspectionDto })
  @ApiErrors(
    ...[HANDLING.FIELD_CANNOT_BE_HELD, HANDLING.NOTHING_TO_HOLD],
    RECORD.ABOVE_CLEARANCE,
    RECORD.CLIENT_REF_TAKEN,
    RECORD.RELEASE_EXPIRED,
    INSPECTION.SHIPMENT_UNKNOWN,
    INSPECTION.CONTRADICTS_ITSELF,
  )
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
}
