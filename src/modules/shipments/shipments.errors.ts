import { defineErrors } from '../../kernel/domain-error';

export const SHIPMENT = defineErrors('SHIPMENT', {
  NOT_A_MANIFEST: {
    kind: 'rule',
    title: 'The file is not a manifest that can be read',
    advice:
      'The reasons say why. Send an ASYCUDA World, CUSCAR, CSV or XLSX manifest as it was exported; `npm run -s manifest:inspect -- FILE` says what it is.',
  },
  STILL_IMPORTED: {
    kind: 'conflict',
    title: 'The manifest is still being imported',
    advice: 'Its parties are screened by themselves once all bills are there.',
  },
});
