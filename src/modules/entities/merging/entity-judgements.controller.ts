import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { ApiSubmission } from '../../../platform/http/api-headers.decorator';
import { IdPipe } from '../../../platform/http/id.pipe';
import { PageQuery, pageLimit } from '../../../platform/http/page.dto';
import { submissionOf } from '../../../platform/http/submission';
import { Allow, CurrentActor } from '../../access';
import { JudgeEntityDto, ProfileQuery } from './dto/judgement-input.dto';
import { AcceptedJudgementDto, EntityJudgementPageDto, EntityJudgementDto } from './dto/judgement.dto';
import { EntityProfileDto } from './dto/profile.dto';
import { accepted } from './judgements.controller';
import { JudgementsService } from './judgements.service';
import { JudgementViews } from './judgement-views.service';
import { JUDGEMENT } from './merging.errors';
import { ProfilesService } from './profiles.service';

@ApiTags('entities')
@Controller('v1/entities/:id')
export class EntityJudgementsController {
  constructor(
    private readonly service: JudgementsService,
    private readonly views: JudgementViews,
    private readonly profiles: ProfilesService,
  ) {}

  @Post('judgements')
  @Allow('judgement.create')
  @ApiOperation({
    summary: 'Judge whether another entity is the same, is not, or cannot be told, with the reason',
    description:
      'Your organisation’s own view: neither entity changes, and another’s released entity can be judged. `same` merges what both are the same as already; what contradicts a judgement that stands is refused and names it. The last word on a pair holds.',
  })
  @ApiSubmission()
  @ApiCreatedResponse({ type: AcceptedJudgementDto })
  @ApiErrors(JUDGEMENT.OTHER_UNKNOWN, JUDGEMENT.CONTRADICTED, JUDGEMENT.NOT_ONE_ENTITY)
  async judge(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() command: JudgeEntityDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AcceptedJudgementDto> {
    return accepted(response, await this.service.judge(actor, id, command, submissionOf(request)));
  }

  @Get('judgements')
  @Allow('judgement.read')
  @ApiOperation({ summary: 'All your organisation ever judged of an entity: what, who, when and why, newest first' })
  @ApiOkResponse({ type: EntityJudgementPageDto })
  @ApiErrors()
  async history(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: PageQuery,
  ): Promise<EntityJudgementPageDto> {
    const page = await this.views.history(actor, id, pageLimit(query), query.cursor);
    return { items: page.items.map((view) => EntityJudgementDto.from(view)), nextCursor: page.nextCursor };
  }

  @Get('profile')
  @Allow('judgement.read')
  @ApiOperation({
    summary: 'The merged view: an entity with all that your organisation judged the same',
    description:
      'Every statement of every member you can see, with member and source. A member that was released to you and is no longer is not there, nor what hung on it alone. With `knownAt` before the entity was recorded: 404.',
  })
  @ApiOkResponse({ type: EntityProfileDto })
  @ApiErrors()
  async profile(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() { knownAt }: ProfileQuery,
  ): Promise<EntityProfileDto> {
    const at = knownAt === undefined ? undefined : new Date(knownAt);
    return EntityProfileDto.of(await this.profiles.profile(actor, id, at));
  }
}
