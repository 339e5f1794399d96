import { by, type RequestCase } from './request-case';

export const newSource = (custodianIds: readonly string[]): object => ({
  pseudonym: 'KOLIBRI',
  label: { kind: 'BY_FUNCTION', text: 'a customs official' },
  custodianIds,
  custodiansNeeded: 1,
  content: { identity: 'Somebody who works at the north gate', contact: 'Only on Sundays' },
});
const SOMEBODY = '0193f5b2-6c1f-7cc3-9b1a-5d1c2a3b4c5d';

/** Protected sources: what a handler asks; custodians are in sources.spec.ts. */
export const SOURCES_REQUESTS: Readonly<Record<string, RequestCase>> = {
  'POST /v1/sources': by('anna', ({ custodianId }) => newSource([custodianId ?? SOMEBODY])),
  'GET /v1/sources/{id}': by('anna'),
  'PUT /v1/sources/{id}/content': by('anna', () => ({ identity: 'Somebody else', weighing: 'Saw it' })),
  'POST /v1/sources/{id}/openings': by('anna', () => ({
    reason: 'The Panel asks whether the source can be met again',
  })),
  'GET /v1/sources/{id}/openings': by('anna'),
  'GET /v1/source-openings/{id}': by('anna'),
  'POST /v1/source-openings/{id}/approvals': by('anna'),
  'POST /v1/source-openings/{id}/refusals': by('anna', () => ({ reason: 'The second source can say it' })),
  'GET /v1/source-openings/{id}/content': by('anna'),
  'POST /v1/sources/{id}/links': by('anna', ({ recordId }) => ({ recordId })),
  'GET /v1/sources/{id}/links': by('anna'),
  'GET /v1/records/{id}/sources': by('anna'),
  'DELETE /v1/source-links/{id}': by('anna'),
};
