import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { REQUEST_ERRORS } from '../../../platform/http/http.errors';
import { IdPipe } from '../../../platform/http/id.pipe';
import { PageQuery } from '../../../platform/http/page.dto';
import { ACCESS } from '../access.errors';
import { Allow } from '../allow.decorator';
import { CurrentActor } from '../current-actor.decorator';
import { ApiKeyPage, ApiKeyResponse, CreateApiKeyDto, CreatedApiKeyResponse } from '../dto/api-key.dto';
import { ApiKeysService } from './api-keys.service';

@ApiTags('api-keys')
@Controller('v1')
export class ApiKeysController {
  constructor(private readonly apiKeys: ApiKeysService) {}

  @Post('users/:id/api-keys')
  @Allow('api_key.create')
  @ApiOperation({
    operationId: 'createApiKey',
    summary: 'Create an API key for a user',
    description:
      'A key for the own account is in this answer, once. One for somebody else does nothing until its user has signed in with the ' +
      'password and activated it (POST /v1/account/api-keys/{id}/activation): whoever issues it never learns the secret.',
  })
  @ApiCreatedResponse({ type: CreatedApiKeyResponse })
  @ApiErrors(ACCESS.SCOPE_TOO_WIDE)
  create(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: CreateApiKeyDto,
  ): Promise<CreatedApiKeyResponse> {
    return this.apiKeys.create(actor, id, body);
  }

  @Get('users/:id/api-keys')
  @Allow('api_key.read')
  @ApiOperation({ operationId: 'listApiKeys', summary: 'List the API keys of a user, without their secrets' })
  @ApiOkResponse({ type: ApiKeyPage })
  @ApiErrors(REQUEST_ERRORS.CURSOR_INVALID)
  list(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: PageQuery,
  ): Promise<Page<ApiKeyResponse>> {
    return this.apiKeys.list(actor, id, query);
  }

  @Delete('api-keys/:id')
  @HttpCode(204)
  @Allow('api_key.revoke')
  @ApiOperation({ operationId: 'revokeApiKey', summary: 'Revoke an API key at once' })
  @ApiNoContentResponse({ description: 'The key works no longer.' })
  @ApiErrors()
  revoke(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    return this.apiKeys.revoke(actor, id);
  }
}
