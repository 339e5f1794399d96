import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../../platform/context/actor';
import { ApiErrors } from '../../../../platform/http/api-errors.decorator';
import { IdPipe } from '../../../../platform/http/id.pipe';
import { Allow, CurrentActor } from '../../../access';
import { BlindBudgetDto, BlindLimitsDto } from '../dto/blind-budget.dto';
import { BlindBudgetsService } from './blind-budgets.service';

@ApiTags('blind matching')
@Controller('v1')
export class BlindBudgetsController {
  constructor(private readonly service: BlindBudgetsService) {}

  @Get('blind-budget')
  @Allow('blind_query.read')
  @ApiOperation({ summary: 'How much your organisation may ask blindly, and has asked today' })
  @ApiOkResponse({ type: BlindBudgetDto })
  @ApiErrors()
  async own(@CurrentActor() actor: Actor): Promise<BlindBudgetDto> {
    return { ...(await this.service.own(actor)) };
  }

  @Get('organisations/:id/blind-budget')
  @Allow('blind_budget.read')
  @ApiOperation({ summary: "An organisation's budget for blind queries, and what it used today" })
  @ApiOkResponse({ type: BlindBudgetDto })
  @ApiErrors()
  async read(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<BlindBudgetDto> {
    return { ...(await this.service.ofOrganisation(actor, id)) };
  }

  @Put('organisations/:id/blind-budget')
  @Allow('blind_budget.update')
  @ApiOperation({
    summary: 'Set how much an organisation may ask blindly',
    description: 'Holds at once; earlier settings are kept.',
  })
  @ApiOkResponse({ type: BlindBudgetDto })
  @ApiErrors()
  async set(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() limits: BlindLimitsDto,
  ): Promise<BlindBudgetDto> {
    return { ...(await this.service.set(actor, id, limits)) };
  }
}
