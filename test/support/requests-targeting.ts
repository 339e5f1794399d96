import { by, type RequestCase } from './request-case';

/** Risk indicators and the targeting queue. */
export const TARGETING_REQUESTS: Readonly<Record<string, RequestCase>> = {
  'PUT /v1/risk-indicators/settings': by('anna', () => ({
    code: 'LOAD_PORT',
    enabled: true,
    weight: 1,
    reason: 'Everything for our port is loaded there',
  })),
  'GET /v1/targets/{id}': by('anna'),
  'POST /v1/targets/{id}/decisions': by('anna', () => ({ state: 'ESCALATED', reason: 'Consignee is unknown' })),
  'POST /v1/targets/{id}/inspection': by('anna', () => ({ placeCountry: 'HT', placeLocode: 'HTCAP' })),
};
