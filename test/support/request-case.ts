import type { World } from './world';

export type PersonName = keyof World;

export interface RequestCase {
  /** Who may make this request, so that it is answered otherwise than 404. */
  readonly by: PersonName;
  /** A body without any fault. `ids` are those of the resource the request is for, with one more inspection of the caller. */
  readonly body?: (ids: Readonly<Record<string, string>>) => object;
  /** A body that is not JSON, with its content type. */
  readonly raw?: { readonly content: string; readonly type: string };
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const by = (name: PersonName, body?: RequestCase['body'], more: Partial<RequestCase> = {}): RequestCase => ({
  by: name,
  ...(body && { body }),
  ...more,
});
