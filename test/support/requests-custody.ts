import { by, type RequestCase } from './request-case';

export const seizure = (exhibitNo: string): object => ({
  exhibitNo,
  items: [{ seq: 0 }],
  seizedAt: '2024-04-05T15:40:00-04:00',
  seizedBy: 'AGD Cap-Haitien',
  seal: 'SL 20913',
});

export const CUSTODY_REQUESTS: Readonly<Record<string, RequestCase>> = {
  'POST /v1/inspections/{id}/exhibits': by('anna', () => seizure('AGD-CAP-2024-0114/9')),
  'GET /v1/inspections/{id}/exhibits': by('anna'),
  'GET /v1/exhibits/{id}': by('anna'),
  'POST /v1/exhibits/{id}/events': by('anna', () => ({
    kind: 'HANDED_OVER',
    occurredAt: '2024-04-06T09:00:00-04:00',
    fromHolder: 'AGD Cap-Haitien',
    toHolder: 'PNH, BLTS',
    sealFound: 'SL 20913',
    statement: 'Received, signed',
  })),
};
