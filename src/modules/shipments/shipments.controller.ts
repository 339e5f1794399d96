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
import { HANDLING, listFilter, RECORD } from '../records';
import { CreateShipmentDto, UpdateShipmentDto } from './dto/shipment-input.dto';
import { ShipmentPageDto, ShipmentSummaryDto } from './dto/shipment-summary.dto';
import { ListShipmentsQuery, ShipmentDto, SubmittedShipmentDto } from './dto/shipment.dto';
import type { ShipmentView } from './shipments.repository';
import { ShipmentsService } from './shipments.service';

@ApiTags('shipments')
@Controller('v1/shipments')
export class ShipmentsController {
  constructor(private readonly service: ShipmentsService) {}

  @Post()
  @Allow('shipment.create')
  @ApiOperation({ summary: 'Submit one bill of lading; whole manifests go to POST /v1/manifests' })
  @ApiSubmission()
  @ApiCreatedResponse({ type: SubmittedShipmentDto })
  @ApiErrors(
    ...[HANDLING.FIELD_CANNOT_BE_HELD, HANDLING.NOTHING_TO_HOLD],
    ...[RECORD.ABOVE_CLEARANCE, RECORD.CLIENT_REF_TAKEN, RECORD.RELEASE_EXPIRED],
  )
  async create(
    @CurrentActor() actor: Actor,
    @Body() command: CreateShipmentDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SubmittedShipmentDto> {
    const { view, receipt, replayed } = await this.service.create(actor, command, submissionOf(request));
    created(response, `/v1/shipments/${view.record.id}`, view.record.version, replayed);
    return { ...ShipmentDto.of(view, actor), receipt: ReceiptDto.from(receipt) };
  }

  @Get()
  @Allow('shipment.read')
  @ApiOperation({ summary: 'Bills of lading you can see, newest first' })
  @ApiOkResponse({ type: ShipmentPageDto })
  @ApiErrors()
  async list(@CurrentActor() actor: Actor, @Query() query: ListShipmentsQuery): Promise<ShipmentPageDto> {
    const details = {
      'shipments.voyage_number': query.voyageNumber,
      'shipments.unloading_place': query.unloadingPlace,
      'shipments.customs_office': query.customsOffice,
    };
    const page = await this.service.list(actor, { ...listFilter(query), details }, pageLimit(query), query.cursor);
    return { items: page.items.map((listed) => ShipmentSummaryDto.of(listed)), nextCursor: page.nextCursor };
  }

  @Get(':id')
  @Allow('shipment.read')
  @ApiOperation({ summary: 'One bill of lading with its parties, containers and where it came from' })
  @ApiOkResponse({ type: ShipmentDto })
  @ApiErrors()
  async read(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ShipmentDto> {
    return shown(response, actor, await this.service.read(actor, id));
  }

  @Patch(':id')
  @Allow('shipment.update')
  @ApiOperation({
    summary: 'Correct fields of a bill of lading; the version before is kept, and where it came from stays',
  })
  @ApiChange()
  @ApiOkResponse({ type: ShipmentDto })
  @ApiErrors(
    HANDLING.FIELD_HELD_BACK,
    COMMON.VERSION_MISMATCH,
    COMMON.VERSION_REQUIRED,
    RECORD.NOT_THE_OWNER,
    RECORD.ABOVE_CLEARANCE,
  )
  async update(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() command: UpdateShipmentDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ShipmentDto> {
    return shown(response, actor, await this.service.update(actor, id, ifMatch, command));
  }
}

function shown(response: Response, actor: Actor, view: ShipmentView): ShipmentDto {
  response.setHeader('ETag', etagOf(view.record.version));
  return ShipmentDto.of(view, actor);
}
