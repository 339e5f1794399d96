import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import type { Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { PageQuery } from '../../../platform/http/page.dto';
import { ACTIONS } from '../actions';
import type { AccessMatrixResponse, UserAccessResponse } from '../dto/access.dto';
import { KeysetPages } from '../keyset-pages';
import { actionsOf, POLICY, readsCasework } from '../policy';
import { ROLE_DESCRIPTIONS, ROLES } from '../roles';
import { accessSentence } from './access-sentence.rules';
import type { UserAccessRow } from './administration.types';
import { UsersRepository } from './users.repository';

/** Answers "who can see what", from the same table and the same rows that decide it. */
@Injectable()
export class AccessOverviewService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly users: UsersRepository,
    private readonly pages: KeysetPages,
  ) {}

  matrix(): AccessMatrixResponse {
    const roles = ROLES.map((role) => ({
      role,
      ...ROLE_DESCRIPTIONS[role],
      readsCasework: readsCasework([role]),
      actions: [...POLICY[role]],
    }));
    return { actions: [...ACTIONS], roles };
  }

  async ofUser(actor: Actor, id: string): Promise<UserAccessResponse> {
    const row = await this.uow.read(actor, () => this.users.findAccess(id));
    if (!row) throw new DomainError(COMMON.NOT_FOUND);
    return describe(row);
  }

  async ofAll(actor: Actor, query: PageQuery): Promise<Page<UserAccessResponse>> {
    const scope = `${actor.organisationKey}|access|${actor.duty}`;
    const start = this.pages.start(scope, query);
    const rows = await this.uow.read(actor, () => this.users.pageAccess(start));
    return this.pages.finish(scope, start, rows, describe);
  }
}

function describe(row: UserAccessRow): UserAccessResponse {
  const reads = readsCasework(row.roles);
  const disabled = row.disabled_at !== null;
  const audiences = row.audiences ?? [];
  return {
    id: row.id,
    displayName: row.display_name,
    email: row.email,
    organisation: { id: row.organisation_id, code: row.organisation_code, name: row.organisation_name },
    roles: row.roles,
    actions: disabled ? [] : [...actionsOf(row.roles)].sort(),
    clearance: reads ? row.clearance : -1,
    audiences,
    disabled,
    sentence: accessSentence({
      displayName: row.display_name,
      organisationCode: row.organisation_code,
      disabled,
      readsCasework: reads,
      clearance: row.clearance,
      audiences,
      roleTitles: row.roles.map((role) => ROLE_DESCRIPTIONS[role].title),
    }),
  };
}
