import { defineErrors } from '../../../kernel/domain-error';

export const COMMENT = defineErrors('COMMENT', {
  NOT_THE_AUTHOR: {
    kind: 'forbidden',
    title: 'This comment is not yours to change',
    advice: 'Its author edits it; its organisation withdraws it. Write a comment of your own.',
  },
  WITHDRAWN: {
    kind: 'conflict',
    title: 'This comment was withdrawn',
    advice: 'Its place is kept and its words are gone. Write a new one.',
  },
});
