import { Body, Controller, Get, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { COMMON } from '../../../kernel/common.errors';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { ApiChange } from '../../../platform/http/api-headers.decorator';
import { etagOf } from '../../../platform/http/etag';
import { IdPipe } from '../../../platform/http/id.pipe';
import { Allow, CurrentActor } from '../../access';
import { RECORD } from '../records.errors';
import { GiveBackDto, HoldBackDto, HoldingDto } from './dto/held-back.dto';
import { HANDLING } from './handling.errors';
import { Holding, type HoldingView } from './holding.service';

@ApiTags('handling')
@Controller('v1/records/:id/held-back-fields')
export class HeldBackController {
  constructor(private readonly holding: Holding) {}

  @Get()
  @Allow('held_back.read')
  @ApiOperation({ summary: 'What is held back of a record of your organisation, what can be, and who is shown it' })
  @ApiOkResponse({ type: HoldingDto })
  @ApiErrors(RECORD.NOT_THE_OWNER)
  async list(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<HoldingDto> {
    return HoldingDto.from(await this.holding.list(actor, id));
  }

  @Post()
  @HttpCode(200)
  @Allow('held_back.update')
  @ApiOperation({
    summary: 'Hold back fields of a record of your organisation',
    description: `The value leaves the record, and with it all it is found by: readers have neither it nor a trace of it, unless they are told that
      something is held back. Your organisation sees it as before.`,
  })
  @ApiChange()
  @ApiOkResponse({ type: HoldingDto })
  @ApiErrors(
    ...[COMMON.VERSION_MISMATCH, COMMON.VERSION_REQUIRED, RECORD.NOT_THE_OWNER],
    ...[HANDLING.FIELD_CANNOT_BE_HELD, HANDLING.NOTHING_TO_HOLD, HANDLING.FIELD_HELD_BACK],
  )
  async hold(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() { fields }: HoldBackDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<HoldingDto> {
    return shown(response, await this.holding.hold(actor, id, ifMatch, fields));
  }

  @Post('give-back')
  @HttpCode(200)
  @Allow('held_back.update')
  @ApiOperation({ summary: 'Let fields stand in the record again, for everybody who sees it' })
  @ApiChange()
  @ApiOkResponse({ type: HoldingDto })
  @ApiErrors(COMMON.VERSION_MISMATCH, COMMON.VERSION_REQUIRED, RECORD.NOT_THE_OWNER, HANDLING.NOT_HELD_BACK)
  async giveBack(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() { fields }: GiveBackDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<HoldingDto> {
    return shown(response, await this.holding.giveBack(actor, id, ifMatch, fields));
  }
}

function shown(response: Response, view: HoldingView): HoldingDto {
  response.setHeader('ETag', etagOf(view.record.version));
  return HoldingDto.from(view);
}
