import type { Actor } from '../../platform/context/actor';

/**
 * Answers whether an id exists for an actor. The guard asks it before it says 403 on a route with an id: only what one can see may
 * answer "not allowed". Implemented by the records module, which lies to the right.
 */
export interface VisibilityProbe {
  sees(actor: Actor, id: string): Promise<boolean>;
}

export const VISIBILITY_PROBE = Symbol('visibility probe');
