import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiProduces, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { contentDispositionOf } from '../../../platform/http/file-headers';
import { REQUEST_ERRORS } from '../../../platform/http/http.errors';
import { pageLimit } from '../../../platform/http/page.dto';
import { Allow, CurrentActor } from '../../access';
import { EXCHANGE } from '../exchanges.errors';
import { AnswerFigures } from './answer-statistics.query';
import { CorrespondenceDto, CorrespondenceQuery, LetterDto } from './correspondence.dto';
import { Correspondence } from './correspondence.service';
import { AnswerStatisticsDto, ExchangeStatisticsDto } from './statistics.dto';

@ApiTags('exchanges')
@Controller('v1/exchanges')
export class ExchangeStatisticsController {
  constructor(
    private readonly figures: AnswerFigures,
    private readonly letters: Correspondence,
  ) {}

  @Get('statistics')
  @Allow('exchange.read')
  @ApiOperation({ summary: 'Answer times and rates between your organisation and each counterpart, both ways' })
  @ApiOkResponse({ type: ExchangeStatisticsDto })
  @ApiErrors()
  async statistics(@CurrentActor() actor: Actor): Promise<ExchangeStatisticsDto> {
    return { counterparts: (await this.figures.byCounterpart(actor)).map((row) => AnswerStatisticsDto.from(row)) };
  }

  @Get('correspondence')
  @Allow('exchange.read')
  @ApiOperation({
    summary: 'Letters and replies as an annex lists them: who was asked, when, due, reminded, and what came back',
    description:
      'Requests that your organisation sent, newest first; `limit` counts requests, each of which is one item for each addressee. CSV is RFC 4180 in UTF-8; texts that begin like a formula have an apostrophe before them.',
  })
  @ApiExtraModels(CorrespondenceDto)
  @ApiProduces('application/json', 'text/csv')
  @ApiOkResponse({
    content: {
      'application/json': { schema: { $ref: getSchemaPath(CorrespondenceDto) } },
      'text/csv': { schema: { type: 'string', format: 'binary' } },
    },
  })
  @ApiErrors(REQUEST_ERRORS.CURSOR_INVALID, EXCHANGE.TOO_MANY)
  async correspondence(
    @CurrentActor() actor: Actor,
    @Query() query: CorrespondenceQuery,
  ): Promise<CorrespondenceDto | StreamableFile> {
    const { sentFrom, sentBefore } = query;
    const filter = { ...(sentFrom !== undefined && { sentFrom }), ...(sentBefore !== undefined && { sentBefore }) };
    if (query.format === 'csv') {
      const disposition = contentDispositionOf('correspondence.csv');
      const text = await this.letters.csv(actor, filter);
      return new StreamableFile(Buffer.from(text, 'utf8'), { type: 'text/csv; charset=utf-8', disposition });
    }
    const { items, nextCursor } = await this.letters.page(actor, filter, pageLimit(query), query.cursor);
    return { items: items.map((letter) => LetterDto.of(letter)), nextCursor };
  }
}
