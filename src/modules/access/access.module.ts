import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { RUNTIME, type Runtime } from '../../platform/config/runtime';
import { AccessGuard } from './access.guard';
import { ActorFactory } from './actor.factory';
import { ActorsRepository } from './actors.repository';
import { AccessOverviewService } from './administration/access-overview.service';
import { AccessController } from './administration/access.controller';
import { ApiKeysController } from './administration/api-keys.controller';
import { ApiKeysRepository } from './administration/api-keys.repository';
import { ApiKeysService } from './administration/api-keys.service';
import { AudiencesController } from './administration/audiences.controller';
import { AudiencesRepository } from './administration/audiences.repository';
import { AudiencesService } from './administration/audiences.service';
import { GroupsController } from './administration/groups.controller';
import { GroupsRepository } from './administration/groups.repository';
import { GroupsService } from './administration/groups.service';
import { OrganisationsController } from './administration/organisations.controller';
import { OrganisationsRepository } from './administration/organisations.repository';
import { OrganisationsService } from './administration/organisations.service';
import { OwnApiKeysController } from './administration/own-api-keys.controller';
import { UserEnding } from './administration/user-ending.service';
import { UsersController } from './administration/users.controller';
import { UsersRepository } from './administration/users.repository';
import { UsersService } from './administration/users.service';
import { ApiKeyStrategy } from './api-key.strategy';
import { JwtStrategy, TOKEN } from './jwt.strategy';
import { LinkActors } from './link-actors.service';
import { KeysetPages } from './keyset-pages';
import { AccountController } from './sign-in/account.controller';
import { AccountService } from './sign-in/account.service';
import { AuthController } from './sign-in/auth.controller';
import { CredentialsRepository } from './sign-in/credentials.repository';
import { FirstAdministrator } from './sign-in/first-administrator.service';
import { LinkSteps } from './sign-in/link-steps.service';
import { NewPassword } from './sign-in/new-password.service';
import { OneTimeLinks } from './sign-in/one-time-link.service';
import { OneTimeTokensRepository } from './sign-in/one-time-tokens.repository';
import { PasswordHasher } from './sign-in/password-hasher.service';
import { PasswordGuard } from './sign-in/password.guard';
import { Passwords } from './sign-in/passwords.service';
import { PasswordStrategy } from './sign-in/password.strategy';
import { SecondFactor } from './sign-in/second-factor.service';
import { SessionService } from './sign-in/session.service';
import { SessionsRepository } from './sign-in/sessions.repository';
import { SignIn } from './sign-in/sign-in.service';
import { SlowDown } from './sign-in/slow-down.service';

const signIn = [
  ...[PasswordStrategy, PasswordGuard, PasswordHasher, NewPassword, Passwords, SlowDown, SignIn, SecondFactor],
  ...[SessionService, OneTimeLinks, LinkSteps, FirstAdministrator, AccountService],
  ...[CredentialsRepository, SessionsRepository, OneTimeTokensRepository],
];
const administration = [
  ...[OrganisationsService, UsersService, UserEnding, ApiKeysService, GroupsService, AudiencesService],
  ...[AccessOverviewService, KeysetPages],
  ...[OrganisationsRepository, UsersRepository, ApiKeysRepository, GroupsRepository, AudiencesRepository],
];

@Module({
  imports: [
    PassportModule,
    JwtModule.registerAsync({
      inject: [RUNTIME],
      useFactory: ({ keys }: Runtime) => ({
        secret: keys.accessToken,
        signOptions: {
          algorithm: TOKEN.algorithm,
          issuer: TOKEN.issuer,
          audience: TOKEN.audience,
          expiresIn: TOKEN.seconds,
        },
      }),
    }),
  ],
  controllers: [
    ...[AuthController, AccountController, OrganisationsController, UsersController, ApiKeysController],
    ...[OwnApiKeysController, GroupsController, AudiencesController, AccessController],
  ],
  providers: [
    { provide: APP_GUARD, useClass: AccessGuard },
    ...[ActorsRepository, ActorFactory, LinkActors, JwtStrategy, ApiKeyStrategy],
    ...signIn,
    ...administration,
  ],
  exports: [ActorsRepository, ActorFactory, FirstAdministrator, AudiencesService, PasswordHasher, SlowDown],
})
export class AccessModule {}
