import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import type { Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { DomainEvents } from '../../../platform/events/domain-events';
import { REQUEST_ERRORS } from '../../../platform/http/http.errors';
import type { PageQuery } from '../../../platform/http/page.dto';
import { type CreateGroupDto, GroupResponse } from '../dto/group.dto';
import { KeysetPages } from '../keyset-pages';
import type { GroupRow, OrganisationRow } from './administration.types';
import { AudiencesRepository } from './audiences.repository';
import { GroupsRepository } from './groups.repository';
import { OrganisationsRepository } from './organisations.repository';

/** Sharing groups. What was released to one reaches a new member, and leaves a former one, with the next request. */
@Injectable()
export class GroupsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly groups: GroupsRepository,
    private readonly audiences: AudiencesRepository,
    private readonly organisations: OrganisationsRepository,
    private readonly pages: KeysetPages,
    private readonly events: DomainEvents,
  ) {}

  create(actor: Actor, { code, label, memberOrganisationIds }: CreateGroupDto): Promise<GroupResponse> {
    return this.uow.write(actor, async () => {
      const members = await this.members(memberOrganisationIds);
      const { key, id } = await this.audiences.insert('GROUP', code, label);
      const keys = members.map((organisation) => organisation.key);
      await this.groups.addMembers(key, keys, actor.userKey);
      await this.events.emit('group.created', { group: id, code, members: members.map((member) => member.id) });
      // To each member by itself: who else is in a group is not for every log.
      for (const member of members) await this.tellMember('group.member_added', id, member);
      return GroupResponse.from(await this.require(id));
    });
  }

  async list(actor: Actor, query: PageQuery): Promise<Page<GroupResponse>> {
    const scope = `${actor.organisationKey}|groups`;
    const start = this.pages.start(scope, query);
    const rows = await this.uow.read(actor, () => this.groups.page(start));
    return this.pages.finish(scope, start, rows, GroupResponse.from);
  }

  get(actor: Actor, id: string): Promise<GroupResponse> {
    return this.uow.read(actor, async () => GroupResponse.from(await this.require(id)));
  }

  addMember(actor: Actor, id: string, organisationId: string): Promise<GroupResponse> {
    return this.uow.write(actor, async () => {
      const { group, organisation } = await this.requireBoth(id, organisationId);
      const added = await this.groups.addMembers(group.key, [organisation.key], actor.userKey);
      await this.tellMember('group.member_added', group.id, organisation, { was: added === 0 });
      return GroupResponse.from(await this.require(id));
    });
  }

  removeMember(actor: Actor, id: string, organisationId: string): Promise<void> {
    return this.uow.write(actor, async () => {
      const { group, organisation } = await this.requireBoth(id, organisationId);
      const removed = await this.groups.removeMember(group.key, organisation.key);
      if (removed === 0) throw new DomainError(COMMON.NOT_FOUND);
      await this.tellMember('group.member_removed', group.id, organisation);
    });
  }

  private tellMember(name: string, group: string, organisation: OrganisationRow, more: object = {}): Promise<void> {
    return this.events.emit(name, { group, organisation: organisation.id, ...more }, organisation);
  }

  private async require(id: string): Promise<GroupRow> {
    const group = await this.groups.find(id);
    if (!group) throw new DomainError(COMMON.NOT_FOUND);
    return group;
  }

  private async requireBoth(id: string, organisationId: string) {
    const group = await this.require(id);
    const organisation = await this.organisations.find(organisationId);
    if (!organisation) throw new DomainError(COMMON.NOT_FOUND);
    return { group, organisation };
  }

  private async members(ids: readonly string[]): Promise<OrganisationRow[]> {
    const found = await this.organisations.findAll(ids);
    const known = new Set(found.map(({ id }) => id));
    const fields = ids.flatMap((id, index) => (known.has(id.toLowerCase()) ? [] : [unknownMember(index)]));
    if (fields.length > 0) throw new DomainError(REQUEST_ERRORS.INVALID, { fields });
    return found;
  }
}

const unknownMember = (index: number) => ({
  pointer: `/memberOrganisationIds/${index}`,
  code: 'UNKNOWN_ORGANISATION',
  message: 'No such organisation',
});
