import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { IdPipe } from '../../../platform/http/id.pipe';
import { Allow, CurrentActor } from '../../access';
import { EXCHANGE_POLICY } from '../exchanges.errors';
import { AddExchangePolicyDto, ExchangePoliciesDto, ExchangePolicyDto } from './dto/exchange-policy.dto';
import { ExchangePolicies } from './exchange-policies.service';

@ApiTags('exchanges')
@Controller('v1/exchange-policies')
export class ExchangePoliciesController {
  constructor(private readonly service: ExchangePolicies) {}

  @Get()
  @Allow('exchange_policy.read')
  @ApiOperation({ summary: 'How your organisation sends: what holds now, and every version' })
  @ApiOkResponse({ type: ExchangePoliciesDto })
  @ApiErrors()
  async all(@CurrentActor() actor: Actor): Promise<ExchangePoliciesDto> {
    return ExchangePoliciesDto.of(await this.service.all(actor));
  }

  @Post()
  @Allow('exchange_policy.update')
  @ApiOperation({
    summary: 'Add a version of how your organisation sends',
    description:
      'Nothing is changed in place. A version that asks a second person for less than the one in force waits until another person of your organisation confirms it.',
  })
  @ApiCreatedResponse({ type: ExchangePolicyDto })
  @ApiErrors(EXCHANGE_POLICY.VERSION_TAKEN)
  async add(@CurrentActor() actor: Actor, @Body() command: AddExchangePolicyDto): Promise<ExchangePolicyDto> {
    const { secondPersonFor, remindDays, defaultDueDays, reason } = command;
    const terms = { secondPersonFor, remindDays, defaultDueDays: defaultDueDays ?? null, reason };
    return ExchangePolicyDto.of(await this.service.add(actor, terms));
  }

  @Post(':id/confirmation')
  @Allow('exchange_policy.update')
  @ApiOperation({ summary: 'Confirm, as a second person, a version that asks for less' })
  @ApiCreatedResponse({ type: ExchangePolicyDto })
  @ApiErrors(EXCHANGE_POLICY.NOT_YOURS_TO_CONFIRM, EXCHANGE_POLICY.VERSION_TAKEN)
  async confirm(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<ExchangePolicyDto> {
    return ExchangePolicyDto.of(await this.service.confirm(actor, id));
  }
}
