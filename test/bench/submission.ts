import { randomBytes, randomUUID } from 'node:crypto';
import type { Request } from './load';

const DIGITS = '34679';

/** Sixteen digits that no normalisation and no folding of look-alikes changes (no 0 1 2 5 8), so that a replay can put others in. */
export function freshToken(): string {
  return Array.from(randomBytes(16), (byte) => DIGITS[byte % DIGITS.length]).join('');
}

const TOKEN = '@token@';

const items = Array.from({ length: 10 }, (_, i) => ({
  category: 'FIREARM',
  quantity: 1,
  type: i < 6 ? 'rifle' : 'pistol',
  make: i < 6 ? 'Century Arms' : 'Taurus',
  model: i < 6 ? 'WASR-10' : 'G3',
  calibre: i < 6 ? '7.62x39' : '9x19',
  action: 'semi-automatic',
  serial: `${TOKEN}-${i}`,
  countryOfManufacture: i < 6 ? 'RO' : 'BR',
  description: 'Wrapped in clothes in the second carton',
}));

/** An inspection as a liaison sends it: ten weapons with serial numbers, released in the same request. */
const template = (audienceId: string): string =>
  JSON.stringify({
    placeCountry: 'HT',
    placeLocode: 'HTCAP',
    placeName: 'Cap-Haitien, port terminal',
    legalBasis: 'Code douanier, art. 62',
    necessity: 'X-ray image did not fit the declared food and clothes',
    ground: 'XRAY',
    examinedAt: '2024-04-05T10:30:00-04:00',
    transportMode: 'sea',
    cooperation: 'FULL',
    agenciesPresent: ['AGD', 'PNH'],
    result: 'FOUND',
    containerNumber: 'SMLU4815164',
    billReference: 'MSCU-77120',
    concealment: 'In two cartons among food and clothes',
    statedTotals: [{ category: 'FIREARM', quantity: 10, source: 'press note' }],
    items,
    release: { audienceIds: [audienceId], purpose: 'Panel investigation under resolution 2653, paragraph 21' },
  });

/** Makes requests that differ in their Idempotency-Key and serial numbers alone. */
export function submissions(credentials: Readonly<Record<string, string>>, audienceId: string): () => Request {
  const parts = template(audienceId).split(TOKEN);
  return () => ({
    method: 'POST',
    path: '/v1/inspections',
    headers: { ...credentials, 'idempotency-key': randomUUID() },
    body: parts.join(freshToken()),
  });
}
