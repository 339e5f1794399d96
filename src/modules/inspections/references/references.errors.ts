import { defineErrors } from '../../../kernel/domain-error';

export const FIREARM_REFERENCE = defineErrors('FIREARM_REFERENCE', {
  KNOWN_ALREADY: {
    kind: 'conflict',
    title: 'The reference has this name already',
    advice: 'Capitals, spaces and signs do not count. Look it up by `POST /v1/firearm-references/check`.',
  },
  MAKE_UNKNOWN: {
    kind: 'invalid',
    title: 'No such make, or none was named',
    advice: 'A model needs a make that the reference has; nothing else has one.',
  },
  SAME_AS_UNKNOWN: {
    kind: 'invalid',
    title: 'No such canonical name',
    advice: 'Name what the other name stands for as the reference has it.',
  },
  NOTHING_SAID: {
    kind: 'invalid',
    title: 'There is nothing to check',
    advice: 'Give at least one of `make`, `model`, `calibre` and `type`.',
  },
  NAME_EMPTY: {
    kind: 'invalid',
    title: 'The name has neither letters nor digits',
    advice: 'Give the name as it is written on the weapon or in its papers.',
  },
});
