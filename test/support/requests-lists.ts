import { by, type RequestCase } from './request-case';

/** Watchlists and screening. */
export const LISTS_REQUESTS: Readonly<Record<string, RequestCase>> = {
  'POST /v1/watchlists': by('anna', () => ({ code: `L${Date.now() % 1e9}`, title: 'Barges of the south coast' })),
  'GET /v1/watchlists/{id}': by('anna'),
  'PATCH /v1/watchlists/{id}': by('anna', () => ({ title: 'Barges and tugs' })),
  'GET /v1/watchlists/{id}/entries': by('anna'),
  'GET /v1/watchlists/{id}/versions': by('anna'),
  'POST /v1/watchlists/{id}/versions': by('anna', undefined, {
    query: '?fileName=list.csv',
    raw: { content: 'name,schema\nCharlemagne Péralte,Person\n', type: 'text/csv' },
  }),
  'POST /v1/watchlists/{id}/fetches': by('anna', () => ({ url: 'https://scsanctions.un.org/none.xml' })),
  'GET /v1/watchlist-versions/{id}': by('anna'),
  'POST /v1/watchlist-versions/{id}/approvals': by('anna', () => ({ reason: 'The register was closed' })),
  'GET /v1/watchlist-entries/{id}': by('anna'),
  'POST /v1/watchlist-entries/{id}/entities': by('anna', () => ({ classification: 'UNCLASSIFIED' })),
  'POST /v1/entities/{id}/listed-statements': by('anna', ({ entryId }) => ({ entryId })),
  'GET /v1/entities/{id}/likenesses': by('anna'),
  'POST /v1/screening/match': by('anna', () => ({ queries: [{ schema: 'Person', names: ['Jean-Baptiste Pierre'] }] })),
};
