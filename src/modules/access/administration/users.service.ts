import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import { newId } from '../../../kernel/ids';
import type { Page } from '../../../kernel/page';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { DomainEvents } from '../../../platform/events/domain-events';
import { versionFrom } from '../../../platform/http/etag';
import { REQUEST_ERRORS } from '../../../platform/http/http.errors';
import { ACCESS } from '../access.errors';
import type { OneTimeLinkResponse } from '../dto/link.dto';
import {
  type ChangeUserDto,
  type CreatedUserResponse,
  type CreateUserDto,
  type ListUsersQuery,
  UserResponse,
} from '../dto/user.dto';
import { KeysetPages } from '../keyset-pages';
import { mayCombine } from '../policy';
import type { LinkPurpose } from '../sign-in/link.types';
import { OneTimeLinks } from '../sign-in/one-time-link.service';
import { organisationOf, type UserRow } from './administration.types';
import { OrganisationsRepository } from './organisations.repository';
import { UserEnding } from './user-ending.service';
import { UsersRepository } from './users.repository';

@Injectable()
export class UsersService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly users: UsersRepository,
    private readonly organisations: OrganisationsRepository,
    private readonly links: OneTimeLinks,
    private readonly ending: UserEnding,
    private readonly pages: KeysetPages,
    private readonly events: DomainEvents,
  ) {}

  /** No password is given by anybody but the user: the answer holds a link to set it. */
  create(actor: Actor, command: CreateUserDto): Promise<CreatedUserResponse> {
    enforce(mayCombine(command.roles), ACCESS.ROLES_REFUSED);
    return this.uow.write(actor, async () => {
      const organisation = await this.organisations.find(command.organisationId);
      if (!organisation) throw new DomainError(REQUEST_ERRORS.INVALID, { fields: [UNKNOWN_ORGANISATION] });
      const { displayName, roles, clearance } = command;
      const id = newId();
      const email = command.email.toLowerCase();
      await this.users.insert({ id, organisationKey: organisation.key, email, displayName, roles, clearance });
      const user = await this.require(id);
      const setupLink = await this.links.issue(actor, user.key, 'SETUP');
      const facts = { user: id, organisation: organisation.id, email, roles, clearance };
      await this.events.emit('user.created', facts, organisation);
      return { ...UserResponse.from(user), setupLink };
    });
  }

  async list(actor: Actor, query: ListUsersQuery): Promise<Page<UserResponse>> {
    const scope = `${actor.organisationKey}|users|${query.organisationId ?? ''}`;
    const start = this.pages.start(scope, query);
    const rows = await this.uow.read(actor, () => this.users.page(start, query.organisationId ?? null));
    return this.pages.finish(scope, start, rows, UserResponse.from);
  }

  get(actor: Actor, id: string): Promise<UserResponse> {
    return this.uow.read(actor, async () => UserResponse.from(await this.require(id)));
  }

  /** Takes effect on the user's next request: the guard asks the database each time. */
  change(actor: Actor, id: string, ifMatch: string | undefined, patch: ChangeUserDto): Promise<UserResponse> {
    return this.uow.write(actor, async () => {
      const user = await this.require(id);
      const version = versionFrom(ifMatch);
      if (patch.roles) enforce(mayCombine(patch.roles), ACCESS.ROLES_REFUSED);
      await this.keepOneAdministrator(actor, user, patch);
      const { displayName = null, roles = null, clearance = null, disabled = null } = patch;
      if (!(await this.users.update(id, version, { displayName, roles, clearance, disabled }))) {
        throw new DomainError(COMMON.VERSION_MISMATCH);
      }
      if (disabled) await this.ending.endAllAccess(user.key);
      const facts = { user: user.id, version: version + 1, ...given(patch) };
      await this.events.emit('user.updated', facts, organisationOf(user));
      return UserResponse.from(await this.require(id));
    });
  }

  issueLink(actor: Actor, id: string, purpose: LinkPurpose): Promise<OneTimeLinkResponse> {
    return this.uow.write(actor, async () => {
      const user = await this.require(id);
      const link = await this.links.issue(actor, user.key, purpose);
      const facts = { user: user.id, purpose, expiresAt: link.expiresAt };
      await this.events.emit('user.link_issued', facts, organisationOf(user));
      return link;
    });
  }

  private async require(id: string): Promise<UserRow> {
    const user = await this.users.find(id);
    if (!user) throw new DomainError(COMMON.NOT_FOUND);
    return user;
  }

  private async keepOneAdministrator(actor: Actor, user: UserRow, patch: ChangeUserDto): Promise<void> {
    const loses = patch.disabled || (patch.roles && !patch.roles.includes('access_administrator'));
    if (!loses) return;
    if (user.id === actor.userId) throw new DomainError(ACCESS.OWN_ACCESS);
    if (!(await this.users.lockAsAdministrator(actor.userKey, user.key))) throw new DomainError(COMMON.FORBIDDEN);
  }
}

const UNKNOWN_ORGANISATION = {
  pointer: '/organisationId',
  code: 'UNKNOWN_ORGANISATION',
  message: 'No such organisation',
};

const given = (patch: ChangeUserDto): Record<string, unknown> =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined && value !== null));
