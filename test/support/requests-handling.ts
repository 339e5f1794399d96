import { by, type RequestCase } from './request-case';

const PANEL = '01900000-0000-7000-8000-000000000001';

/** How records are handled: fields held back, previews, onward releases, consent, quotes. */
export const HANDLING_REQUESTS: Readonly<Record<string, RequestCase>> = {
  'GET /v1/records/{id}/held-back-fields': by('anna'),
  'POST /v1/records/{id}/held-back-fields': by('anna', () => ({
    fields: [{ field: 'containerNumber', because: 'Under investigation', told: true }],
  })),
  'POST /v1/records/{id}/held-back-fields/give-back': by('anna', () => ({ fields: ['containerNumber'] })),
  'DELETE /v1/field-releases/{id}': by('anna', () => ({ because: 'too early' })),
  'POST /v1/releases/preview': by('anna', ({ recordId }) => ({
    recordIds: [recordId],
    audienceIds: [PANEL],
    purpose: 'Panel investigation',
  })),
  'POST /v1/records/{id}/onward-releases': by('anna', () => ({
    audienceIds: [PANEL],
    reason: 'Their port is the next call of the vessel',
  })),
  'POST /v1/consent-requests': by('anna', ({ recordId }) => ({
    recordId,
    audienceIds: [PANEL],
    purpose: 'To compare the consignors',
  })),
  'GET /v1/consent-requests/{id}': by('anna'),
  'POST /v1/consent-requests/{id}/grant': by('anna', () => ({ purpose: 'Comparison alone' })),
  'POST /v1/consent-requests/{id}/refusal': by('anna', () => ({ reason: 'Before the court' })),
  'POST /v1/consent-requests/{id}/withdrawal': by('paola'),
  'GET /v1/records/{id}/quotes': by('anna'),
  'POST /v1/records/{id}/quotes': by('anna', ({ otherRecordId }) => ({
    sourceId: otherRecordId,
    field: 'narrative',
    text: 'Found behind the rice',
    locator: 'second sentence',
  })),
};
