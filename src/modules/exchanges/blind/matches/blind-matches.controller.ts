import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import type { Actor } from '../../../../platform/context/actor';
import { ApiSubmission } from '../../../../platform/http/api-headers.decorator';
import { ApiErrors } from '../../../../platform/http/api-errors.decorator';
import { type CursorCodec, CURSORS } from '../../../../platform/http/cursor';
import { REQUEST_ERRORS } from '../../../../platform/http/http.errors';
import { IdPipe } from '../../../../platform/http/id.pipe';
import { pageLimit } from '../../../../platform/http/page.dto';
import { submissionOf } from '../../../../platform/http/submission';
import { Allow, CurrentActor } from '../../../access';
import { EXCHANGE } from '../../exchanges.errors';
import { BLIND } from '../blind.errors';
import {
  AnswerContactDto,
  BlindMatchDto,
  BlindMatchPageDto,
  ContactHolderDto,
  ListBlindMatchesQuery,
} from '../dto/blind-match.dto';
import { BlindMatchesService } from './blind-matches.service';

@ApiTags('blind matching')
@Controller('v1/blind-matches')
export class BlindMatchesController {
  constructor(
    private readonly service: BlindMatchesService,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
  ) {}

  @Get()
  @Allow('blind_match.read')
  @ApiOperation({
    summary: 'Matches of your organisation, as querier and as holder, newest first',
    description: 'A holder sees who asked, when and why, and which of its own identifiers it was.',
  })
  @ApiOkResponse({ type: BlindMatchPageDto })
  @ApiErrors(REQUEST_ERRORS.CURSOR_INVALID)
  async list(@CurrentActor() actor: Actor, @Query() query: ListBlindMatchesQuery): Promise<BlindMatchPageDto> {
    const side = query.side ?? null;
    const scope = [actor.organisationKey, 'blind-matches', side];
    const request = { cursors: this.cursors, scope, limit: pageLimit(query), cursor: query.cursor };
    const { items, nextCursor } = await this.service.list(actor, side, request);
    return { items: items.map((match) => BlindMatchDto.from(match)), nextCursor };
  }

  @Get(':id')
  @Allow('blind_match.read')
  @ApiOperation({ summary: 'One match, as your side sees it' })
  @ApiOkResponse({ type: BlindMatchDto })
  @ApiErrors()
  async read(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<BlindMatchDto> {
    return BlindMatchDto.from(await this.service.read(actor, id));
  }

  @Post(':id/contact')
  @HttpCode(200)
  @Allow('blind_match.contact')
  @ApiOperation({
    summary: 'Get into contact about a match your organisation found',
    description:
      'A holder that is known is sent a request (`exchangeId`), once a second person approved it where your exchange policy asks for one (`exchangeSent`). Holders that are not are told who wants contact and why; one that accepts shows in `acceptedBy`, and the same call then sends it a request.',
  })
  @ApiSubmission()
  @ApiOkResponse({ type: BlindMatchDto })
  @ApiErrors(BLIND.ALREADY_WANTED, EXCHANGE.CANNOT_BE_SENT)
  async contact(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() command: ContactHolderDto,
    @Req() request: Request,
  ): Promise<BlindMatchDto> {
    return BlindMatchDto.from(await this.service.contact(actor, id, command, submissionOf(request)));
  }

  @Post(':id/contact-answer')
  @HttpCode(200)
  @Allow('blind_match.answer')
  @ApiOperation({ summary: 'Come forward as a holder, or not' })
  @ApiOkResponse({ type: BlindMatchDto })
  @ApiErrors(BLIND.NO_CONTACT_WANTED)
  async answer(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { answer }: AnswerContactDto,
  ): Promise<BlindMatchDto> {
    return BlindMatchDto.from(await this.service.answer(actor, id, answer));
  }
}
