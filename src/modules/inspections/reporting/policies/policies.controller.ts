import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../../platform/context/actor';
import { ApiErrors } from '../../../../platform/http/api-errors.decorator';
import { Allow, CurrentActor } from '../../../access';
import {
  AddHolidayDto,
  AddPolicyDto,
  ListHolidaysQuery,
  PublicHolidayDto,
  ReportingPolicyDto,
} from '../dto/policy.dto';
import { REPORTING_POLICY } from '../reporting.errors';
import { PoliciesService } from './policies.service';

@ApiTags('inspection reports')
@Controller('v1')
export class PoliciesController {
  constructor(private readonly service: PoliciesService) {}

  @Get('reporting-policies')
  @Allow('reporting_policy.read')
  @ApiOperation({
    summary: 'By when inspections are to be reported: every version, the newest first',
    description:
      'Project policy, not law: resolution 2692 (2023) sets no deadline. Of an organisation the newest version of its own is in force, else the newest default.',
  })
  @ApiOkResponse({ type: [ReportingPolicyDto] })
  @ApiErrors()
  async policies(@CurrentActor() actor: Actor): Promise<ReportingPolicyDto[]> {
    return (await this.service.policies(actor)).map((view) => ReportingPolicyDto.of(view));
  }

  @Post('reporting-policies')
  @Allow('reporting_policy.update')
  @ApiOperation({
    summary: 'Add a version of the default policy, or of one for an organisation',
    description: 'Nothing is changed in place: duties that have arisen keep the version they arose under.',
  })
  @ApiCreatedResponse({ type: ReportingPolicyDto })
  @ApiErrors(REPORTING_POLICY.VERSION_TAKEN, REPORTING_POLICY.ORGANISATION_UNKNOWN)
  async addPolicy(@CurrentActor() actor: Actor, @Body() command: AddPolicyDto): Promise<ReportingPolicyDto> {
    return ReportingPolicyDto.of(await this.service.addPolicy(actor, command));
  }

  @Get('public-holidays')
  @Allow('reporting_policy.read')
  @ApiOperation({ summary: 'Public holidays, which are no working days; of a day the newest entry decides' })
  @ApiOkResponse({ type: [PublicHolidayDto] })
  @ApiErrors()
  async holidays(@CurrentActor() actor: Actor, @Query() { country }: ListHolidaysQuery): Promise<PublicHolidayDto[]> {
    return (await this.service.holidays(actor, country)).map((view) => PublicHolidayDto.of(view));
  }

  @Post('public-holidays')
  @Allow('reporting_policy.update')
  @ApiOperation({ summary: 'Add a public holiday, or take one back with `observed: false`' })
  @ApiCreatedResponse({ type: PublicHolidayDto })
  @ApiErrors()
  async addHoliday(@CurrentActor() actor: Actor, @Body() command: AddHolidayDto): Promise<PublicHolidayDto> {
    return PublicHolidayDto.of(await this.service.addHoliday(actor, command));
  }
}
