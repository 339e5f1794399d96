import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../../platform/context/actor';
import { ApiSubmission } from '../../platform/http/api-headers.decorator';
import { ApiErrors } from '../../platform/http/api-errors.decorator';
import { etagOf } from '../../platform/http/etag';
import { IdPipe } from '../../platform/http/id.pipe';
import { pageLimit } from '../../platform/http/page.dto';
import { created, submissionOf } from '../../platform/http/submission';
import { Allow, CurrentActor } from '../access';
import { ReceiptDto } from '../audit';
import { RECORD } from '../records';
import { CreateShipmentDto } from './dto/shipment-input.dto';
import { ShipmentPageDto, ShipmentSummaryDto } from './dto/shipment-summary.dto';
import { ListShipmentsQuery, ShipmentDto, SubmittedShipmentDto } from './dto/shipment.dto';
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
  @ApiErrors(RECORD.ABOVE_CLEARANCE, RECORD.CLIENT_REF_TAKEN, RECORD.RELEASE_EXPIRED)
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
    const filter = query.owner ? { owner: query.owner } : {};
    const page = await this.service.list(actor, filter, pageLimit(query), query.cursor);
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
    const view = await this.service.read(actor, id);
    response.setHeader('ETag', etagOf(view.record.version));
    return ShipmentDto.of(view, actor);
  }
}
