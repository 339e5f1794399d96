import { createHash, randomUUID } from 'node:crypto';
import { canonicalJson } from '../../src/kernel/canonical-json';
import { type ApiClient, expectStatus } from './api-client';

/* Bundles as a client would write them that has only docs/sync.md to go by. */
export const inspection = {
  placeCountry: 'HT',
  placeLocode: 'HTCAP',
  legalBasis: 'Code douanier, art. 62',
  necessity: 'X-ray image did not fit the declared goods',
  examinedAt: new Date(Date.now() - 3_600_000).toISOString(),
  result: 'FOUND',
  items: [{ category: 'FIREARM', quantity: 1, type: 'rifle', serial: 'A1-93427-18' }],
};

export const hashOf = (content: unknown): string =>
  createHash('sha256')
    .update(typeof content === 'string' || Buffer.isBuffer(content) ? content : canonicalJson(content))
    .digest('hex');

/** What a receipt says of the submission it is for. */
export const sealOf = (clientRef: string, sha256: string): string => hashOf(`${clientRef}:${sha256}`);

export interface LineParts {
  readonly clientRef?: unknown;
  readonly sha256?: unknown;
  readonly madeAt?: unknown;
  readonly device?: unknown;
  readonly photos?: unknown;
  readonly inspection?: unknown;
}

export const bundleLine = (parts: LineParts = {}): string => {
  const content = parts.inspection ?? inspection;
  const whole = {
    clientRef: randomUUID(),
    sha256: hashOf(content),
    madeAt: new Date().toISOString(),
    device: 'Cap-Haitien tablet 3',
    photos: [],
    inspection: content,
  };
  return `${JSON.stringify({ ...whole, ...parts })}\n`;
};

/** The answer's lines; the last one is the summary. */
export async function sendBundle(api: ApiClient, text: string | Buffer): Promise<any[]> {
  const headers = { 'content-type': 'application/x-ndjson' };
  const answer = await expectStatus(200, api.post('/v1/sync/inspections', undefined, { raw: text, headers }));
  return linesOfText(answer.text);
}

export const linesOfText = (text: string): any[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
