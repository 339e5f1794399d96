import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../../../../platform/context/actor';
import { ApiErrors } from '../../../../platform/http/api-errors.decorator';
import { ApiSubmission } from '../../../../platform/http/api-headers.decorator';
import { IdPipe } from '../../../../platform/http/id.pipe';
import { submissionOf } from '../../../../platform/http/submission';
import { Allow, CurrentActor } from '../../../access';
import { ReceiptDto } from '../../../audit';
import { RECORD } from '../../../records';
import {
  InspectionReportDto,
  IssuedReportDto,
  IssueReportDto,
  ReportSummaryDto,
  WithdrawReportDto,
} from '../dto/report.dto';
import { INSPECTION_REPORT } from '../reporting.errors';
import { ReportIssuing } from './report-issuing.service';
import { ReportsService } from './reports.service';

@ApiTags('inspection reports')
@Controller('v1')
export class ReportsController {
  constructor(
    private readonly issuing: ReportIssuing,
    private readonly reports: ReportsService,
  ) {}

  @Post('inspections/:id/reports')
  @Allow('inspection_report.issue')
  @ApiOperation({
    summary: 'Report a completed inspection: what it says is frozen, and the report that was owed is made',
    description:
      'An initial report says the grounds, the results and whether cooperation was given (a nil report is a report); a follow-up also the items, their seizure and disposal, and where they came from and were going. What is missing is refused with its reason, or explained in `omissions`. A correction is a new report that supersedes. What is held back never gets into a report.',
  })
  @ApiSubmission()
  @ApiCreatedResponse({ type: IssuedReportDto })
  @ApiErrors(
    RECORD.NOT_THE_OWNER,
    INSPECTION_REPORT.NOT_COMPLETE,
    INSPECTION_REPORT.NOT_COMPLETED,
    INSPECTION_REPORT.STANDING_REPORT,
    INSPECTION_REPORT.NOT_RELEASED,
  )
  async issue(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() command: IssueReportDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<IssuedReportDto> {
    const { view, receipt, replayed } = await this.issuing.issue(actor, id, command, submissionOf(request));
    response.setHeader('Location', `/v1/inspection-reports/${view.id}`);
    if (replayed) response.setHeader('Idempotency-Replayed', 'true');
    return { ...InspectionReportDto.from(view, actor), receipt: ReceiptDto.from(receipt) };
  }

  @Get('inspections/:id/reports')
  @Allow('inspection_report.read')
  @ApiOperation({
    summary: 'Reports of an inspection that you may read, the newest first',
    description:
      'Its owner reads all; anybody else those addressed to them, as long as the inspection is released to them.',
  })
  @ApiOkResponse({ type: [ReportSummaryDto] })
  @ApiErrors()
  async ofInspection(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<ReportSummaryDto[]> {
    return (await this.reports.ofInspection(actor, id)).map((view) => ReportSummaryDto.of(view, actor));
  }

  @Get('inspection-reports/:id')
  @Allow('inspection_report.read')
  @ApiOperation({ summary: 'One report, with what it says' })
  @ApiOkResponse({ type: InspectionReportDto })
  @ApiErrors()
  async read(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<InspectionReportDto> {
    return InspectionReportDto.from(await this.reports.read(actor, id), actor);
  }

  @Post('inspection-reports/:id/withdrawal')
  @HttpCode(200)
  @Allow('inspection_report.withdraw')
  @ApiOperation({
    summary: 'Take a report back: only its owner reads it from now on, and whoever verifies a copy is told',
  })
  @ApiOkResponse({ type: InspectionReportDto })
  @ApiErrors(RECORD.NOT_THE_OWNER, INSPECTION_REPORT.WITHDRAWN)
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { because }: WithdrawReportDto,
  ): Promise<InspectionReportDto> {
    return InspectionReportDto.from(await this.reports.withdraw(actor, id, because), actor);
  }
}
