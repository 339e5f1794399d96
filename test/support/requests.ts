import { by, type RequestCase } from './request-case';
import { ALERTS_REQUESTS } from './requests-alerts';
import { BLIND_REQUESTS } from './requests-blind';
import { CUSTODY_REQUESTS } from './requests-custody';
import { EMBARGO_REQUESTS } from './requests-embargo';
import { EVIDENCE_REQUESTS } from './requests-evidence';
import { EXCHANGES_REQUESTS } from './requests-exchanges';
import { EXEMPTIONS_REQUESTS } from './requests-exemptions';
import { FTM_REQUESTS } from './requests-ftm';
import { HANDLING_REQUESTS } from './requests-handling';
import { LISTS_REQUESTS } from './requests-lists';
import { MERGING_REQUESTS } from './requests-merging';
import { NOTIFICATIONS_REQUESTS } from './requests-notifications';
import { PARTIES_REQUESTS } from './requests-parties';
import { REPORTING_REQUESTS } from './requests-reporting';
import { SECURITY_REQUESTS } from './requests-security';
import { SYNC_REQUESTS } from './requests-sync';
import { TABLES_REQUESTS } from './requests-tables';
import { TARGETING_REQUESTS } from './requests-targeting';
import { RECALL_REQUESTS } from './requests-recall';
import { SOURCES_REQUESTS } from './requests-sources';
import { WORK_REQUESTS } from './requests-work';
import { TRACING_REQUESTS } from './requests-tracing';

export type { PersonName, RequestCase } from './request-case';

/*
 * One request for every operation that takes an id or a JSON body, by its name in the OpenAPI document. The generated security tests
 * send it as the right person and as the wrong ones; an operation that is not here fails them, so that a new route cannot slip past.
 */
export const inspection = {
  placeCountry: 'HT',
  legalBasis: 'Code douanier, art. 62',
  necessity: 'X-ray image did not fit the declared goods',
  examinedAt: '2024-04-05T10:30:00-04:00',
  result: 'FOUND',
  containerNumber: 'SMLU4815164',
  items: [{ category: 'FIREARM', quantity: 1, type: 'rifle', serial: 'A1-93427-18' }],
};
export const shipment = {
  billReference: 'RNDCAP024W001',
  vesselName: 'RAINER D',
  departureOn: '2024-04-01',
  parties: [{ role: 'CONSIGNEE', name: 'MAGASIN LAKAY FRETYAN' }],
  containers: [{ number: 'SMLU4815164' }],
};
export const statement = { prop: 'name', value: 'Jean-Baptiste Pierre', source: 'Bill of lading, shipper field' };
export const entity = { schema: 'Person', statements: [statement] };
export const exchange = (recipientAudienceIds: readonly string[], type = 'REQUEST'): object => ({
  type,
  subject: 'Container SMLU4815164',
  body: 'Who was the consignor?',
  urgency: 'PRIORITY',
  ...(type === 'REQUEST' && { dueOn: '2099-12-31' }),
  recipientAudienceIds,
});
const PANEL = '01900000-0000-7000-8000-000000000001';
const PASSWORD = 'harbour-at-night-2653';

