import { defineErrors } from '../../kernel/domain-error';

export const SHIPMENT = defineErrors('SHIPMENT', {
  NOT_A_MANIFEST: {
    kind: 'rule',
    title: 'The file is not a manifest that can be read',
    advice: 'The reasons say why. Send an ASYCUDA World cargo manifest (AWMDS XML) as it was exported.',
  },
});
