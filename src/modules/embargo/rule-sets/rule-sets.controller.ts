import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../../../platform/context/actor';
import { ApiSubmission } from '../../../platform/http/api-headers.decorator';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { IdPipe } from '../../../platform/http/id.pipe';
import { pageLimit, PageQuery } from '../../../platform/http/page.dto';
import { created, submissionOf } from '../../../platform/http/submission';
import { Allow, CurrentActor } from '../../access';
import { ReceiptDto } from '../../audit';
import { AssessmentLists } from '../assessments/assessment-lists.query';
import {
  ApproveRuleSetDto,
  ImpactDto,
  ImpactPageDto,
  ListRuleSetsQuery,
  ProposedRuleSetDto,
  ProposeRuleSetDto,
  RejectRuleSetDto,
  RuleSetDto,
  RuleSetPageDto,
  RuleSetSummaryDto,
} from '../dto/rule-set.dto';
import { RULE_SET } from '../embargo.errors';
import { RuleSetsService } from './rule-sets.service';

@ApiTags('embargo')
@Controller('v1/rule-sets')
export class RuleSetsController {
  constructor(
    private readonly service: RuleSetsService,
    private readonly lists: AssessmentLists,
  ) {}

  @Get()
  @Allow('rule_set.read')
  @ApiOperation({ summary: 'Versions of the table of embargo rules, newest first' })
  @ApiOkResponse({ type: RuleSetPageDto })
  @ApiErrors()
  async list(@CurrentActor() actor: Actor, @Query() query: ListRuleSetsQuery): Promise<RuleSetPageDto> {
    const page = await this.service.list(actor, query.status, pageLimit(query), query.cursor);
    return { items: page.items.map((view) => RuleSetSummaryDto.of(view)), nextCursor: page.nextCursor };
  }

  @Get('current')
  @Allow('rule_set.read')
  @ApiOperation({
    summary: 'The version in force: the latest approved one that has taken effect, else the delivered one',
  })
  @ApiOkResponse({ type: RuleSetDto })
  @ApiErrors()
  async current(@CurrentActor() actor: Actor): Promise<RuleSetDto> {
    return RuleSetDto.of(await this.service.current(actor));
  }

  @Post()
  @Allow('rule_set.propose')
  @ApiOperation({
    summary: 'Propose a new version of the whole table; a second legal officer puts it into force',
    description:
      'Every field is stated. Refused, with the place of each fault: days that do not exist, ids that are there twice, two rows of one layer on one day, ' +
      'bans without a citation, unknown categories and classes, a measure beside the ban that was left out.',
  })
  @ApiSubmission()
  @ApiCreatedResponse({ type: ProposedRuleSetDto })
  @ApiErrors(RULE_SET.INCONSISTENT, RULE_SET.TAKEN)
  async propose(
    @CurrentActor() actor: Actor,
    @Body() { reason }: ProposeRuleSetDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ProposedRuleSetDto> {
    const { content } = request.body as { content: unknown };
    const { view, receipt, replayed } = await this.service.propose(actor, { content, reason }, submissionOf(request));
    created(response, `/v1/rule-sets/${view.head.id}`, 1, replayed);
    return { ...RuleSetDto.of(view), receipt: ReceiptDto.from(receipt) };
  }

  @Get(':id')
  @Allow('rule_set.read')
  @ApiOperation({ summary: 'One version with its whole table, in force or not' })
  @ApiOkResponse({ type: RuleSetDto })
  @ApiErrors()
  async read(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<RuleSetDto> {
    return RuleSetDto.of(await this.service.read(actor, id));
  }

  @Get(':id/impact')
  @Allow('assessment.read')
  @ApiOperation({
    summary: 'Which of your stored assessments this version would answer otherwise, before it takes effect',
    description:
      "Each organisation sees the effect on its own assessments only, and so does the legal officer: nobody reads another's casework in order to write law. " +
      'Of a chain of repetitions the newest counts, read as it was read then. Go on while there is a `nextCursor`: a page may be empty and not the last.',
  })
  @ApiOkResponse({ type: ImpactPageDto })
  @ApiErrors()
  async impact(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: PageQuery,
  ): Promise<ImpactPageDto> {
    const { items, tried, nextCursor } = await this.lists.impact(actor, id, pageLimit(query), query.cursor);
    return { items: items.map((one) => ImpactDto.of(one)), tried, nextCursor };
  }

  @Post(':id/approval')
  @HttpCode(200)
  @Allow('rule_set.approve')
  @ApiOperation({ summary: 'Put a proposed version into force, now or later; never the own proposal' })
  @ApiOkResponse({ type: RuleSetDto })
  @ApiErrors(RULE_SET.NOT_ALLOWED, RULE_SET.ALREADY_DECIDED)
  async approve(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() command: ApproveRuleSetDto,
  ): Promise<RuleSetDto> {
    return RuleSetDto.of(await this.service.approve(actor, id, command));
  }

  @Post(':id/rejection')
  @HttpCode(200)
  @Allow('rule_set.approve')
  @ApiOperation({ summary: 'Reject a proposed version, or take the own one back' })
  @ApiOkResponse({ type: RuleSetDto })
  @ApiErrors(RULE_SET.ALREADY_DECIDED)
  async reject(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { note }: RejectRuleSetDto,
  ): Promise<RuleSetDto> {
    return RuleSetDto.of(await this.service.reject(actor, id, note));
  }
}
