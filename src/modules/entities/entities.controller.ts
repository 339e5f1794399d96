import { Body, Controller, Get, Headers, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { COMMON } from '../../kernel/common.errors';
import type { Actor } from '../../platform/context/actor';
import { ApiErrors } from '../../platform/http/api-errors.decorator';
import { ApiChange, ApiSubmission } from '../../platform/http/api-headers.decorator';
import { etagOf } from '../../platform/http/etag';
import { IdPipe } from '../../platform/http/id.pipe';
import { pageLimit } from '../../platform/http/page.dto';
import { created, submissionOf } from '../../platform/http/submission';
import { Allow, CurrentActor } from '../access';
import { ReceiptDto } from '../audit';
import { listFilter, RECORD } from '../records';
import { AddStatementsDto, CreateEntityDto } from './dto/entity-input.dto';
import { CreatedEntityDto, EntityDto, EntityPageDto, EntitySummaryDto, ListEntitiesQuery } from './dto/entity.dto';
import { ENTITY } from './entities.errors';
import type { EntityView } from './entities.repository';
import { EntitiesService } from './entities.service';

@ApiTags('entities')
@Controller('v1/entities')
export class EntitiesController {
  constructor(private readonly service: EntitiesService) {}

  @Post()
  @Allow('entity.create')
  @ApiOperation({ summary: 'Record a person, organisation, vessel, vehicle or address as sourced statements' })
  @ApiSubmission()
  @ApiCreatedResponse({ type: CreatedEntityDto })
  @ApiErrors(
    RECORD.ABOVE_CLEARANCE,
    RECORD.CLIENT_REF_TAKEN,
    RECORD.RELEASE_EXPIRED,
    ENTITY.STATEMENTS_INVALID,
    ENTITY.SOURCE_UNKNOWN,
  )
  async create(
    @CurrentActor() actor: Actor,
    @Body() command: CreateEntityDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CreatedEntityDto> {
    const { view, receipt, replayed } = await this.service.create(actor, command, submissionOf(request));
    created(response, `/v1/entities/${view.record.id}`, view.record.version, replayed);
    return { ...EntityDto.of(view), receipt: ReceiptDto.from(receipt) };
  }

  @Get()
  @Allow('entity.read')
  @ApiOperation({ summary: 'Entities you can see, newest first' })
  @ApiOkResponse({ type: EntityPageDto })
  @ApiErrors()
  async list(@CurrentActor() actor: Actor, @Query() query: ListEntitiesQuery): Promise<EntityPageDto> {
    const filter = { ...listFilter(query), details: { 'entities.schema': query.schema } };
    const page = await this.service.list(actor, filter, pageLimit(query), query.cursor);
    return {
      items: page.items.map(({ record, summary }) => EntitySummaryDto.summary(record, summary)),
      nextCursor: page.nextCursor,
    };
  }

  @Get(':id')
  @Allow('entity.read')
  @ApiOperation({ summary: 'One entity with everything stated of it, by property' })
  @ApiOkResponse({ type: EntityDto })
  @ApiErrors()
  async read(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<EntityDto> {
    return shown(response, await this.service.read(actor, id));
  }

  @Post(':id/statements')
  @Allow('entity.update')
  @ApiOperation({ summary: 'Put more statements beside those that are there; nothing is overwritten' })
  @ApiChange()
  @ApiCreatedResponse({ type: EntityDto })
  @ApiErrors(
    COMMON.VERSION_MISMATCH,
    COMMON.VERSION_REQUIRED,
    RECORD.NOT_THE_OWNER,
    ENTITY.STATEMENTS_INVALID,
    ENTITY.SOURCE_UNKNOWN,
  )
  async addStatements(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() command: AddStatementsDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<EntityDto> {
    return shown(response, await this.service.addStatements(actor, id, ifMatch, command));
  }
}

function shown(response: Response, view: EntityView): EntityDto {
  response.setHeader('ETag', etagOf(view.record.version));
  return EntityDto.of(view);
}
