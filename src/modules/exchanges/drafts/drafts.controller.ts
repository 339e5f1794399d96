import { Body, Controller, Headers, Param, Patch, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { COMMON } from '../../../kernel/common.errors';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { ApiChange } from '../../../platform/http/api-headers.decorator';
import { etagOf } from '../../../platform/http/etag';
import { IdPipe } from '../../../platform/http/id.pipe';
import { Allow, CurrentActor } from '../../access';
import { HANDLING, RECORD } from '../../records';
import { ExchangeDto } from '../dto/exchange.dto';
import type { ExchangeView } from '../exchange-views.query';
import { EXCHANGE } from '../exchanges.errors';
import { Approvals } from './approvals.service';
import { DraftsService } from './drafts.service';
import { EditDraftDto, ReturnDraftDto } from './dto/draft.dto';

const CHANGE_ERRORS = [RECORD.NOT_THE_OWNER, EXCHANGE.SENT_BEFORE, COMMON.VERSION_REQUIRED, COMMON.VERSION_MISMATCH];
const SENDING_ERRORS = [
  ...[EXCHANGE.CANNOT_BE_SENT, EXCHANGE.TO_ONESELF, EXCHANGE.ADDRESSEE_GONE, EXCHANGE.NOT_ADDRESSED],
  ...[EXCHANGE.NOT_ALLOWED_NOW, EXCHANGE.ENCLOSURE_UNKNOWN, EXCHANGE.NOT_YOURS_TO_ENCLOSE, EXCHANGE.NOT_SENT],
  ...[EXCHANGE.REFERENCE_UNKNOWN, HANDLING.FIELD_HELD_BACK],
];

@ApiTags('exchanges')
@Controller('v1/exchanges')
export class DraftsController {
  constructor(
    private readonly service: DraftsService,
    private readonly approvals: Approvals,
  ) {}

  @Patch(':id')
  @Allow('exchange.send')
  @ApiOperation({
    summary: 'Change a draft; what waited for approval is a draft again',
    description:
      'Files are attached to a draft like to any record (POST /v1/records/{id}/attachments), until it is sent.',
  })
  @ApiChange()
  @ApiOkResponse({ type: ExchangeDto })
  @ApiErrors(...CHANGE_ERRORS, EXCHANGE.DRAFT_NOT_LIKE_THIS)
  async edit(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() command: EditDraftDto,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ExchangeDto> {
    return shown(response, await this.service.edit(actor, id, ifMatch, command));
  }

  @Post(':id/submission')
  @Allow('exchange.send')
  @ApiOperation({
    summary: 'Send a draft, or put it before a second person where your policy asks for one',
    description: 'Everything is checked again at this moment. `stage` says what became of it.',
  })
  @ApiChange()
  @ApiCreatedResponse({ type: ExchangeDto })
  @ApiErrors(...CHANGE_ERRORS, ...SENDING_ERRORS)
  async submit(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ExchangeDto> {
    return shown(response, await this.approvals.submit(actor, id, ifMatch));
  }

  @Post(':id/approval')
  @Allow('exchange.approve')
  @ApiOperation({
    summary: 'Approve what waits for a second person: it is sent',
    description: 'Never by its author or by whoever last edited it. If-Match says which version was read and approved.',
  })
  @ApiChange()
  @ApiCreatedResponse({ type: ExchangeDto })
  @ApiErrors(...CHANGE_ERRORS, EXCHANGE.APPROVAL_REFUSED, ...SENDING_ERRORS)
  async approve(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ExchangeDto> {
    return shown(response, await this.approvals.approve(actor, id, ifMatch));
  }

  @Post(':id/return')
  @Allow('exchange.approve')
  @ApiOperation({ summary: 'Send back, with a reason, what waits for a second person' })
  @ApiChange()
  @ApiCreatedResponse({ type: ExchangeDto })
  @ApiErrors(...CHANGE_ERRORS, EXCHANGE.APPROVAL_REFUSED)
  async return(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { reason }: ReturnDraftDto,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ExchangeDto> {
    return shown(response, await this.approvals.return(actor, id, ifMatch, reason));
  }
}

function shown(response: Response, view: ExchangeView): ExchangeDto {
  response.setHeader('ETag', etagOf(view.record.version));
  return ExchangeDto.of(view);
}
