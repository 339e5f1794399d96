import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../../../../platform/context/actor';
import { ApiErrors } from '../../../../platform/http/api-errors.decorator';
import { ApiSubmission } from '../../../../platform/http/api-headers.decorator';
import { IdPipe } from '../../../../platform/http/id.pipe';
import { submissionOf } from '../../../../platform/http/submission';
import { Allow, CurrentActor } from '../../../access';
import { ReceiptDto } from '../../../audit';
import { RECORD } from '../../records.errors';
import { CreateQuoteDto, QuoteDto, QuotedDto } from '../dto/quote.dto';
import { HANDLING } from '../handling.errors';
import { Quotes } from './quotes.service';

@ApiTags('handling')
@Controller('v1/records/:id/quotes')
export class QuotesController {
  constructor(private readonly quotes: Quotes) {}

  @Get()
  @Allow('quote.read')
  @ApiOperation({ summary: 'What a record quotes from others, as far as you see what is quoted' })
  @ApiOkResponse({ type: [QuoteDto] })
  @ApiErrors()
  async list(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<QuoteDto[]> {
    return (await this.quotes.list(actor, id)).map((quote) => QuoteDto.from(quote));
  }

  @Post()
  @Allow('quote.create')
  @ApiOperation({
    summary: 'Quote another record in one of your organisation',
    description:
      'The quote carries the restrictions of what it quotes: it is shown to who sees both, and never to anybody else.',
  })
  @ApiSubmission()
  @ApiCreatedResponse({ type: QuotedDto })
  @ApiErrors(RECORD.NOT_THE_OWNER, HANDLING.SOURCE_UNKNOWN)
  async quote(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() command: CreateQuoteDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<QuotedDto> {
    const { view, receipt, replayed } = await this.quotes.quote(actor, id, command, submissionOf(request));
    if (replayed) response.setHeader('Idempotency-Replayed', 'true');
    return { ...QuoteDto.from(view), receipt: ReceiptDto.from(receipt) };
  }
}
