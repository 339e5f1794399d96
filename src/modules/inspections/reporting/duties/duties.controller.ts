import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { COMMON } from '../../../../kernel/common.errors';
import type { Actor } from '../../../../platform/context/actor';
import { ApiErrors } from '../../../../platform/http/api-errors.decorator';
import { IdPipe } from '../../../../platform/http/id.pipe';
import { PageQuery, pageLimit } from '../../../../platform/http/page.dto';
import { Allow, CurrentActor } from '../../../access';
import {
  ReportDutyDetailDto,
  ReportDutyDto,
  ReportDutyPageDto,
  ExtendReportDutyDto,
  ListDutiesQuery,
  ReportReminderDto,
  ReportReminderPageDto,
  ReportingStatisticsDto,
} from '../dto/duty.dto';
import { INSPECTION_REPORT } from '../reporting.errors';
import { DutiesService } from './duties.service';

@ApiTags('inspection reports')
@Controller('v1/inspection-reports')
export class DutiesController {
  constructor(private readonly service: DutiesService) {}

  @Get('duties')
  @Allow('report_duty.read')
  @ApiOperation({
    summary: 'Reports your organisation owes, the soonest due first',
    description:
      'Due dates are project policy, not law: resolution 2692 (2023) sets none. Nobody but the owner of an inspection learns that a report is owed or late.',
  })
  @ApiOkResponse({ type: ReportDutyPageDto })
  @ApiErrors()
  async list(@CurrentActor() actor: Actor, @Query() query: ListDutiesQuery): Promise<ReportDutyPageDto> {
    const { cursor, limit: _, ...filter } = query;
    const page = await this.service.list(actor, { ...filter }, pageLimit(query), cursor);
    return { items: page.items.map((view) => ReportDutyDto.of(view)), nextCursor: page.nextCursor };
  }

  @Get('duties/:id')
  @Allow('report_duty.read')
  @ApiOperation({ summary: 'One report that is owed, with its extensions' })
  @ApiOkResponse({ type: ReportDutyDetailDto })
  @ApiErrors()
  async read(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<ReportDutyDetailDto> {
    return ReportDutyDetailDto.from(await this.service.read(actor, id));
  }

  @Post('duties/:id/extensions')
  @HttpCode(200)
  @Allow('report_duty.extend')
  @ApiOperation({ summary: 'Give a report more time, and say why; each extension is kept' })
  @ApiOkResponse({ type: ReportDutyDetailDto })
  @ApiErrors(INSPECTION_REPORT.EXTENSION_REFUSED, COMMON.CONFLICT)
  async extend(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { dueOn, reason }: ExtendReportDutyDto,
  ): Promise<ReportDutyDetailDto> {
    return ReportDutyDetailDto.from(await this.service.extend(actor, id, dueOn, reason));
  }

  @Get('reminders')
  @Allow('report_duty.read')
  @ApiOperation({ summary: 'Reminders of reports that fall due or are overdue, the newest first' })
  @ApiOkResponse({ type: ReportReminderPageDto })
  @ApiErrors()
  async reminders(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<ReportReminderPageDto> {
    const page = await this.service.reminders(actor, pageLimit(query), query.cursor);
    return { items: page.items.map((view) => ReportReminderDto.of(view)), nextCursor: page.nextCursor };
  }

  @Get('statistics')
  @Allow('report_duty.read')
  @ApiOperation({ summary: 'How many of your reports were made on time' })
  @ApiOkResponse({ type: [ReportingStatisticsDto] })
  @ApiErrors()
  async statistics(@CurrentActor() actor: Actor): Promise<ReportingStatisticsDto[]> {
    return (await this.service.statistics(actor)).map((counts) => ReportingStatisticsDto.of(counts));
  }
}
