import { randomUUID } from 'node:crypto';
import { assertDocumented } from './api-contract';

export interface Answer<T = any> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
  /** The bytes as they came. */
  readonly text: string;
}

export interface Download {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
}

export interface CallOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is, for what JSON.stringify would never produce. */
  readonly raw?: string | Buffer;
}

/** Speaks HTTP as a client would, and holds every answer against the checked-in OpenAPI document. */
export class ApiClient {
  constructor(
    readonly url: string,
    private readonly credentials: Readonly<Record<string, string>> = {},
  ) {}

  withToken(token: string): ApiClient {
    return new ApiClient(this.url, { authorization: `Bearer ${token}` });
  }

  withApiKey(key: string): ApiClient {
    return new ApiClient(this.url, { 'x-api-key': key });
  }

  get<T = any>(path: string, options: CallOptions = {}): Promise<Answer<T>> {
    return this.call('GET', path, undefined, options);
  }

  /** POSTs carry a fresh Idempotency-Key unless the test gives one. */
  post<T = any>(path: string, body?: unknown, { headers, ...options }: CallOptions = {}): Promise<Answer<T>> {
    return this.call('POST', path, body, { ...options, headers: { 'idempotency-key': randomUUID(), ...headers } });
  }

  patch<T = any>(path: string, body: unknown, options: CallOptions = {}): Promise<Answer<T>> {
    return this.call('PATCH', path, body, options);
  }

  put<T = any>(path: string, body?: unknown, options: CallOptions = {}): Promise<Answer<T>> {
    return this.call('PUT', path, body, options);
  }

  delete<T = any>(path: string, body?: unknown, options: CallOptions = {}): Promise<Answer<T>> {
    return this.call('DELETE', path, body, options);
  }

  /** A file, byte for byte. */
  async download(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Download> {
    const response = await fetch(this.url + path, { headers: { ...this.credentials, ...headers } });
    const bytes = Buffer.from(await response.arrayBuffer());
    return { status: response.status, headers: response.headers, bytes };
  }

  async call<T>(method: string, path: string, body: unknown, { headers, raw }: CallOptions): Promise<Answer<T>> {
    const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(content !== undefined && { 'content-type': 'application/json' }),
        ...this.credentials,
        ...headers,
      },
      ...(content !== undefined && { body: content as string }),
    });
    const text = await response.text();
    const json = /[/+]json/.test(response.headers.get('content-type') ?? '');
    const answer = {
      status: response.status,
      headers: response.headers,
      text,
      body: (json && text ? JSON.parse(text) : undefined) as T,
    };
    assertDocumented(method, path, answer);
    return answer;
  }
}

/** The answer's body if the status is the expected one; otherwise fails with the whole problem document. */
export async function expectStatus<T>(status: number, answer: Promise<Answer<T>>): Promise<Answer<T>> {
  const got = await answer;
  if (got.status !== status) throw new Error(`expected ${status}, got ${got.status}: ${got.text}`);
  return got;
}
