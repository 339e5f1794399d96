import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { IdPipe } from '../../../platform/http/id.pipe';
import { Allow, CurrentActor } from '../../access';
import { LikenessDto, LikenessesDto, LikenessesQuery } from '../dto/likeness.dto';
import { LikenessesService } from './likenesses.service';

@ApiTags('entities')
@Controller('v1/entities')
export class LikenessesController {
  constructor(private readonly service: LikenessesService) {}

  @Get(':id/likenesses')
  @Allow('entity.read')
  @ApiOperation({
    summary: 'Other entities that could be the same, best first',
    description:
      'Compared as by POST /v1/screening/match. A pair that was judged the same or not the same (POST /v1/entities/{id}/judgements), directly or through others, is not suggested again.',
  })
  @ApiOkResponse({ type: LikenessesDto })
  @ApiErrors()
  async list(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() { threshold }: LikenessesQuery,
  ): Promise<LikenessesDto> {
    return { items: (await this.service.of(actor, id, threshold)).map((each) => LikenessDto.from(each)) };
  }
}
