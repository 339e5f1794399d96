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
import { toInstant } from '../../platform/http/rfc3339';
import { created, submissionOf } from '../../platform/http/submission';
import { Allow, CurrentActor } from '../access';
import { ReceiptDto } from '../audit';
import { listFilter, RECORD } from '../records';
import { AddStatementsDto, CreateEntityDto, WithdrawStatementsDto } from './dto/entity-input.dto';
import {
  CreatedEntityDto,
  EntityDto,
  EntityPageDto,
  EntitySummaryDto,
  KnownAtQuery,
  ListEntitiesQuery,
} from './dto/entity.dto';
import { ENTITY } from './entities.errors';
import type { EntityView } from './entities.repository';
import { EntitiesService } from './entities.service';

@ApiTags('entities')
@Controller('v1/entities')
export class EntitiesController {
  constructor(private readonly service: EntitiesService) {}

  @Post()
  @Allow('entity.create')
  @ApiOperation({
    summary: 'Record a party or a relation as sourced statements',
    description:
      'Schemata and properties are those of FollowTheMoney 4.5.2. A relation (Ownership, Membership, Family ...) is an entity too: its ends are statements whose value is the id of an entity. It is there only for who sees both ends and every source that names them.',
  })
  @ApiSubmission()
  @ApiCreatedResponse({ type: CreatedEntityDto })
  @ApiErrors(
    RECORD.ABOVE_CLEARANCE,
    RECORD.CLIENT_REF_TAKEN,
    RECORD.RELEASE_EXPIRED,
    ENTITY.STATEMENTS_INVALID,
    ENTITY.SOURCE_UNKNOWN,
    ENTITY.TARGET_UNKNOWN,
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
  @ApiOperation({
    summary: 'One entity with everything stated of it, by property',
    description:
      'A statement taken from a record that you cannot see is not shown, and names nothing. With `knownAt`: what was recorded by then and not withdrawn by then; who may see it is a question of now.',
  })
  @ApiOkResponse({ type: EntityDto })
  @ApiErrors()
  async read(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() { knownAt }: KnownAtQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<EntityDto> {
    return shown(response, await this.service.read(actor, id, knownAt === undefined ? null : toInstant(knownAt)));
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
    ENTITY.TARGET_UNKNOWN,
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

  @Post(':id/withdrawals')
  @Allow('entity.update')
  @ApiOperation({
    summary: 'Take statements back: they stay, as withdrawn, and no longer count',
    description:
      'For the caption, for finding and for screening they are gone; who withdrew them, when and why is shown.',
  })
  @ApiChange()
  @ApiCreatedResponse({ type: EntityDto })
  @ApiErrors(COMMON.VERSION_MISMATCH, COMMON.VERSION_REQUIRED, RECORD.NOT_THE_OWNER, ENTITY.STATEMENT_UNKNOWN)
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() command: WithdrawStatementsDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<EntityDto> {
    return shown(response, await this.service.withdraw(actor, id, ifMatch, command));
  }
}

function shown(response: Response, view: EntityView): EntityDto {
  response.setHeader('ETag', etagOf(view.record.version));
  return EntityDto.of(view);
}
