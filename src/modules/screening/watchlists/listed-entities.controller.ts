import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { ApiSubmission } from '../../../platform/http/api-headers.decorator';
import { etagOf } from '../../../platform/http/etag';
import { IdPipe } from '../../../platform/http/id.pipe';
import { created, submissionOf } from '../../../platform/http/submission';
import { Allow, CurrentActor } from '../../access';
import { ReceiptDto } from '../../audit';
import { CreatedEntityDto, ENTITY, EntityDto } from '../../entities';
import { HandlingDto, RECORD } from '../../records';
import { ListedStatementsDto } from '../dto/watchlist-entry.dto';
import { SCREENING_ERRORS } from '../screening.errors';
import { ListedEntities } from './listed-entities.service';

@ApiTags('watchlists')
@Controller('v1')
export class ListedEntitiesController {
  constructor(private readonly service: ListedEntities) {}

  @Post('watchlist-entries/:id/entities')
  @Allow('entity.create')
  @ApiOperation({
    summary: 'Record a listed party as an entity of your own',
    description: 'Each value is a statement whose source is the version of the list that says so.',
  })
  @ApiSubmission()
  @ApiCreatedResponse({ type: CreatedEntityDto })
  @ApiErrors(RECORD.ABOVE_CLEARANCE, RECORD.CLIENT_REF_TAKEN, ENTITY.STATEMENTS_INVALID)
  async create(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() handling: HandlingDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CreatedEntityDto> {
    const { view, receipt, replayed } = await this.service.create(actor, id, handling, submissionOf(request));
    created(response, `/v1/entities/${view.record.id}`, view.record.version, replayed);
    return { ...EntityDto.of(view), receipt: ReceiptDto.from(receipt) };
  }

  @Post('entities/:id/listed-statements')
  @Allow('entity.update')
  @ApiOperation({
    summary: 'Put what a list says of a party beside what is stated of it',
    description:
      'After an alert was confirmed, for example. Nothing is overwritten; said again, it is only seen again.',
  })
  @ApiCreatedResponse({ type: EntityDto })
  @ApiErrors(RECORD.NOT_THE_OWNER, SCREENING_ERRORS.NO_SUCH_ENTRY, ENTITY.STATEMENTS_INVALID)
  async add(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { entryId }: ListedStatementsDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<EntityDto> {
    const view = await this.service.add(actor, id, entryId);
    response.setHeader('ETag', etagOf(view.record.version));
    return EntityDto.of(view);
  }
}
