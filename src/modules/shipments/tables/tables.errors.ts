import { defineErrors } from '../../../kernel/domain-error';

export const TABLES = defineErrors('TABLES', {
  MAP_UNUSABLE: {
    kind: 'rule',
    title: 'No table can be read by this column map',
    advice:
      'Mend what is named in `fields`; the canonical fields are the columns of GET /v1/manifest-templates/bill-of-lading.',
  },
  MAP_RETIRED: {
    kind: 'conflict',
    title: 'The column map is retired',
    advice: 'It can still be read, as can what was read by it. Save a new map.',
  },
  CODES_UNUSABLE: {
    kind: 'rule',
    title: 'A code of an office must have one meaning',
    advice: 'Mend what is named in `fields`.',
  },
});
