import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { ACCESS } from '../access.errors';
import { Allow } from '../allow.decorator';
import { CurrentActor } from '../current-actor.decorator';
import {
  AccountResponse,
  ChangePasswordDto,
  ConfirmSecondFactorDto,
  RecoveryCodesResponse,
  SecondFactorEnrolmentResponse,
} from '../dto/account.dto';
import { AccountService } from './account.service';
import { SecondFactor } from './second-factor.service';

@ApiTags('account')
@Controller('v1/account')
export class AccountController {
  constructor(
    private readonly account: AccountService,
    private readonly secondFactor: SecondFactor,
  ) {}

  @Get()
  @Allow('account.read')
  @ApiOperation({ operationId: 'getAccount', summary: 'Who am I, and what may I do?' })
  @ApiOkResponse({ type: AccountResponse })
  @ApiErrors()
  read(@CurrentActor() actor: Actor): Promise<AccountResponse> {
    return this.account.read(actor);
  }

  @Post('second-factor')
  @Allow('account.update')
  @ApiOperation({ operationId: 'startSecondFactor', summary: 'Begin enrolling an authenticator (TOTP, RFC 6238)' })
  @ApiCreatedResponse({ type: SecondFactorEnrolmentResponse })
  @ApiErrors(ACCESS.SECOND_FACTOR_ENROLLED)
  startSecondFactor(@CurrentActor() actor: Actor): Promise<SecondFactorEnrolmentResponse> {
    return this.secondFactor.propose(actor);
  }

  @Post('second-factor/confirm')
  @HttpCode(200)
  @Allow('account.update')
  @ApiOperation({ operationId: 'confirmSecondFactor', summary: 'Prove the authenticator works; get recovery codes' })
  @ApiOkResponse({ type: RecoveryCodesResponse })
  @ApiErrors(ACCESS.CODE_WRONG, ACCESS.SECOND_FACTOR_ENROLLED, ACCESS.SLOW_DOWN)
  async confirmSecondFactor(
    @CurrentActor() actor: Actor,
    @Body() body: ConfirmSecondFactorDto,
  ): Promise<RecoveryCodesResponse> {
    return { recoveryCodes: await this.secondFactor.confirm(actor, body.oneTimeCode) };
  }

  @Post('password')
  @HttpCode(204)
  @Allow('account.update')
  @ApiOperation({ operationId: 'changePassword', summary: 'Change my password; other sessions end' })
  @ApiNoContentResponse({ description: 'The password was changed.' })
  @ApiErrors(ACCESS.CODE_WRONG, ACCESS.WEAK_PASSWORD, ACCESS.SLOW_DOWN)
  changePassword(@CurrentActor() actor: Actor, @Body() body: ChangePasswordDto): Promise<void> {
    return this.account.changePassword(actor, body);
  }
}
