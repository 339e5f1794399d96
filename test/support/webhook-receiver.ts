import fs from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

/* A receiver of webhooks on this machine. Its key is public (it is in the repository) and vouched for by an authority that nobody trusts else. */
const certificate = (name: string): string => path.join(__dirname, 'certificates', name);
export const AUTHORITY_FILE = certificate('authority.pem');

export const RECEIVER_TLS = {
  key: fs.readFileSync(certificate('hooks.key.pem')),
  cert: fs.readFileSync(certificate('hooks.pem')),
};

export interface Received {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Receiver {
  readonly port: number;
  readonly received: Received[];
  /** What it answers from now on; 200 unless told otherwise. */
  answer(handler: (request: IncomingMessage, response: ServerResponse) => void): void;
  close(): Promise<void>;
}

export const plainly =
  (status: number, headers: Readonly<Record<string, string>> = {}) =>
  (_: IncomingMessage, response: ServerResponse): void =>
    void response.writeHead(status, headers).end('ok');

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let handler = plainly(200);
  const server = https.createServer(RECEIVER_TLS, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('error', () => undefined).on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      handler(request, response);
    });
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    received,
    answer: (next) => void (handler = next),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
