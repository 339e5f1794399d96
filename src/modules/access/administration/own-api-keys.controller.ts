import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { REQUEST_ERRORS } from '../../../platform/http/http.errors';
import { IdPipe } from '../../../platform/http/id.pipe';
import { PageQuery } from '../../../platform/http/page.dto';
import { ACCESS } from '../access.errors';
import { Allow } from '../allow.decorator';
import { CurrentActor } from '../current-actor.decorator';
import { ApiKeyPage, ApiKeyResponse, CreatedApiKeyResponse } from '../dto/api-key.dto';
import { ApiKeysService } from './api-keys.service';

@ApiTags('account')
@Controller('v1/account/api-keys')
export class OwnApiKeysController {
  constructor(private readonly apiKeys: ApiKeysService) {}

  @Get()
  @Allow('account.read')
  @ApiOperation({ operationId: 'listOwnApiKeys', summary: 'My API keys, who issued them, and what they may do' })
  @ApiOkResponse({ type: ApiKeyPage })
  @ApiErrors(REQUEST_ERRORS.CURSOR_INVALID)
  list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<Page<ApiKeyResponse>> {
    return this.apiKeys.listOwn(actor, query);
  }

  @Post(':id/activation')
  @Allow('account.update')
  @ApiOperation({
    operationId: 'activateApiKey',
    summary: 'Activate an API key that was issued for me; it is shown once',
    description:
      'Signed in with the password only. From here on the key acts as you, within its scopes, until it expires.',
  })
  @ApiCreatedResponse({ type: CreatedApiKeyResponse })
  @ApiErrors(ACCESS.KEY_ACTIVE)
  activate(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<CreatedApiKeyResponse> {
    return this.apiKeys.activate(actor, id);
  }
}
