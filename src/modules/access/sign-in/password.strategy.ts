import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { Request } from 'express';
import { Strategy } from 'passport-local';
import type { LoginDto } from '../dto/sign-in.dto';
import { SignIn, type Verified } from './sign-in.service';

/** The third way in, beside bearer token and API key: e-mail, password and, where enrolled, a one-time code. */
@Injectable()
export class PasswordStrategy extends PassportStrategy(Strategy, 'password') {
  constructor(private readonly signIn: SignIn) {
    super({ usernameField: 'email', passwordField: 'password', passReqToCallback: true });
  }

  validate(request: Request): Promise<Verified> {
    return this.signIn.verify(request.body as LoginDto, request.ip ?? '');
  }
}
