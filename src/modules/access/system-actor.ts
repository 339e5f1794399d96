import type { Actor } from '../../platform/context/actor';
import type { ReachRow } from './actors.repository';

/** Acts where nobody is signed in, such as writing down a refused sign-in. It sees no row and may do nothing by itself. */
export const SYSTEM_ACTOR: Actor = {
  userKey: 0,
  userId: '01900000-0000-7000-8000-00000000000b',
  displayName: 'Lambi',
  organisationKey: 0,
  organisationId: '01900000-0000-7000-8000-00000000000a',
  organisationCode: 'LAMBI',
  readers: [],
  clearance: -1,
  duty: '',
  auditScope: '',
  roles: [],
  actions: new Set(),
  credential: 'system',
};

/** STRICTLY_CONFIDENTIAL: all that an organisation has. */
const HIGHEST_LEVEL = 2;

/**
 * Acts for an organisation where no person of it does, such as a screening after a list has changed: whoever was last at work may have
 * left, or may not be cleared for what must be screened. It sees what the whole organisation could see, may do no action of the policy,
 * and no judgement can be its own.
 */
export const organisationActor = (row: ReachRow): Actor => ({
  ...SYSTEM_ACTOR,
  organisationKey: row.organisation_key,
  organisationId: row.organisation_id,
  organisationCode: row.organisation_code,
  readers: row.readers ?? [],
  clearance: HIGHEST_LEVEL,
});
