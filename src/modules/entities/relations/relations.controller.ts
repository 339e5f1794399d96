import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { IdPipe } from '../../../platform/http/id.pipe';
import { pageLimit } from '../../../platform/http/page.dto';
import { toInstant } from '../../../platform/http/rfc3339';
import { Allow, CurrentActor } from '../../access';
import { ListRelationsQuery, RelationDto, RelationPageDto } from '../dto/relation.dto';
import { RelationsService } from './relations.service';

@ApiTags('entities')
@Controller('v1/entities')
export class RelationsController {
  constructor(private readonly service: RelationsService) {}

  @Get(':id/relations')
  @Allow('entity.read')
  @ApiOperation({
    summary: 'What an entity is related to, newest first',
    description: 'Only relations of which you see the record, both ends and every source that names them.',
  })
  @ApiOkResponse({ type: RelationPageDto })
  @ApiErrors()
  async list(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: ListRelationsQuery,
  ): Promise<RelationPageDto> {
    const knownAt = query.knownAt === undefined ? null : toInstant(query.knownAt);
    const page = await this.service.list(actor, id, knownAt, pageLimit(query), query.cursor);
    return { items: page.items.map((view) => RelationDto.from(view)), nextCursor: page.nextCursor };
  }
}
