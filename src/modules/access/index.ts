export { AccessModule } from './access.module';
export { ACCESS } from './access.errors';
export { type Action, ACTIONS, isAction, readActionOf } from './actions';
export { ActorFactory, type Credential } from './actor.factory';
export { type ActorRow, ActorsRepository } from './actors.repository';
export type { Audience, AudienceKind } from './administration/administration.types';
export { AudiencesService } from './administration/audiences.service';
export { Allow, AllowByLink, Public } from './allow.decorator';
export { CurrentActor } from './current-actor.decorator';
export {
  actionsOf,
  clearedFor,
  mayChange,
  mayCombine,
  mayPublishLists,
  ownOrganisation,
  POLICY,
  readsCasework,
  type RecordFacts,
} from './policy';
export { ROLE_DESCRIPTIONS, type Role, ROLES } from './roles';
export { assertEveryRouteDeclares, type Route, routeInventory } from './route-inventory';
export { ClientAddress } from './client-address.decorator';
export { addressSubject, SlowDown } from './sign-in/slow-down.service';
export { FirstAdministrator } from './sign-in/first-administrator.service';
export { PasswordHasher } from './sign-in/password-hasher.service';
export { decryptFor, encryptFor, newToken, tokenHash } from './secrets';
export { organisationActor, SYSTEM_ACTOR } from './system-actor';
export { VISIBILITY_PROBE, type VisibilityProbe } from './visibility-probe';
