import { defineErrors } from '../../kernel/domain-error';

export const CASE = defineErrors('CASE', {
  NOT_ALLOWED_NOW: {
    kind: 'rule',
    title: 'The case cannot do this in its present state',
    advice: 'The reasons say which events are allowed now.',
  },
  MEMBER_UNKNOWN: {
    kind: 'invalid',
    title: 'No such record',
    advice: 'A case holds records you can see; `fields` names those it cannot hold.',
  },
  MEMBER_ALREADY: {
    kind: 'conflict',
    title: 'The record is in this case already',
    advice: 'Nothing is left to do.',
  },
  NO_SUCH_LINK: {
    kind: 'invalid',
    title: 'These records do not share this identifier',
    advice:
      'Judge a link as GET /v1/cases/{id}/links gives it: both records, the kind, and a value as written on either side.',
  },
});
