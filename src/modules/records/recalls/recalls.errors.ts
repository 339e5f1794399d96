import { defineErrors } from '../../../kernel/domain-error';

export const RECALL = defineErrors('RECALL', {
  WIDENS: {
    kind: 'rule',
    title: 'A release is narrowed, never widened',
    advice:
      '`fields` names what is not narrower than it was. To give more, release the record again (POST /v1/releases).',
  },
  NOTHING_NARROWED: {
    kind: 'rule',
    title: 'Nothing is said that would be narrower',
    advice: 'Name at least one of `expiresAt`, `mayForward`, `onlyFor`, `audienceIds`.',
  },
  RELEASE_ENDED: {
    kind: 'conflict',
    title: 'This release has run out',
    advice: 'Nobody reads by it any longer. To ask for the copies, recall the record (POST /v1/records/{id}/recalls).',
  },
  FORWARDED: {
    kind: 'rule',
    title: 'This is an onward release: it goes by the terms of the release it was forwarded from',
    advice: 'Narrow that one, or withdraw this one.',
  },
  STILL_REACHED: {
    kind: 'rule',
    title: 'Whom you name would still be reached by another release',
    advice:
      '`fields` names the audience and the organisation: name the audience of the other release as well, or recall from everybody.',
  },
  NOTHING_TO_RECALL: {
    kind: 'conflict',
    title: 'Nothing is released to them, and nobody of them is left to be told',
    advice: 'GET /v1/records/{id}/recalls shows what was recalled before, GET /v1/records/{id}/readings who read it.',
  },
});
