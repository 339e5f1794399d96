import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { REQUEST_ERRORS } from '../../../platform/http/http.errors';
import { PageQuery } from '../../../platform/http/page.dto';
import { Allow } from '../allow.decorator';
import { CurrentActor } from '../current-actor.decorator';
import { AccessMatrixResponse, AccessOverviewPage, UserAccessResponse } from '../dto/access.dto';
import { AccessOverviewService } from './access-overview.service';

@ApiTags('access')
@Controller('v1/access')
export class AccessController {
  constructor(private readonly overview: AccessOverviewService) {}

  @Get('matrix')
  @Allow('access.read')
  @ApiOperation({ operationId: 'getAccessMatrix', summary: 'Which role may do what' })
  @ApiOkResponse({ type: AccessMatrixResponse })
  @ApiErrors()
  matrix(): AccessMatrixResponse {
    return this.overview.matrix();
  }

  @Get('overview')
  @Allow('access.read')
  @ApiOperation({ operationId: 'getAccessOverview', summary: 'Who can see what: all users and what reaches them' })
  @ApiOkResponse({ type: AccessOverviewPage })
  @ApiErrors(REQUEST_ERRORS.CURSOR_INVALID)
  all(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<Page<UserAccessResponse>> {
    return this.overview.ofAll(actor, query);
  }
}
