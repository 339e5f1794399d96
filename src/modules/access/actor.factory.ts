import { Inject, Injectable } from '@nestjs/common';
import { RUNTIME, type Runtime } from '../../platform/config/runtime';
import type { Actor } from '../../platform/context/actor';
import type { ActorRow } from './actors.repository';
import { actionsOf, readsCasework, WITHOUT_SECOND_FACTOR } from './policy';
import type { Role } from './roles';

export interface Credential {
  readonly kind: 'password' | 'api_key' | 'link' | 'system';
  readonly sessionId?: string;
  readonly linkId?: string;
  /** Present for an API key and for a link: it can do no more than this. */
  readonly scopes?: readonly string[];
}

/** Makes the actor of a request from what the database says at this moment. */
@Injectable()
export class ActorFactory {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  make(row: ActorRow, credential: Credential): Actor {
    const roles = row.roles as Role[];
    const lacksSecondFactor = this.demandsSecondFactor(roles) && !row.has_totp;
    const granted = actionsOf(roles);
    // Both limits hold at once: a key of an administrator without a second factor must not gain what its scopes leave out.
    const limits = [credential.scopes, lacksSecondFactor ? WITHOUT_SECOND_FACTOR : undefined];
    const actions = new Set([...granted].filter((action) => limits.every((limit) => limit?.includes(action) ?? true)));
    const oversees = row.organisation_kind === 'OPERATOR';
    return {
      userKey: row.user_key,
      userId: row.user_id,
      displayName: row.display_name,
      organisationKey: row.organisation_key,
      organisationId: row.organisation_id,
      organisationCode: row.organisation_code,
      readers: row.readers ?? [],
      clearance: readsCasework(roles) ? row.clearance : -1,
      duty: roles.includes('access_administrator') && !lacksSecondFactor ? 'access' : '',
      auditScope: actions.has('audit.read') ? (oversees ? 'all' : 'own') : '',
      roles,
      actions,
      credential: credential.kind,
      ...(credential.sessionId && { sessionId: credential.sessionId }),
      ...(credential.linkId && { linkId: credential.linkId }),
    };
  }

  /** Administrators need a second factor wherever real data can be; the embedded demo has none. */
  demandsSecondFactor(roles: readonly string[]): boolean {
    return roles.includes('access_administrator') && !this.runtime.config.embedded;
  }
}
