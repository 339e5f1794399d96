import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { REQUEST_ERRORS } from '../../../platform/http/http.errors';
import { Allow } from '../allow.decorator';
import { CurrentActor } from '../current-actor.decorator';
import { AudiencePage, AudienceResponse, ListAudiencesQuery } from '../dto/audience.dto';
import { AudiencesService } from './audiences.service';

@ApiTags('audiences')
@Controller('v1/audiences')
export class AudiencesController {
  constructor(private readonly audiences: AudiencesService) {}

  @Get()
  @Allow('audience.read')
  @ApiOperation({ operationId: 'listAudiences', summary: 'Whom something can be released to' })
  @ApiOkResponse({ type: AudiencePage })
  @ApiErrors(REQUEST_ERRORS.CURSOR_INVALID)
  list(@CurrentActor() actor: Actor, @Query() query: ListAudiencesQuery): Promise<Page<AudienceResponse>> {
    return this.audiences.list(actor, query);
  }
}
