import { Body, Controller, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Request } from 'express';
import type { Actor } from '../../../platform/context/actor';
import { ApiErrors } from '../../../platform/http/api-errors.decorator';
import { ACCESS } from '../access.errors';
import { Allow, Public } from '../allow.decorator';
import { ClientAddress } from '../client-address.decorator';
import { CurrentActor } from '../current-actor.decorator';
import { CreatedIdResponse } from '../dto/created-id.dto';
import { CompleteLinkDto, CreateFirstAdministratorDto, LinkCompletedResponse } from '../dto/link.dto';
import { LoginDto, RefreshDto, TokenPairResponse } from '../dto/sign-in.dto';
import { FirstAdministrator } from './first-administrator.service';
import { OneTimeLinks } from './one-time-link.service';
import { PasswordGuard } from './password.guard';
import { SessionService } from './session.service';
import { SignIn, type Verified } from './sign-in.service';

@ApiTags('sign-in')
@Controller('v1/auth')
export class AuthController {
  constructor(
    private readonly signIn: SignIn,
    private readonly sessions: SessionService,
    private readonly links: OneTimeLinks,
    private readonly firstAdministrator: FirstAdministrator,
  ) {}

  @Post('login')
  @HttpCode(200)
  @Public('signing in is how one becomes known')
  @UseGuards(PasswordGuard)
  @ApiOperation({ operationId: 'login', summary: 'Sign in with e-mail, password and one-time code' })
  @ApiBody({ type: LoginDto })
  @ApiOkResponse({ type: TokenPairResponse })
  @ApiErrors(ACCESS.LOGIN_FAILED, ACCESS.SECOND_FACTOR_REQUIRED, ACCESS.SLOW_DOWN)
  login(@Req() request: Request): Promise<TokenPairResponse> {
    return this.signIn.complete(request.user as Verified);
  }

  @Post('refresh')
  @HttpCode(200)
  @Public('the refresh token in the body is the credential')
  @ApiOperation({ operationId: 'refresh', summary: 'Exchange a refresh token for a fresh pair' })
  @ApiOkResponse({ type: TokenPairResponse })
  @ApiErrors(ACCESS.TOKEN_INVALID, ACCESS.SLOW_DOWN)
  refresh(@Body() body: RefreshDto, @ClientAddress() address: string): Promise<TokenPairResponse> {
    return this.sessions.refresh(body.refreshToken, address);
  }

  @Post('logout')
  @HttpCode(204)
  @Allow('account.update')
  @ApiOperation({ operationId: 'logout', summary: 'End this session' })
  @ApiNoContentResponse({ description: 'The session has ended.' })
  @ApiErrors()
  logout(@CurrentActor() actor: Actor): Promise<void> {
    return this.sessions.close(actor);
  }

  @Post('links/complete')
  @HttpCode(200)
  @Public('the one-time token in the body is the credential')
  @ApiOperation({
    operationId: 'completeLink',
    summary: 'Redeem a one-time link: set a password, or remove a lost second factor',
  })
  @ApiOkResponse({ type: LinkCompletedResponse })
  @ApiErrors(
    ACCESS.TOKEN_INVALID,
    ACCESS.WEAK_PASSWORD,
    ACCESS.CODE_WRONG,
    ACCESS.SLOW_DOWN,
    ACCESS.SECOND_PERSON_NEEDED,
  )
  completeLink(@Body() body: CompleteLinkDto, @ClientAddress() address: string): Promise<LinkCompletedResponse> {
    return this.links.complete(body, address);
  }

  @Post('first-administrator')
  @Public('works once, with the token printed at the first start, while there is no user')
  @ApiOperation({ operationId: 'createFirstAdministrator', summary: 'Make the first access administrator' })
  @ApiCreatedResponse({ type: CreatedIdResponse })
  @ApiErrors(ACCESS.TOKEN_INVALID, ACCESS.WEAK_PASSWORD, ACCESS.SLOW_DOWN)
  async createFirstAdministrator(
    @Body() body: CreateFirstAdministratorDto,
    @ClientAddress() address: string,
  ): Promise<CreatedIdResponse> {
    return { id: await this.firstAdministrator.create(body, address) };
  }
}
