import { by, type RequestCase } from './request-case';

/** Taking back, who read, and what became of copies. */
export const RECALL_REQUESTS: Readonly<Record<string, RequestCase>> = {
  'POST /v1/records/{id}/recalls': by('anna', () => ({ because: 'Released too early', destroyCopies: true })),
  'GET /v1/records/{id}/recalls': by('anna'),
  'GET /v1/records/{id}/readings': by('anna'),
  'POST /v1/releases/{id}/narrowing': by('anna', () => ({ onlyFor: 'the quarterly report of January 2027' })),
  'GET /v1/recalls/{id}': by('paola'),
  'POST /v1/recalls/{id}/destruction': by('paola', () => ({ statement: 'Two printouts shredded', copies: 2 })),
};
