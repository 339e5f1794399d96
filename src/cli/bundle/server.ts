import { createReadStream } from 'node:fs';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { finished } from 'node:stream/promises';
import { linesOf } from '../../platform/http/line-reader';

/** The line, or the server, is away for the moment: the same again may succeed. */
export class LineBroken extends Error {
  constructor(
    message: string,
    readonly retryAfterSeconds = 0,
  ) {
    super(message);
  }
}

/** The server refuses what was asked: repeating changes nothing. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }

  /** It refuses us altogether, whatever we ask. */
  get isOfUs(): boolean {
    return this.status === 401 || this.status === 403;
  }
}

const IDLE_MS = 60_000;
const LONGEST_WAIT_MS = 30_000;
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: http.OutgoingHttpHeaders;
}

/** Speaks HTTP with the server. Everything that is not an answer is LineBroken. */
export class Server {
  private readonly agent: http.Agent;

  constructor(
    private readonly url: URL,
    private readonly key: string,
  ) {
    const settings = { keepAlive: true, maxSockets: 1 };
    this.agent = url.protocol === 'https:' ? new https.Agent(settings) : new http.Agent(settings);
  }

  close(): void {
    this.agent.destroy();
  }

  async getJson<T>(path: string): Promise<T> {
    const request = this.request({ method: 'GET', path });
    request.end();
    return objectOf(await textOf(await this.answered(request))) as T;
  }

  async putFile(path: string, file: string, size: number, sha256: string): Promise<void> {
    const digest = `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`;
    const headers = { 'content-type': 'application/octet-stream', 'content-length': size, 'content-digest': digest };
    const request = this.request({ method: 'POST', path, headers });
    createReadStream(file)
      .on('error', (error) => request.destroy(error))
      .pipe(request);
    await textOf(await this.answered(request));
  }

  /** Sends lines and gives the answer's lines as they come: written and read at once, as the server does. */
  async *exchange(path: string, lines: readonly Buffer[]): AsyncGenerator<object> {
    const request = this.request({ method: 'POST', path, headers: { 'content-type': 'application/x-ndjson' } });
    void send(request, lines);
    const response = await this.answered(request);
    try {
      for await (const { bytes, isUnended } of linesOf(response, MAX_ANSWER_BYTES)) {
        if (isUnended) throw new LineBroken('the answer was cut');
        yield objectOf(bytes.toString('utf8'));
      }
    } catch (error) {
      throw error instanceof LineBroken ? error : new LineBroken((error as Error).message);
    } finally {
      if (!response.complete) request.destroy();
    }
  }

  private request({ method, path, headers }: Call): http.ClientRequest {
    const { protocol } = this.url;
    const address = new URL(`${this.url.pathname.replace(/\/$/, '')}${path}`, this.url);
    const options = { method, agent: this.agent, timeout: IDLE_MS, headers: { ...headers, 'x-api-key': this.key } };
    const request = (protocol === 'https:' ? https : http).request(address, options);
    request.on('timeout', () => request.destroy(new Error('nothing was heard for a minute')));
    return request;
  }

  private async answered(request: http.ClientRequest): Promise<IncomingMessage> {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request.on('response', resolve).on('error', (error) => reject(new LineBroken(error.message)));
    });
    const status = response.statusCode ?? 0;
    if (status >= 200 && status < 300) return response;
    const problem = (await textOf(response).catch(() => '')).slice(0, 2000);
    if (status >= 500 || status < 400 || status === 429 || status === 408)
      throw new LineBroken(`the server answered ${status}`, Number(response.headers['retry-after']) || 0);
    throw new Refused(`the server answered ${status}: ${wordsOf(problem)}`, status);
  }
}

/** A harbour's network that wants a sign-in first answers pages in place of the server. */
function objectOf(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === 'object') return value;
  } catch {
    // said below
  }
  throw new LineBroken('what answered is not the server');
}

async function send(request: http.ClientRequest, lines: readonly Buffer[]): Promise<void> {
  for (const line of lines) {
    if (request.destroyed) return;
    if (!request.write(line) || !request.write('\n'))
      await new Promise((resolve) => request.once('drain', resolve).once('close', resolve));
  }
  request.end();
}

async function textOf(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  response.on('data', (part: Buffer) => {
    if ((size += part.length) <= MAX_ANSWER_BYTES) parts.push(part);
  });
  await finished(response).catch((error: Error) => {
    throw new LineBroken(error.message);
  });
  return Buffer.concat(parts).toString('utf8');
}

function wordsOf(problem: string): string {
  try {
    const { code, title, detail } = JSON.parse(problem) as Record<string, string>;
    return [code, title, detail].filter(Boolean).join(': ');
  } catch {
    return problem.slice(0, 200);
  }
}

/** Longer each time, and not in step with other ports whose line came back at the same moment. */
export const waitFor = (failed: number, retryAfterSeconds: number): number =>
  Math.max(retryAfterSeconds * 1000, Math.min(LONGEST_WAIT_MS, 500 * 2 ** failed) * (0.5 + Math.random() / 2));
