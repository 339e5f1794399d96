import { defineErrors } from '../../../kernel/domain-error';

export const FIREARM = defineErrors('FIREARM', {
  SERIAL_UNREADABLE: {
    kind: 'invalid',
    title: 'The number is not written in the grammar of the search',
    advice: '`?` one unknown character, `*` any number of them, `[6G8]` one of these, `~` after a doubtful character.',
  },
  TOO_BROAD: {
    kind: 'rule',
    title: 'Too many firearms could be meant',
    advice:
      'A number with gaps needs three known characters and the make, calibre or type; the reasons say what is missing.',
  },
  OTHER_UNKNOWN: {
    kind: 'invalid',
    title: 'No such firearm',
    advice: 'Name an inspection you can see and the place of a listed item in it, from 0; two different ones.',
  },
  LINK_NOT_STANDING: {
    kind: 'rule',
    title: 'There is nothing to withdraw',
    advice: 'Only a judgement of your organisation on these two that stands can be withdrawn.',
  },
});
