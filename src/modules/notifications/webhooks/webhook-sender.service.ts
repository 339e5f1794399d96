/**
 * Invariant: a request of ours reaches the public internet or a host that the operator has named, whatever a name server says and when.
 * The address is looked up once, by the socket itself, and every answer is judged there: nothing lies between check and connection.
 * Redirections are not followed, the answer is thrown away.
 */
import fs from 'node:fs';
import https from 'node:https';
import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { rootCertificates } from 'node:tls';
import { Inject, Injectable } from '@nestjs/common';
import { RUNTIME, type Runtime } from '../../../platform/config/runtime';
import { isNamedHost, isPublicAddress, mayBeCalled } from './address.rules';

export type Resolve = (
  host: string,
  done: (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void,
) => void;

export interface SenderOptions {
  readonly resolve: Resolve;
  readonly connectMs: number;
  /** From the first byte to the end of the answer. */
  readonly totalMs: number;
  readonly mostAnswerBytes: number;
}

export const SENDER_OPTIONS = Symbol('webhook sender options');
export const DEFAULT_SENDER_OPTIONS: SenderOptions = {
  resolve: (host, done) => systemLookup(host, { all: true }, done),
  connectMs: 5_000,
  totalMs: 10_000,
  mostAnswerBytes: 64 * 1024,
};

export interface Attempt {
  /** What the receiver answered; null if it did not. */
  readonly status: number | null;
  /** Null if it was received (2xx). */
  readonly fault: string | null;
  readonly tookMs: number;
}

export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

class Fault extends Error {}

@Injectable()
export class WebhookSender {
  private ca: string[] | undefined;

  constructor(
    @Inject(RUNTIME) private readonly runtime: Pick<Runtime, 'config'>,
    @Inject(SENDER_OPTIONS) private readonly options: SenderOptions,
  ) {}

  /** Never throws: what went wrong is the attempt's fault, in one word of ours. */
  async send(request: WebhookRequest): Promise<Attempt> {
    const startedAt = performance.now();
    const end = (status: number | null, fault: string | null): Attempt => ({
      ...{ status, fault },
      tookMs: Math.round(performance.now() - startedAt),
    });
    try {
      const status = await this.post(request);
      if (status >= 200 && status < 300) return end(status, null);
      return end(status, status >= 300 && status < 400 ? 'REDIRECTED' : 'REFUSED');
    } catch (error) {
      return end(null, faultOf(error as NodeJS.ErrnoException));
    }
  }

  private post({ url: text, headers, body }: WebhookRequest): Promise<number> {
    const { WEBHOOK_ALLOW: allowed, WEBHOOK_PORTS: ports } = this.runtime.config;
    if (!mayBeCalled(text, { allowed, ports }).allowed) return Promise.reject(new Fault('ADDRESS_REFUSED'));
    const url = new URL(text);
    return new Promise((resolve, reject) => {
      const request = https.request(url, {
        method: 'POST',
        headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
        // A connection of its own: none that somebody else's lookup has opened is used again.
        agent: false,
        lookup: this.lookup(isNamedHost(url, { allowed })),
        ca: this.authorities(),
        rejectUnauthorized: true,
        minVersion: 'TLSv1.2',
        maxHeaderSize: 16 * 1024,
      });
      const stop = (fault: string): unknown => request.destroy(new Fault(fault));
      const total = setTimeout(() => stop('TIMEOUT'), this.options.totalMs);
      const connecting = setTimeout(() => stop('CONNECT_TIMEOUT'), this.options.connectMs);
      request.once('socket', (socket) => socket.once('secureConnect', () => clearTimeout(connecting)));
      request.once('error', reject);
      request.once('close', () => {
        clearTimeout(total);
        clearTimeout(connecting);
        reject(new Fault('CUT_OFF'));
      });
      request.once('response', (response) => this.drain(response, resolve, reject));
      request.end(body);
    });
  }

  /** The status counts once the answer is whole, or as long as we care to read. */
  private drain(
    response: import('node:http').IncomingMessage,
    resolve: (status: number) => void,
    reject: (error: Error) => void,
  ): void {
    let bytes = 0;
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= this.options.mostAnswerBytes) return;
      resolve(response.statusCode!);
      response.destroy();
    });
    response.once('end', () => resolve(response.statusCode!));
    response.once('error', reject);
  }

  /** Called by the socket; with several addresses one that is not public refuses all, or the receiver could choose by trying. */
  private lookup(named: boolean): LookupFunction {
    return (host, { all }, done) =>
      this.options.resolve(host, (error, addresses) => {
        const wrong = !named && addresses?.some(({ address }) => !isPublicAddress(address).allowed);
        const fault =
          error ?? (wrong ? new Fault('ADDRESS_NOT_PUBLIC') : addresses[0] ? null : new Fault('NO_ADDRESS'));
        if (fault) return done(fault, '', 0);
        return all ? done(null, [...addresses]) : done(null, addresses[0]!.address, addresses[0]!.family);
      });
  }

  private authorities(): string[] | undefined {
    const file = this.runtime.config.WEBHOOK_CA_FILE;
    return file === undefined ? undefined : (this.ca ??= [...rootCertificates, fs.readFileSync(file, 'utf8')]);
  }
}

/** Codes of Node and OpenSSL, and ours; what a receiver says is never repeated. */
function faultOf(error: NodeJS.ErrnoException): string {
  if (error instanceof Fault) return error.message;
  const code = error.code ?? '';
  if (/CERT|SELF_SIGNED|ALTNAME|UNABLE_TO_VERIFY|ISSUER/.test(code)) return 'CERTIFICATE_REFUSED';
  if (/^(ENOTFOUND|EAI_)/.test(code)) return 'NAME_UNKNOWN';
  return /^[A-Z_]{3,40}$/.test(code) ? code : 'CONNECTION_FAILED';
}
