/** Who is acting, as far as the plumbing must know it. Made by the access module for each request, never cached over requests. */
export interface Actor {
  readonly userKey: number;
  readonly userId: string;
  readonly displayName: string;
  readonly organisationKey: number;
  readonly organisationId: string;
  readonly organisationCode: string;
  /** Audience keys that reach this actor: the organisation, its State, its body, its sharing groups. */
  readonly readers: readonly number[];
  /** Highest classification level readable; -1 reads no casework at all, whatever row it asks for. */
  readonly clearance: number;
  /** 'access' opens users and organisations to an access administrator; nothing else does. */
  readonly duty: '' | 'access';
  /** Which audit logs are readable: none, the own organisation's, or all. */
  readonly auditScope: '' | 'own' | 'all';
  readonly roles: readonly string[];
  /** Actions allowed at this moment: the roles' actions, cut down by an API key's scopes or a missing second factor. */
  readonly actions: ReadonlySet<string>;
  readonly credential: 'password' | 'api_key' | 'link' | 'system';
  readonly sessionId?: string;
  /** Present for a link: the one by whose address the request came. */
  readonly linkId?: string;
}

/** The SQL that makes a transaction act as this actor. Numbers only, so there is nothing to escape. */
export function contextSql(actor: Actor): string {
  const settings: Record<string, string> = {
    'app.me': integer(actor.organisationKey),
    'app.user': integer(actor.userKey),
    'app.readers': `{${actor.readers.map(integer).join(',')}}`,
    'app.clearance': integer(actor.clearance),
    'app.duty': actor.duty,
    'app.audit_scope': actor.auditScope,
    'app.leaf': '',
  };
  return `SELECT ${Object.entries(settings)
    .map(([name, value]) => `set_config('${name}','${value}',true)`)
    .join(',')}`;
}

function integer(value: number): string {
  if (!Number.isSafeInteger(value)) throw new Error('an actor is described by whole numbers only');
  return String(value);
}
