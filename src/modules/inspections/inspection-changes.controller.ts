import { Body, Controller, Headers, Param, Patch, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { COMMON } from '../../kernel/common.errors';
import type { Actor } from '../../platform/context/actor';
import { ApiErrors } from '../../platform/http/api-errors.decorator';
import { ApiChange } from '../../platform/http/api-headers.decorator';
import { IdPipe } from '../../platform/http/id.pipe';
import { Allow, CurrentActor } from '../access';
import { HANDLING, RECORD } from '../records';
import { UpdateInspectionDto } from './dto/inspection-input.dto';
import { InspectionDto, MoveInspectionDto } from './dto/inspection.dto';
import { AddItemsDto, ChangeItemsDto } from './dto/item-input.dto';
import { InspectionChanges } from './inspection-changes.service';
import { INSPECTION } from './inspections.errors';
import { shown } from './shown-inspection.mapping';

@ApiTags('inspections')
@Controller('v1/inspections')
export class InspectionChangesController {
  constructor(private readonly changes: InspectionChanges) {}

  @Patch(':id')
  @Allow('inspection.update')
  @ApiOperation({ summary: 'Change fields of an inspection that is not closed' })
  @ApiChange()
  @ApiOkResponse({ type: InspectionDto })
  @ApiErrors(
    HANDLING.FIELD_HELD_BACK,
    COMMON.VERSION_MISMATCH,
    COMMON.VERSION_REQUIRED,
    RECORD.NOT_THE_OWNER,
    RECORD.ABOVE_CLEARANCE,
    INSPECTION.NOT_ALLOWED_NOW,
    INSPECTION.SHIPMENT_UNKNOWN,
    INSPECTION.CONTRADICTS_ITSELF,
  )
  async update(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() command: UpdateInspectionDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<InspectionDto> {
    return shown(response, await this.changes.update(actor, id, ifMatch, command));
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
    return shown(response, await this.changes.addItems(actor, id, ifMatch, command));
  }

  @Patch(':id/items')
  @Allow('inspection.update')
  @ApiOperation({
    summary: 'Correct, withdraw and add found items of an inspection that is not closed',
    description:
      'Nothing is lost: what an item said before is kept for your organisation. A corrected item keeps its place (`seq`).',
  })
  @ApiChange()
  @ApiOkResponse({ type: InspectionDto })
  @ApiErrors(
    HANDLING.FIELD_HELD_BACK,
    COMMON.VERSION_MISMATCH,
    COMMON.VERSION_REQUIRED,
    RECORD.NOT_THE_OWNER,
    INSPECTION.NOT_ALLOWED_NOW,
    INSPECTION.ITEM_UNKNOWN,
  )
  async changeItems(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() command: ChangeItemsDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<InspectionDto> {
    return shown(response, await this.changes.changeItems(actor, id, ifMatch, command));
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
    return shown(response, await this.changes.move(actor, id, ifMatch, event));
  }
}
