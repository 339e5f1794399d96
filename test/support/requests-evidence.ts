import { by, type RequestCase } from './request-case';

export const TUS = { 'tus-resumable': '1.0.0' };
export const metadata = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');
export const announcing = (size: number, values: Readonly<Record<string, string>>): Record<string, string> => ({
  ...TUS,
  'upload-length': String(size),
  'upload-metadata': metadata(values),
});

/** Evidence: attachments, uploads in parts, packages. */
export const EVIDENCE_REQUESTS: Readonly<Record<string, RequestCase>> = {
  'GET /v1/records/{id}/attachments': by('anna'),
  'POST /v1/records/{id}/attachments': by('anna', undefined, {
    raw: { content: 'evidence', type: 'application/octet-stream' },
    query: '?fileName=note.txt',
  }),
  'GET /v1/attachments/{id}/content': by('anna'),
  'GET /v1/attachments/{id}/thumbnail': by('anna'),
  'GET /v1/records/{id}/package': by('anna'),
  'POST /v1/records/{id}/uploads': by('anna', undefined, { headers: announcing(8, { filename: 'note.txt' }) }),
  'HEAD /v1/uploads/{id}': by('anna', undefined, { headers: TUS }),
  'GET /v1/uploads/{id}': by('anna'),
  'PATCH /v1/uploads/{id}': by('anna', undefined, {
    raw: { content: 'evid', type: 'application/offset+octet-stream' },
    headers: { ...TUS, 'upload-offset': '0' },
  }),
  'DELETE /v1/uploads/{id}': by('anna', undefined, { headers: TUS }),
};
