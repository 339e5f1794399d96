import { by, type RequestCase } from './request-case';

export const columnMap = {
  name: 'DGA, lista de carga',
  profile: 'BILL_OF_LADING',
  columns: [
    { header: 'Doc', field: 'bl_no' },
    { header: 'Kilos', field: 'gross_kg' },
    { header: 'Interno', field: null },
  ],
  constants: [{ field: 'customs_office', value: 'CAP01' }],
  dateOrder: 'DMY',
  decimalMark: 'COMMA',
};

/** Column maps, code maps and templates. */
export const TABLES_REQUESTS: Readonly<Record<string, RequestCase>> = {
  'POST /v1/column-maps': by('anna', () => columnMap),
  'GET /v1/column-maps/{id}': by('anna'),
  'PUT /v1/column-maps/{id}': by('anna', () => ({ ...columnMap, name: 'DGA, lista nueva' })),
  'DELETE /v1/column-maps/{id}': by('anna'),
  'POST /v1/column-maps/{id}/trial': by('anna', undefined, {
    raw: { content: 'Doc;Kilos\nD1;1.234,5\n', type: 'text/csv' },
  }),
  'PUT /v1/code-maps': by('anna', () => ({
    customsOffice: 'CAP01',
    field: 'NATURE',
    rows: [{ raw: '29', code: 'IMPORT', meaning: 'Régime provisoire', landsHere: true }],
  })),
};
