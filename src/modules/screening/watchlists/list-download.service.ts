/**
 * Invariant: the program asks no address but those the operator named (WATCHLIST_HOSTS), and follows no redirection to another: a list's
 * address is chosen by a user, and must not become a way to what only this machine can reach.
 */
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import { RUNTIME, type Runtime } from '../../../platform/config/runtime';
import { SCREENING_ERRORS } from '../screening.errors';

const CONNECT_AND_READ_MS = 120_000;
const MOST_REDIRECTS = 3;

@Injectable()
export class ListDownload {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  /** May lists be fetched from here? Throws SCREENING.SOURCE_NOT_ALLOWED. */
  allow(address: string): URL {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    const hosts = this.runtime.config.WATCHLIST_HOSTS;
    if (!url || !hosts.some((host) => isAt(url, host)) || url.username !== '' || url.password !== '')
      throw new DomainError(SCREENING_ERRORS.SOURCE_NOT_ALLOWED);
    return url;
  }

  async fetch(address: string): Promise<Readable> {
    let url = this.allow(address);
    const signal = AbortSignal.timeout(CONNECT_AND_READ_MS);
    for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
      const response = await fetch(url, { redirect: 'manual', signal }).catch((error: unknown) => {
        throw unavailable((error as Error).message);
      });
      const next = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && next !== null) {
        await response.body?.cancel();
        url = this.allow(new URL(next, url).href);
        continue;
      }
      if (!response.ok || !response.body) throw unavailable(`the source answered ${response.status}`);
      return Readable.from(whole(response.body as ReadableStream<Uint8Array>), { objectMode: false });
    }
    throw unavailable('the source redirects without end');
  }
}

/** The body to its end. Throws SCREENING.SOURCE_UNAVAILABLE where the source breaks off or is too slow. */
async function* whole(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* Readable.fromWeb(body) as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw unavailable((error as Error).message);
  }
}

/** HTTPS only, but for a host that is named with its scheme, such as a mirror on the same machine. */
const isAt = (url: URL, host: string): boolean =>
  host.includes('://') ? url.origin === host : url.protocol === 'https:' && url.host === host;

const unavailable = (reason: string): DomainError =>
  new DomainError(SCREENING_ERRORS.SOURCE_UNAVAILABLE, {
    reasons: [{ code: 'SOURCE_UNAVAILABLE', detail: reason.slice(0, 300) }],
  });
