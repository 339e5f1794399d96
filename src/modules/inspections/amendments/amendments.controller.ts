import { Body, Controller, Get, Headers, Param, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { COMMON } from '../../../kernel/common.errors';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { ApiChange } from '../../../platform/http/api-headers.decorator';
import { IdPipe } from '../../../platform/http/id.pipe';
import { Allow, CurrentActor } from '../../access';
import { ReceiptDto, ReceiptsService } from '../../audit';
import { HANDLING, RECORD } from '../../records';
import {
  AmendedInspectionDto,
  AmendInspectionDto,
  InspectionVersionContentDto,
  InspectionVersionDto,
} from '../dto/amendment.dto';
import { INSPECTION } from '../inspections.errors';
import { shown } from '../shown-inspection.mapping';
import { Amendments } from './amendments.service';
import { VersionViews } from './version-views.service';

@ApiTags('inspections')
@Controller('v1')
export class AmendmentsController {
  constructor(
    private readonly amendments: Amendments,
    private readonly versions: VersionViews,
    private readonly receipts: ReceiptsService,
  ) {}

  @Post('inspections/:id/amendments')
  @Allow('inspection.update')
  @ApiOperation({
    summary: 'Amend a closed inspection',
    description:
      'What was closed never changes: this makes the next version, which says what changed and why. Both are kept.',
  })
  @ApiChange()
  @ApiCreatedResponse({ type: AmendedInspectionDto })
  @ApiErrors(
    HANDLING.FIELD_HELD_BACK,
    COMMON.VERSION_MISMATCH,
    COMMON.VERSION_REQUIRED,
    RECORD.NOT_THE_OWNER,
    INSPECTION.NOT_ALLOWED_NOW,
    INSPECTION.SHIPMENT_UNKNOWN,
    INSPECTION.CONTRADICTS_ITSELF,
    INSPECTION.ITEM_UNKNOWN,
    INSPECTION.NOTHING_AMENDED,
  )
  async amend(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() command: AmendInspectionDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AmendedInspectionDto> {
    const { view, leaf } = await this.amendments.amend(actor, id, ifMatch, command);
    return { ...shown(response, view), receipt: ReceiptDto.from(this.receipts.of(actor, leaf)) };
  }

  @Get('inspections/:id/versions')
  @Allow('inspection.read')
  @ApiOperation({
    summary: 'The versions of what a closed inspection says, newest first',
    description: 'Whoever the inspection was released to sees the versions that stood since then.',
  })
  @ApiOkResponse({ type: [InspectionVersionDto] })
  @ApiErrors()
  async list(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<InspectionVersionDto[]> {
    return (await this.versions.list(actor, id)).map((version) => InspectionVersionDto.of(version));
  }

  @Get('inspection-versions/:id')
  @Allow('inspection.read')
  @ApiOperation({ summary: 'One version: what the inspection said, and what differs from the version before' })
  @ApiOkResponse({ type: InspectionVersionContentDto })
  @ApiErrors()
  async read(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<InspectionVersionContentDto> {
    return InspectionVersionContentDto.of(await this.versions.read(actor, id));
  }
}
