import type { Actor } from '../../platform/context/actor';

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
