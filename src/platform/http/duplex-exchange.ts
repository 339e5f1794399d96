import { setTimeout as sleep } from 'node:timers/promises';
import type { Request, Response } from 'express';

/*
 * A request that is answered while it is still being read, line for line. Nothing is awaited that the other side could be waiting for:
 * a client that sends everything before it reads fills our buffer of answers and not its own line, up to a bound; then it has to read.
 */
export interface ExchangeLimits {
  /** Longest silence, in milliseconds. */
  readonly idleMs: number;
  /** Longest exchange, in milliseconds: a right that was taken away ends with it. */
  readonly longestMs: number;
  readonly maxBytes: number;
  /** Asked about once a second, and before each chunk. */
  readonly mustStop: () => boolean;
}

export type Interruption = 'TOO_SLOW' | 'TOO_LARGE' | 'SERVER_STOPPING';

/** Thrown out of the chunks of a request that is given up; the answer can still be ended in order. */
export class ExchangeInterrupted extends Error {
  constructor(readonly because: Interruption) {
    super(`the exchange was interrupted: ${because}`);
    this.name = 'ExchangeInterrupted';
  }
}

const TICK_MS = 1_000;
const MOST_UNREAD_ANSWERS = 8 * 1024 * 1024;

/**
 * The chunks of a request as they arrive. Ends with the body.
 * @throws ExchangeInterrupted at a limit; the stream's own error when the client has gone
 */
export async function* chunksOf(request: Request, limits: ExchangeLimits): AsyncGenerator<Buffer> {
  const chunks = request.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer, undefined>;
  const end = Date.now() + limits.longestMs;
  let bytes = 0;
  for (;;) {
    const { done, value } = await nextWithin(chunks, limits, end);
    if (done) return;
    bytes += value.length;
    if (bytes > limits.maxBytes) throw new ExchangeInterrupted('TOO_LARGE');
    yield value;
  }
}

async function nextWithin(
  chunks: AsyncIterator<Buffer, undefined>,
  { idleMs, mustStop }: ExchangeLimits,
  end: number,
): Promise<IteratorResult<Buffer, undefined>> {
  const next = chunks.next();
  next.catch(() => undefined); // asked for again below, or nobody waits for it any more
  for (let waited = 0; waited < idleMs && Date.now() < end; waited += TICK_MS) {
    if (mustStop()) throw new ExchangeInterrupted('SERVER_STOPPING');
    const stopped = new AbortController();
    const tick = sleep(TICK_MS, undefined, { signal: stopped.signal, ref: false }).catch(() => undefined);
    const arrived = await Promise.race([next, tick]);
    stopped.abort();
    if (arrived) return arrived;
  }
  throw new ExchangeInterrupted('TOO_SLOW');
}

/** Answers lines of JSON (application/x-ndjson), each sent at once. */
export class LineAnswer {
  constructor(
    private readonly request: Request,
    private readonly response: Response,
  ) {
    response.status(200).set({
      'Content-Type': 'application/x-ndjson; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no', // a proxy that waits for more would hold back what is meant for now
    });
    response.flushHeaders();
  }

  /** False once nobody listens. Waits for the client to read only when it leaves very much unread. */
  async write(line: unknown, idleMs: number): Promise<boolean> {
    if (this.response.destroyed) return false;
    this.response.write(`${JSON.stringify(line)}\n`);
    for (let waited = 0; this.response.writableLength > MOST_UNREAD_ANSWERS; waited += TICK_MS) {
      if (waited >= idleMs || this.response.destroyed) return false;
      await sleep(TICK_MS);
    }
    return true;
  }

  /** Ends the answer. What the client still sends is read over for a moment: closing at once could lose the answer on its way. */
  end(): void {
    this.response.end();
    if (this.request.complete) return;
    this.request.on('error', () => undefined).resume();
    setTimeout(() => this.request.destroy(), 5 * TICK_MS).unref();
  }
}
