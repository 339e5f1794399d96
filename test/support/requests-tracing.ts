import { by, type RequestCase } from './request-case';

export const firearm = {
  ...{
    category: 'FIREARM',
    quantity: 1,
    type: 'PISTOL',
    make: 'Glock',
    model: '19',
    calibre: '9x19',
    serial: 'BKX193',
  },
  ...{ countryOfManufacture: 'AT', importerMark: 'GLOCK INC SMYRNA GA' },
};
export const traceAnswer = {
  on: '2024-06-20',
  dealer: 'Sample Guns LLC',
  purchasedOn: '2023-11',
  firstBuyer: { name: 'Jean Egzanp' },
  disclosureLimit: 'Lead only; not for court or publication without consent',
};

/** Firearms: numbers with gaps, links, references; and trace requests. */
export const TRACING_REQUESTS: Readonly<Record<string, RequestCase>> = {
  'POST /v1/firearms/search': by('anna', () => ({ serial: 'BKX1?3', make: 'Glock' })),
  'POST /v1/firearms/links': by('anna', ({ recordId, otherRecordId }) => ({
    left: { inspectionId: recordId, item: 0 },
    right: { inspectionId: otherRecordId, item: 0 },
    decision: 'CONFIRMED',
    reason: 'Same serial on the frame in both photographs',
  })),
  'GET /v1/firearms/links/{id}': by('anna'),
  'GET /v1/inspections/{id}/firearm-links': by('anna'),
  'POST /v1/firearm-references/check': by('anna', () => ({ make: 'Glok', calibre: '9mm' })),
  'POST /v1/firearm-references': by('adele', () => ({ kind: 'MAKE', name: 'Sample Arms' })),
  'POST /v1/traces': by('anna', ({ recordId }) => ({ inspectionId: recordId, item: 0, system: 'ETRACE' })),
  'GET /v1/traces/{id}': by('anna'),
  'PATCH /v1/traces/{id}': by('anna', () => ({ fields: { projectCode: 'HAITI-2653' } })),
  'POST /v1/traces/{id}/transitions': by('anna', () => ({
    event: 'end_untraceable',
    on: '2024-05-02',
    reasons: ['RECORD_DESTROYED'],
    statement: 'The books of the distributor were lost in a fire',
  })),
  'POST /v1/traces/{id}/answers': by('anna', () => traceAnswer),
};
