import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/context/actor';
import { ApiErrors } from '../../platform/http/api-errors.decorator';
import { Allow, CurrentActor } from '../access';
import { RecordDto } from '../records';
import { SearchDto, type SearchHitDto, SearchResultDto } from './dto/search.dto';
import { type Found, SearchService } from './search.service';

@ApiTags('search')
@Controller('v1/search')
export class SearchController {
  constructor(private readonly service: SearchService) {}

  @Post()
  @HttpCode(200)
  @Allow('record.search')
  @ApiOperation({
    summary: 'Find records by serial number, container, vessel, name or document, among those you can see',
  })
  @ApiOkResponse({ type: SearchResultDto })
  @ApiErrors()
  async search(@CurrentActor() actor: Actor, @Body() body: SearchDto): Promise<SearchResultDto> {
    const { found, truncated } = await this.service.search(actor, body.by, body.value, body.limit ?? 50);
    return { hits: found.map(toHit), truncated };
  }
}

const HOW = {
  exact: 'is the same',
  folded: 'is the same once look-alike characters (O/0, I/1, S/5, B/8, Z/2) are made one',
  similar: 'is spelt alike',
};

function toHit({ record, hit }: Found): SearchHitDto {
  return {
    record: RecordDto.from(record),
    kind: hit.kind,
    value: hit.raw,
    pointer: hit.pointer,
    flags: hit.flags,
    how: hit.how,
    score: Math.round(hit.score * 1000) / 1000,
    reason: `${hit.kind.replaceAll('_', ' ')} "${hit.raw}" ${HOW[hit.how]}`,
  };
}
