import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { Allow, CurrentActor } from '../../access';
import {
  AddReferenceDto,
  CheckedReferenceDto,
  CheckReferenceDto,
  FirearmReferenceDto,
  FirearmReferencePageDto,
  ListReferencesQuery,
  ReferenceCheckDto,
} from './dto/reference.dto';
import { FIREARM_REFERENCE } from './references.errors';
import { FirearmReferencesService } from './references.service';

@ApiTags('firearms')
@Controller('v1/firearm-references')
export class FirearmReferencesController {
  constructor(private readonly service: FirearmReferencesService) {}

  @Get()
  @Allow('firearm_reference.read')
  @ApiOperation({
    summary: 'Makes, models, calibres and types that are known, newest first',
    description: 'With the other names of each. A start of general knowledge, extended by an administrator.',
  })
  @ApiOkResponse({ type: FirearmReferencePageDto })
  @ApiErrors()
  async list(@CurrentActor() actor: Actor, @Query() query: ListReferencesQuery): Promise<FirearmReferencePageDto> {
    const { items, nextCursor } = await this.service.list(actor, query);
    return { items: items.map((one) => FirearmReferenceDto.from(one)), nextCursor };
  }

  @Post('check')
  @HttpCode(200)
  @Allow('firearm_reference.read')
  @ApiOperation({
    summary: 'What the reference says of a make, model, calibre and type',
    description: 'An unknown value is flagged, with the nearest known ones, and never a reason to refuse it.',
  })
  @ApiOkResponse({ type: CheckedReferenceDto })
  @ApiErrors(FIREARM_REFERENCE.NOTHING_SAID)
  async check(@CurrentActor() actor: Actor, @Body() weapon: CheckReferenceDto): Promise<CheckedReferenceDto> {
    return { checks: (await this.service.check(actor, weapon)).map((one) => ReferenceCheckDto.from(one)) };
  }

  @Post()
  @Allow('firearm_reference.add')
  @ApiOperation({
    summary: 'Add a name to the reference, or another name for one that is there',
    description: 'Names are only added. Who added it and when is kept.',
  })
  @ApiCreatedResponse({ type: FirearmReferenceDto })
  @ApiErrors(
    FIREARM_REFERENCE.KNOWN_ALREADY,
    FIREARM_REFERENCE.MAKE_UNKNOWN,
    FIREARM_REFERENCE.SAME_AS_UNKNOWN,
    FIREARM_REFERENCE.NAME_EMPTY,
  )
  async add(@CurrentActor() actor: Actor, @Body() command: AddReferenceDto): Promise<FirearmReferenceDto> {
    return FirearmReferenceDto.from(await this.service.add(actor, command));
  }
}
