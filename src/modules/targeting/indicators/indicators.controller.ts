import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { Allow, CurrentActor } from '../../access';
import { RiskIndicatorDto, RiskIndicatorTableDto, SetIndicatorDto } from '../dto/indicator.dto';
import { RISK_TABLE } from '../rules/risk-table.mapping';
import { IndicatorsService } from './indicators.service';

const NOTE =
  'A score says where to look first and decides nothing: most bills an indicator names are lawful. Precision is counted from your own inspections.';

@ApiTags('targeting')
@Controller('v1/risk-indicators')
export class IndicatorsController {
  constructor(private readonly service: IndicatorsService) {}

  @Get()
  @Allow('indicator.read')
  @ApiOperation({
    summary: 'The table of risk indicators',
    description: 'With the settings of your organisation and how often each indicator was right in its inspections.',
  })
  @ApiOkResponse({ type: RiskIndicatorTableDto })
  @ApiErrors()
  async list(@CurrentActor() actor: Actor): Promise<RiskIndicatorTableDto> {
    const views = await this.service.list(actor);
    const { version, hash } = RISK_TABLE;
    return { version, hash, note: NOTE, indicators: views.map((view) => RiskIndicatorDto.of(view)) };
  }

  @Put('settings')
  @Allow('indicator.update')
  @ApiOperation({
    summary: 'Switch an indicator on or off for your organisation, or weigh it otherwise',
    description: 'Earlier settings are kept. Scores that stand are made again by POST /v1/targets/rescoring.',
  })
  @ApiOkResponse({ type: RiskIndicatorDto })
  @ApiErrors()
  async set(@CurrentActor() actor: Actor, @Body() command: SetIndicatorDto): Promise<RiskIndicatorDto> {
    return RiskIndicatorDto.of(await this.service.set(actor, command));
  }
}
