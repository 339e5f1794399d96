import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { Request } from 'express';
import { DomainError } from '../../../kernel/domain-error';
import { validationPipe } from '../../../platform/http/validation';
import { ACCESS } from '../access.errors';
import { LoginDto } from '../dto/sign-in.dto';

/** Guards run before pipes, so the body is checked here: a malformed one answers 400 with its fields, and never reaches the counter. */
@Injectable()
export class PasswordGuard extends AuthGuard('password') {
  private readonly pipe = validationPipe();

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    request.body = (await this.pipe.transform(request.body ?? {}, { type: 'body', metatype: LoginDto })) as unknown;
    return (await super.canActivate(context)) as boolean;
  }

  override handleRequest<T>(error: unknown, user: T | false): T {
    if (error) throw error as Error;
    if (!user) throw new DomainError(ACCESS.LOGIN_FAILED);
    return user;
  }
}
