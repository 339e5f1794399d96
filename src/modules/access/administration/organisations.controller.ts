import { Body, Controller, Get, Headers, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { COMMON } from '../../../kernel/common.errors';
import type { Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { etagOf } from '../../../platform/http/etag';
import { REQUEST_ERRORS } from '../../../platform/http/http.errors';
import { IdPipe } from '../../../platform/http/id.pipe';
import { PageQuery } from '../../../platform/http/page.dto';
import { ACCESS } from '../access.errors';
import { Allow } from '../allow.decorator';
import { CurrentActor } from '../current-actor.decorator';
import {
  ChangeOrganisationDto,
  CreateOrganisationDto,
  OrganisationPage,
  OrganisationResponse,
} from '../dto/organisation.dto';
import { OrganisationsService } from './organisations.service';

@ApiTags('organisations')
@Controller('v1/organisations')
export class OrganisationsController {
  constructor(private readonly organisations: OrganisationsService) {}

  @Post()
  @Allow('organisation.create')
  @ApiOperation({
    operationId: 'createOrganisation',
    summary: 'Create an organisation, and what can be released to it',
  })
  @ApiCreatedResponse({ type: OrganisationResponse })
  @ApiErrors(ACCESS.ORGANISATION_STATE, COMMON.CONFLICT)
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreateOrganisationDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OrganisationResponse> {
    const created = await this.organisations.create(actor, body);
    response.setHeader('ETag', etagOf(created.version)).setHeader('Location', `/v1/organisations/${created.id}`);
    return created;
  }

  @Get()
  @Allow('organisation.read')
  @ApiOperation({ operationId: 'listOrganisations', summary: 'List organisations, newest first' })
  @ApiOkResponse({ type: OrganisationPage })
  @ApiErrors(REQUEST_ERRORS.CURSOR_INVALID)
  list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<Page<OrganisationResponse>> {
    return this.organisations.list(actor, query);
  }

  @Get(':id')
  @Allow('organisation.read')
  @ApiOperation({ operationId: 'getOrganisation', summary: 'Read an organisation' })
  @ApiOkResponse({ type: OrganisationResponse })
  @ApiErrors()
  async get(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OrganisationResponse> {
    const found = await this.organisations.get(actor, id);
    response.setHeader('ETag', etagOf(found.version));
    return found;
  }

  @Patch(':id')
  @Allow('organisation.update')
  @ApiOperation({ operationId: 'changeOrganisation', summary: 'Rename, disable or enable an organisation' })
  @ApiHeader({ name: 'If-Match', required: true, description: 'The ETag you read', example: '"v1"' })
  @ApiOkResponse({ type: OrganisationResponse })
  @ApiErrors(COMMON.VERSION_REQUIRED, COMMON.VERSION_MISMATCH, ACCESS.OWN_ACCESS)
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: ChangeOrganisationDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OrganisationResponse> {
    const changed = await this.organisations.change(actor, id, ifMatch, body);
    response.setHeader('ETag', etagOf(changed.version));
    return changed;
  }
}
