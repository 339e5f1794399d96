import { Body, Controller, Get, Headers, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { COMMON } from '../../kernel/common.errors';
import type { Actor } from '../../platform/context/actor';
import { ApiErrors } from '../../platform/http/api-errors.decorator';
import { ApiChange, ApiSubmission } from '../../platform/http/api-headers.decorator';
import { etagOf } from '../../platform/http/etag';
import { IdPipe } from '../../platform/http/id.pipe';
import { pageLimit } from '../../platform/http/page.dto';
import { created, submissionOf } from '../../platform/http/submission';
import { Allow, CurrentActor } from '../access';
import { ReceiptDto } from '../audit';
import { listFilter, RECORD, TASK } from '../records';
import { CASE } from './cases.errors';
import type { CaseView } from './case-views.query';
import { CasesService } from './cases.service';
import { MoveCaseDto, NewMemberDto, OpenCaseDto, UpdateCaseDto } from './dto/case-input.dto';
import { CaseDto, CasePageDto, CaseSummaryDto, ListCasesQuery, OpenedCaseDto } from './dto/case.dto';

const ON_CHANGE = [COMMON.VERSION_MISMATCH, COMMON.VERSION_REQUIRED, RECORD.NOT_THE_OWNER, CASE.NOT_ALLOWED_NOW];

@ApiTags('cases')
@Controller('v1/cases')
export class CasesController {
  constructor(private readonly service: CasesService) {}

  @Post()
  @Allow('case.open')
  @ApiOperation({ summary: 'Open a case, with the records it starts from' })
  @ApiSubmission()
  @ApiCreatedResponse({ type: OpenedCaseDto })
  @ApiErrors(RECORD.ABOVE_CLEARANCE, RECORD.CLIENT_REF_TAKEN, CASE.MEMBER_UNKNOWN)
  async open(
    @CurrentActor() actor: Actor,
    @Body() command: OpenCaseDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OpenedCaseDto> {
    const { view, receipt, replayed } = await this.service.open(actor, command, submissionOf(request));
    created(response, `/v1/cases/${view.record.id}`, view.record.version, replayed);
    return { ...CaseDto.of(view), receipt: ReceiptDto.from(receipt) };
  }

  @Get()
  @Allow('case.read')
  @ApiOperation({ summary: 'Cases you can see, newest first' })
  @ApiOkResponse({ type: CasePageDto })
  @ApiErrors()
  async list(@CurrentActor() actor: Actor, @Query() query: ListCasesQuery): Promise<CasePageDto> {
    const filter = { ...listFilter(query), details: { 'cases.status': query.status } };
    const page = await this.service.list(actor, filter, pageLimit(query), query.cursor);
    return {
      items: page.items.map(({ record, summary, memberCount }) => CaseSummaryDto.summary(record, summary, memberCount)),
      nextCursor: page.nextCursor,
    };
  }

  @Get(':id')
  @Allow('case.read')
  @ApiOperation({
    summary:
      'One case with those of its members that you can see, and the places of those that were taken back from you',
  })
  @ApiOkResponse({ type: CaseDto })
  @ApiErrors()
  async read(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CaseDto> {
    return shown(response, await this.service.read(actor, id));
  }

  @Patch(':id')
  @Allow('case.update')
  @ApiOperation({ summary: 'Change title or summary of a case that is not closed' })
  @ApiChange()
  @ApiOkResponse({ type: CaseDto })
  @ApiErrors(...ON_CHANGE)
  async update(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() command: UpdateCaseDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CaseDto> {
    return shown(response, await this.service.update(actor, id, ifMatch, command));
  }

  @Post(':id/transitions')
  @Allow('case.update')
  @ApiOperation({ summary: 'Move a case on: review, close, reopen' })
  @ApiChange()
  @ApiCreatedResponse({ type: CaseDto })
  @ApiErrors(...ON_CHANGE, TASK.MANDATORY_OPEN)
  async move(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() { event }: MoveCaseDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CaseDto> {
    return shown(response, await this.service.move(actor, id, ifMatch, event));
  }

  @Post(':id/members')
  @Allow('case.update')
  @ApiOperation({ summary: 'Add a record you can see to a case, with the reason why' })
  @ApiChange()
  @ApiCreatedResponse({ type: CaseDto })
  @ApiErrors(...ON_CHANGE, CASE.MEMBER_UNKNOWN, CASE.MEMBER_ALREADY)
  async addMember(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() member: NewMemberDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CaseDto> {
    return shown(response, await this.service.addMember(actor, id, ifMatch, member));
  }
}

function shown(response: Response, view: CaseView): CaseDto {
  response.setHeader('ETag', etagOf(view.record.version));
  return CaseDto.of(view);
}
