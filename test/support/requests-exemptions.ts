import { by, type RequestCase } from './request-case';

export const exemption = {
  type: 'APPROVAL_REQUEST',
  requester: {
    kind: 'STATE',
    name: 'Permanent Mission of Haiti to the United Nations',
    state: 'HT',
    submittedThrough: 'PERMANENT_MISSION',
  },
  supplierState: 'US',
  consignee: { name: 'Gardiens Exemple SA', class: 'PRIVATE_SECURITY' },
  endUser: { name: 'Terminal Exemple SA', class: 'BUSINESS' },
  endUse: 'Guards of the container terminal of Port-au-Prince',
  goods: [
    { category: 'SALW', description: '9 mm pistols', quantity: 40, unit: 'C62' },
    { category: 'AMMUNITION', description: '9 mm cartridges', quantity: 4000, unit: 'C62' },
  ],
  shipFrom: '2025-03-01',
  shipTo: '2025-05-31',
  legalBasis: { instrument: 'S/RES/2752 (2024)', paragraph: '2(c)' },
};
export const approval = { decision: 'APPROVED', decidedOn: '2025-02-14', committeeReference: 'S/AC.60/2025/COMM.12' };
export const use = { usedOn: '2025-03-20', category: 'SALW', quantity: 15, reference: 'AWB 729-48213310' };

export const diversion = {
  foundWith: { name: 'Baz Egzanp', class: 'NON_STATE_ARMED' },
  foundOn: '2025-08-02',
  goods: [{ category: 'SALW', quantity: 1, serials: ['A1-93427-18'] }],
  knownBy: 'SERIAL',
  basis: 'The serial number stands in the packing list of the approved supply',
};

/** Exemption requests and diversions. */
export const EXEMPTIONS_REQUESTS: Readonly<Record<string, RequestCase>> = {
  'POST /v1/exemptions': by('anna', () => exemption),
  'GET /v1/exemptions/{id}': by('anna'),
  'PATCH /v1/exemptions/{id}': by('anna', () => ({ shipTo: '2025-06-30' })),
  'POST /v1/exemptions/{id}/decisions': by('sonia', () => ({
    ...approval,
    scope: { goods: [{ category: 'SALW', quantity: 20 }], consignee: 'Gardiens Exemple SA' },
    expiresOn: '2025-12-31',
  })),
  'POST /v1/exemptions/{id}/uses': by('anna', () => use),
  'POST /v1/exemptions/{id}/withdrawal': by('anna', () => ({ note: 'The purchase was cancelled' })),
  'POST /v1/diversions': by('anna', ({ recordId, otherRecordId }) => ({
    ...diversion,
    findId: recordId,
    exemptionId: otherRecordId,
  })),
  'GET /v1/diversions/{id}': by('anna'),
  'PATCH /v1/diversions/{id}': by('anna', () => ({ note: 'Photographs are attached' })),
};
