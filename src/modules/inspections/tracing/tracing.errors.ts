import { defineErrors } from '../../../kernel/domain-error';

export const TRACE = defineErrors('TRACE', {
  FIREARM_UNKNOWN: {
    kind: 'invalid',
    title: 'No such firearm',
    advice: 'Name an inspection you can see and the place of a listed firearm or part in it, from 0.',
  },
  LESS_PROTECTED: {
    kind: 'invalid',
    title: 'The trace would be classified below its inspection',
    advice: 'Give the classification of the inspection or a higher one, or leave it out.',
  },
  NOT_ALLOWED_NOW: {
    kind: 'rule',
    title: 'The trace cannot do this in its present state',
    advice: 'The reasons say what is missing or which events are allowed now.',
  },
  CORRECTION_REASON: {
    kind: 'invalid',
    title: 'A correction of an answer says why, and a first answer does not',
    advice: 'Give `correctionReason` with a correction only; `on` with the first answer only.',
  },
  TOO_MANY: {
    kind: 'too_large',
    title: 'More traces than one answer can hold',
    advice: 'Narrow it down by system, owner or time of receipt.',
  },
});
