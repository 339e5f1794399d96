import http from 'node:http';
import { performance } from 'node:perf_hooks';

export interface Request {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One client on one kept-alive connection. Bodies are read to their end and not parsed: a bench measures the server. */
export class HttpClient {
  private readonly agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  private readonly address: URL;

  constructor(url: string) {
    this.address = new URL(url);
  }

  send({ method, path, headers, body }: Request): Promise<{ status: number; text: string }> {
    return new Promise((resolve, reject) => {
      const request = http.request(
        {
          agent: this.agent,
          host: this.address.hostname,
          port: this.address.port,
          method,
          path,
          headers: {
            ...headers,
            ...(body !== undefined && {
              'content-type': 'application/json',
              'content-length': Buffer.byteLength(body),
            }),
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => resolve({ status: response.statusCode!, text: Buffer.concat(chunks).toString() }));
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  }

  async expect(status: number, request: Request): Promise<string> {
    const answer = await this.send(request);
    if (answer.status !== status)
      throw new Error(`${request.path}: expected ${status}, got ${answer.status}: ${answer.text}`);
    return answer.text;
  }

  close(): void {
    this.agent.destroy();
  }
}

export interface LoadResult {
  readonly count: number;
  readonly seconds: number;
  /** Of each single piece of work, in milliseconds. */
  readonly latencies: number[];
}

/** `clients` workers share `count` pieces of work; each starts its next as soon as its last is done. */
export async function runLoad(
  clients: number,
  count: number,
  work: (client: number) => Promise<unknown>,
): Promise<LoadResult> {
  const latencies: number[] = [];
  let left = count;
  const startedAt = performance.now();
  const worker = async (_: unknown, client: number): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const begun = performance.now();
      await work(client);
      latencies.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: clients }, worker));
  return { count, seconds: (performance.now() - startedAt) / 1000, latencies };
}
