import { defineErrors } from '../../../kernel/domain-error';

export const CUSTODY = defineErrors('CUSTODY', {
  NUMBER_TAKEN: {
    kind: 'conflict',
    title: 'Your organisation has another exhibit with this number',
    advice: 'Each exhibit has a number of its own.',
  },
  ITEM_UNKNOWN: {
    kind: 'invalid',
    title: 'No such item',
    advice: 'Give the `seq` of items as the inspection shows them, each once, and no more pieces than were found.',
  },
  EVENT_UNKNOWN: {
    kind: 'invalid',
    title: 'No such event to correct',
    advice: 'Give the `seq` of an event of this exhibit that has not been corrected yet.',
  },
  END_UNCLEAR: {
    kind: 'invalid',
    title: 'What became of the exhibit is not clear',
    advice: 'An event of kind DISPOSED names a `disposal`, and no other event does.',
  },
});
