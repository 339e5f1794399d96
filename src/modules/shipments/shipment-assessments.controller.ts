import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../../platform/context/actor';
import { ApiSubmission } from '../../platform/http/api-headers.decorator';
import { ApiErrors } from '../../platform/http/api-errors.decorator';
import { IdPipe } from '../../platform/http/id.pipe';
import { submissionOf } from '../../platform/http/submission';
import { Allow, CurrentActor } from '../access';
import { ASSESSMENT, caseOf, madeAssessment, MadeAssessmentDto } from '../embargo';
import { RECORD } from '../records';
import { AssessShipmentDto, BILL_CASE_EXAMPLES, PrefilledCaseDto } from './dto/embargo-case.dto';
import { ShipmentAssessments } from './shipment-assessments.service';

@ApiTags('shipments')
@Controller('v1/shipments')
export class ShipmentAssessmentsController {
  constructor(private readonly service: ShipmentAssessments) {}

  @Get(':id/embargo-case')
  @Allow('assessment.read')
  @ApiOperation({
    summary: 'What this bill says of an embargo case, with the place of each fact; nothing is stored',
    description:
      'Goods are as declared, by HS code; words alone stay UNKNOWN, and so does what a party is. Complete it and send it to POST /v1/shipments/{id}/assessments.',
  })
  @ApiOkResponse({ type: PrefilledCaseDto })
  @ApiErrors()
  async prefilled(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<PrefilledCaseDto> {
    return PrefilledCaseDto.of(await this.service.prefill(actor, id));
  }

  @Post(':id/assessments')
  @Allow('assessment.create')
  @ApiOperation({
    summary: 'Assess the supply on this bill: the facts of the bill, and what you state over them',
    description:
      'An empty object assesses the bill as it is declared. State what you know more: the goods found, the class of a party, the end use, the decision of the Committee.',
  })
  @ApiSubmission()
  @ApiBody({ type: AssessShipmentDto, examples: BILL_CASE_EXAMPLES })
  @ApiCreatedResponse({ type: MadeAssessmentDto })
  @ApiErrors(ASSESSMENT.RECORD_UNKNOWN, ASSESSMENT.DECISION_ON_FILE, RECORD.ABOVE_CLEARANCE)
  async assess(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { exemptionId, asOf, classification }: AssessShipmentDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<MadeAssessmentDto> {
    const command = { input: caseOf(request.body), exemptionId, asOf, classification };
    return madeAssessment(response, await this.service.assess(actor, id, command, submissionOf(request)));
  }
}
