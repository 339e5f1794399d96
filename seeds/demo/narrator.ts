import { randomUUID } from 'node:crypto';

/** An answer of the API as the story looks at it. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- the story reads answers as a person would
}

export interface Narrator {
  /** A step of the main job begins. */
  step(title: string): void;
  /** What was asked and what came back. */
  exchange(who: string, method: string, path: string, answer: Answer): void;
  /** What a reader should notice. */
  remark(text: string): void;
}

export const silent: Narrator = { step: () => undefined, exchange: () => undefined, remark: () => undefined };

export interface CallOptions {
  readonly body?: unknown;
  readonly raw?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** The status the story depends on; anything else ends it. */
  readonly expect?: number;
}

/** One person of the story, speaking HTTP. */
export class Speaker {
  constructor(
    readonly name: string,
    private readonly url: string,
    private readonly narrator: Narrator,
    private readonly credentials: Readonly<Record<string, string>> = {},
  ) {}

  as(credentials: Readonly<Record<string, string>>): Speaker {
    return new Speaker(this.name, this.url, this.narrator, credentials);
  }

  /** A submission: it carries an Idempotency-Key of its own and must be accepted. */
  async submit(path: string, body: object, headers: CallOptions['headers'] = {}): Promise<Answer> {
    return this.call('POST', path, { body, headers: { 'idempotency-key': randomUUID(), ...headers }, expect: 201 });
  }

  async call(method: string, path: string, { body, raw, headers, expect }: CallOptions = {}): Promise<Answer> {
    const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(content !== undefined && { 'content-type': raw ? 'application/xml' : 'application/json' }),
        ...this.credentials,
        ...headers,
      },
      ...(content !== undefined && { body: content as string }),
    });
    const text = await response.text();
    const answer: Answer = {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
    this.narrator.exchange(this.name, method, path, answer);
    if (expect !== undefined && answer.status !== expect) {
      throw new Error(`${this.name}: ${method} ${path} answered ${answer.status} instead of ${expect}: ${text}`);
    }
    return answer;
  }
}

/** The story depends on it; what is not so ends it. */
export function check(holds: boolean, what: string): void {
  if (!holds) throw new Error(`not so: ${what}`);
}