export const REQUESTS: Readonly<Record<string, RequestCase>> = {
  ...WORK_REQUESTS,
  ...SOURCES_REQUESTS,
  'POST /v1/auth/first-administrator': by('adele', () => ({
    token: 'x'.repeat(43),
    email: 'someone@lambi.example',
    displayName: 'Someone',
    password: PASSWORD,
  })),
  'POST /v1/auth/links/complete': by('adele', () => ({ token: 'x'.repeat(43), password: PASSWORD })),
  'POST /v1/auth/login': by('adele', () => ({ email: 'nobody@lambi.example', password: PASSWORD })),
  'POST /v1/auth/refresh': by('adele', () => ({ refreshToken: 'x'.repeat(43) })),
  'POST /v1/account/password': by('adele', () => ({ currentPassword: PASSWORD, newPassword: `${PASSWORD}-2` })),
  'POST /v1/account/second-factor/confirm': by('adele', () => ({ oneTimeCode: '123456' })),

  'POST /v1/organisations': by('adele', () => ({
    code: 'JM-JCA',
    name: 'Jamaica Customs',
    kind: 'MEMBER_STATE',
    state: 'JM',
  })),
  'GET /v1/organisations/{id}': by('adele'),
  'PATCH /v1/organisations/{id}': by('adele', () => ({ name: 'Jamaica Customs Agency' })),
  'POST /v1/users': by('adele', ({ organisationId }) => ({
    organisationId,
    email: 'jean@lambi.example',
    displayName: 'Jean',
    roles: ['member_state_liaison'],
    clearance: 1,
  })),
  'GET /v1/users/{id}': by('adele'),
  'PATCH /v1/users/{id}': by('adele', () => ({ displayName: 'Jean P.' })),
  'GET /v1/users/{id}/access': by('adele'),
  'GET /v1/users/{id}/api-keys': by('adele'),
  'POST /v1/users/{id}/api-keys': by('adele', () => ({ label: 'ASYCUDA', scopes: ['record.read'], expiresInDays: 30 })),
  'POST /v1/users/{id}/links': by('adele', () => ({ purpose: 'PASSWORD_RESET' })),
  'DELETE /v1/api-keys/{id}': by('adele'),
  'POST /v1/groups': by('adele', () => ({ code: 'MONA', label: 'Mona Passage', memberOrganisationIds: [] })),
  'GET /v1/groups/{id}': by('adele'),
  'PUT /v1/groups/{id}/members/{organisationId}': by('adele'),
  'DELETE /v1/groups/{id}/members/{organisationId}': by('adele'),

  'GET /v1/receipts/{id}': by('anna'),
  'GET /v1/records/{id}': by('anna'),
  'PATCH /v1/records/{id}': by('anna', () => ({ tlp: 'AMBER' })),
  'GET /v1/records/{id}/releases': by('anna'),
  'POST /v1/releases': by('anna', ({ recordId }) => ({
    recordIds: [recordId],
    audienceIds: [PANEL],
    purpose: 'Panel investigation',
  })),
  'DELETE /v1/releases/{id}': by('anna', () => ({ because: 'too early' })),
  'POST /v1/search': by('anna', () => ({ by: 'serial', value: 'A1-93427-18' })),

  'GET /v1/manifests/{id}': by('anna'),
  'GET /v1/manifests/{id}/bills': by('anna'),
  'GET /v1/manifests/{id}/differences': by('anna'),
  'GET /v1/manifests/{id}/progress': by('anna'),
  'GET /v1/manifests/{id}/file': by('anna'),
  'POST /v1/shipments': by('anna', () => shipment),
  'GET /v1/shipments/{id}': by('anna'),
  'GET /v1/shipments/{id}/provenance': by('anna'),
  'PATCH /v1/shipments/{id}': by('anna', () => ({ vesselName: 'RAINER D II' })),
  'POST /v1/inspections': by('anna', () => inspection),
  'GET /v1/inspections/{id}': by('anna'),
  'PATCH /v1/inspections/{id}': by('anna', () => ({ narrative: 'Found behind the rice' })),
  'POST /v1/inspections/{id}/items': by('anna', () => ({ items: inspection.items })),
  'PATCH /v1/inspections/{id}/items': by('anna', () => ({
    correct: [{ ...inspection.items[0], seq: 0, serial: 'A1-93427-19' }],
    reason: 'Read from the frame',
  })),
  'POST /v1/inspections/{id}/items/imports': by('anna', undefined, {
    raw: { content: 'category,serial\nFIREARM,A1-93427-20\n', type: 'text/csv' },
  }),
  'GET /v1/item-imports/{id}': by('anna'),
  'GET /v1/inspections/{id}/versions': by('anna'),
  'POST /v1/inspections/{id}/amendments': by('anna', () => ({
    reason: 'Place corrected',
    fields: { terminal: 'Quay 2' },
  })),
  'GET /v1/inspection-versions/{id}': by('anna'),
  'POST /v1/inspections/{id}/transitions': by('anna', () => ({ event: 'close' })),
  'POST /v1/entities': by('anna', () => entity),
  'GET /v1/entities/{id}': by('anna'),
  'POST /v1/entities/{id}/statements': by('anna', () => ({ statements: [{ ...statement, value: 'Ti Jean' }] })),

  'POST /v1/exchanges': by('anna', () => exchange([PANEL])),
  'GET /v1/exchanges/{id}': by('anna'),
  'POST /v1/exchanges/{id}/acknowledgement': by('paola', () => ({ note: 'Received' })),
  'POST /v1/exchanges/{id}/replies': by('paola', () => ({ extent: 'FULL', body: 'The consignor is known.' })),
  'POST /v1/exchanges/{id}/closure': by('anna', () => ({ note: 'Answered' })),

  'POST /v1/cases': by('paola', () => ({ title: 'Rifles in containers' })),
  'GET /v1/cases/{id}': by('paola'),
  'PATCH /v1/cases/{id}': by('paola', () => ({ title: 'Rifles in two containers' })),
  'POST /v1/cases/{id}/transitions': by('paola', () => ({ event: 'review' })),
  'POST /v1/cases/{id}/members': by('paola', ({ recordId }) => ({
    recordId,
    reason: 'Rifles found in this container',
  })),
  'GET /v1/cases/{id}/links': by('paola'),
  'GET /v1/cases/{id}/linked': by('paola'),
  'POST /v1/cases/{id}/judgements': by('paola', ({ recordId, otherRecordId }) => ({
    leftRecordId: recordId,
    rightRecordId: otherRecordId,
    kind: 'serial',
    value: 'A1-93427-18',
    verdict: 'CONFIRMED',
    reason: 'Both marks were compared',
  })),
  ...EVIDENCE_REQUESTS,
  ...EXCHANGES_REQUESTS,
  ...FTM_REQUESTS,
  ...HANDLING_REQUESTS,
  ...PARTIES_REQUESTS,
  ...REPORTING_REQUESTS,
  ...SECURITY_REQUESTS,
  ...SYNC_REQUESTS,
  ...MERGING_REQUESTS,
  ...NOTIFICATIONS_REQUESTS,
  ...TABLES_REQUESTS,
  ...ALERTS_REQUESTS,
  ...BLIND_REQUESTS,
  ...CUSTODY_REQUESTS,
  ...EMBARGO_REQUESTS,
  ...EXEMPTIONS_REQUESTS,
  ...TARGETING_REQUESTS,
  ...RECALL_REQUESTS,
  ...TRACING_REQUESTS,
  ...LISTS_REQUESTS,
};
