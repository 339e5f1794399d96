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
import { ACCESS } from '../access.errors';
import { Allow } from '../allow.decorator';
import { CurrentActor } from '../current-actor.decorator';
import { UserAccessResponse } from '../dto/access.dto';
import { IssueLinkDto, OneTimeLinkResponse } from '../dto/link.dto';
import {
  ChangeUserDto,
  CreatedUserResponse,
  CreateUserDto,
  ListUsersQuery,
  UserPage,
  UserResponse,
} from '../dto/user.dto';
import { AccessOverviewService } from './access-overview.service';
import { UsersService } from './users.service';

@ApiTags('users')
@Controller('v1/users')
export class UsersController {
  constructor(
    private readonly users: UsersService,
    private readonly overview: AccessOverviewService,
  ) {}

  @Post()
  @Allow('user.create')
  @ApiOperation({ operationId: 'createUser', summary: 'Create a user; the answer holds a one-time set-up link' })
  @ApiCreatedResponse({ type: CreatedUserResponse })
  @ApiErrors(ACCESS.ROLES_REFUSED, COMMON.CONFLICT)
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreateUserDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CreatedUserResponse> {
    const created = await this.users.create(actor, body);
    response.setHeader('ETag', etagOf(created.version)).setHeader('Location', `/v1/users/${created.id}`);
    return created;
  }

  @Get()
  @Allow('user.read')
  @ApiOperation({ operationId: 'listUsers', summary: 'List users, newest first' })
  @ApiOkResponse({ type: UserPage })
  @ApiErrors(REQUEST_ERRORS.CURSOR_INVALID)
  list(@CurrentActor() actor: Actor, @Query() query: ListUsersQuery): Promise<Page<UserResponse>> {
    return this.users.list(actor, query);
  }

  @Get(':id')
  @Allow('user.read')
  @ApiOperation({ operationId: 'getUser', summary: 'Read a user' })
  @ApiOkResponse({ type: UserResponse })
  @ApiErrors()
  async get(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<UserResponse> {
    const found = await this.users.get(actor, id);
    response.setHeader('ETag', etagOf(found.version));
    return found;
  }

  @Patch(':id')
  @Allow('user.update')
  @ApiOperation({ operationId: 'changeUser', summary: 'Change name, roles or clearance; disable or enable' })
  @ApiHeader({ name: 'If-Match', required: true, description: 'The ETag you read', example: '"v1"' })
  @ApiOkResponse({ type: UserResponse })
  @ApiErrors(COMMON.VERSION_REQUIRED, COMMON.VERSION_MISMATCH, ACCESS.ROLES_REFUSED, ACCESS.OWN_ACCESS)
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: ChangeUserDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<UserResponse> {
    const changed = await this.users.change(actor, id, ifMatch, body);
    response.setHeader('ETag', etagOf(changed.version));
    return changed;
  }

  @Post(':id/links')
  @Allow('user.update')
  @ApiOperation({
    operationId: 'issueLink',
    summary: 'Issue a one-time link: set-up, new password, lost second factor',
  })
  @ApiCreatedResponse({ type: OneTimeLinkResponse })
  @ApiErrors(ACCESS.SECOND_PERSON_NEEDED)
  issueLink(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: IssueLinkDto,
  ): Promise<OneTimeLinkResponse> {
    return this.users.issueLink(actor, id, body.purpose);
  }

  @Get(':id/access')
  @Allow('user.read')
  @ApiOperation({ operationId: 'getUserAccess', summary: 'What this user can do and see' })
  @ApiOkResponse({ type: UserAccessResponse })
  @ApiErrors()
  access(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<UserAccessResponse> {
    return this.overview.ofUser(actor, id);
  }
}
