import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { COMMON } from '../../../kernel/common.errors';
import type { Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { REQUEST_ERRORS } from '../../../platform/http/http.errors';
import { IdPipe } from '../../../platform/http/id.pipe';
import { PageQuery } from '../../../platform/http/page.dto';
import { Allow } from '../allow.decorator';
import { CurrentActor } from '../current-actor.decorator';
import { CreateGroupDto, GroupPage, GroupResponse } from '../dto/group.dto';
import { GroupsService } from './groups.service';

@ApiTags('groups')
@Controller('v1/groups')
export class GroupsController {
  constructor(private readonly groups: GroupsService) {}

  @Post()
  @Allow('group.create')
  @ApiOperation({ operationId: 'createGroup', summary: 'Create a sharing group of organisations' })
  @ApiCreatedResponse({ type: GroupResponse })
  @ApiErrors(COMMON.CONFLICT)
  create(@CurrentActor() actor: Actor, @Body() body: CreateGroupDto): Promise<GroupResponse> {
    return this.groups.create(actor, body);
  }

  @Get()
  @Allow('group.read')
  @ApiOperation({ operationId: 'listGroups', summary: 'List sharing groups, newest first' })
  @ApiOkResponse({ type: GroupPage })
  @ApiErrors(REQUEST_ERRORS.CURSOR_INVALID)
  list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<Page<GroupResponse>> {
    return this.groups.list(actor, query);
  }

  @Get(':id')
  @Allow('group.read')
  @ApiOperation({ operationId: 'getGroup', summary: 'Read a sharing group and its members' })
  @ApiOkResponse({ type: GroupResponse })
  @ApiErrors()
  get(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<GroupResponse> {
    return this.groups.get(actor, id);
  }

  @Put(':id/members/:organisationId')
  @Allow('group.update')
  @ApiOperation({ operationId: 'addGroupMember', summary: 'Add an organisation to a sharing group' })
  @ApiOkResponse({ type: GroupResponse })
  @ApiErrors()
  addMember(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('organisationId', IdPipe) organisationId: string,
  ): Promise<GroupResponse> {
    return this.groups.addMember(actor, id, organisationId);
  }

  @Delete(':id/members/:organisationId')
  @HttpCode(204)
  @Allow('group.update')
  @ApiOperation({ operationId: 'removeGroupMember', summary: 'Remove an organisation from a sharing group' })
  @ApiNoContentResponse({ description: 'It is no longer a member.' })
  @ApiErrors()
  removeMember(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('organisationId', IdPipe) organisationId: string,
  ): Promise<void> {
    return this.groups.removeMember(actor, id, organisationId);
  }
}
