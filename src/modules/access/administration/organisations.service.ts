import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import { newId } from '../../../kernel/ids';
import type { Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { DomainEvents } from '../../../platform/events/domain-events';
import { versionFrom } from '../../../platform/http/etag';
import { REQUEST_ERRORS } from '../../../platform/http/http.errors';
import type { PageQuery } from '../../../platform/http/page.dto';
import { ACCESS } from '../access.errors';
import { type ChangeOrganisationDto, type CreateOrganisationDto, OrganisationResponse } from '../dto/organisation.dto';
import { KeysetPages } from '../keyset-pages';
import { UserEnding } from './user-ending.service';
import { AudiencesRepository } from './audiences.repository';
import { OrganisationsRepository } from './organisations.repository';

@Injectable()
export class OrganisationsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly organisations: OrganisationsRepository,
    private readonly audiences: AudiencesRepository,
    private readonly ending: UserEnding,
    private readonly pages: KeysetPages,
    private readonly events: DomainEvents,
  ) {}

  /** Makes the organisation's own audience too, and its State's if that is new. */
  create(actor: Actor, { code, name, kind, state }: CreateOrganisationDto): Promise<OrganisationResponse> {
    if ((kind === 'MEMBER_STATE') !== (typeof state === 'string')) throw new DomainError(ACCESS.ORGANISATION_STATE);
    return this.uow.write(actor, async () => {
      if (state) await this.audiences.ensureState(state, await this.countryName(state));
      const audience = await this.audiences.insert('ORGANISATION', code, name);
      const id = newId();
      await this.organisations.insert({ id, code, name, kind, state: state ?? null, audienceKey: audience.key });
      const made = await this.require(id);
      await this.events.emit('organisation.created', { organisation: id, code, kind, state: state ?? null }, made);
      return OrganisationResponse.from(made);
    });
  }

  async list(actor: Actor, query: PageQuery): Promise<Page<OrganisationResponse>> {
    const scope = `${actor.organisationKey}|organisations`;
    const start = this.pages.start(scope, query);
    const rows = await this.uow.read(actor, () => this.organisations.page(start));
    return this.pages.finish(scope, start, rows, OrganisationResponse.from);
  }

  get(actor: Actor, id: string): Promise<OrganisationResponse> {
    return this.uow.read(actor, async () => OrganisationResponse.from(await this.require(id)));
  }

  change(
    actor: Actor,
    id: string,
    ifMatch: string | undefined,
    { name, disabled }: ChangeOrganisationDto,
  ): Promise<OrganisationResponse> {
    return this.uow.write(actor, async () => {
      const found = await this.require(id);
      const { key } = found;
      const version = versionFrom(ifMatch);
      if (disabled && key === actor.organisationKey) throw new DomainError(ACCESS.OWN_ACCESS);
      if (!(await this.organisations.update(id, version, name ?? null, disabled ?? null))) {
        throw new DomainError(COMMON.VERSION_MISMATCH);
      }
      if (disabled) await this.ending.endOrganisation(await this.organisations.userKeys(key));
      const facts = {
        ...{ organisation: found.id, version: version + 1 },
        ...(name != null && { name }),
        ...(disabled != null && { disabled }),
      };
      await this.events.emit('organisation.updated', facts, found);
      return OrganisationResponse.from(await this.require(id));
    });
  }

  private async require(id: string) {
    const row = await this.organisations.find(id);
    if (!row) throw new DomainError(COMMON.NOT_FOUND);
    return row;
  }

  private async countryName(state: string): Promise<string> {
    const name = await this.organisations.countryName(state);
    if (name) return name;
    const fields = [{ pointer: '/state', code: 'UNKNOWN_COUNTRY', message: 'No such ISO 3166-1 alpha-2 code' }];
    throw new DomainError(REQUEST_ERRORS.INVALID, { fields });
  }
}
