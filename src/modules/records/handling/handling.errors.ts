import { defineErrors } from '../../../kernel/domain-error';

export const HANDLING = defineErrors('HANDLING', {
  FIELD_CANNOT_BE_HELD: {
    kind: 'rule',
    title: 'This field of this kind of record cannot be held back',
    advice: 'GET /v1/records/{id}/held-back-fields names those that can. A row of a list (items/0) is always told.',
  },
  FIELD_HELD_BACK: {
    kind: 'conflict',
    title: 'The field is held back',
    advice: 'Give it back first (POST /v1/records/{id}/held-back-fields/give-back): what is held back is not changed.',
  },
  NOTHING_TO_HOLD: {
    kind: 'rule',
    title: 'The field says nothing',
    advice: 'Only what is there can be held back.',
  },
  NOT_HELD_BACK: {
    kind: 'rule',
    title: 'This field is not held back',
    advice: 'GET /v1/records/{id}/held-back-fields shows what is.',
  },
  CONSENT_NEEDED: {
    kind: 'forbidden',
    title: 'It was released to you without leave to pass it on',
    advice: 'Ask its originator: POST /v1/consent-requests.',
  },
  OWN_RECORD: {
    kind: 'rule',
    title: 'Your own organisation submitted this record',
    advice: 'Release it with POST /v1/releases; nobody has to consent.',
  },
  WIDER_THAN_GIVEN: {
    kind: 'rule',
    title: 'This is wider than what was asked or given',
    advice: 'An audience, a field or an end later than that needs the consent of the originator.',
  },
  ALREADY_DECIDED: {
    kind: 'conflict',
    title: 'This request was decided, or taken back, before',
    advice: 'Read it; ask again if it is still needed.',
  },
  NO_LONGER_IN_FORCE: {
    kind: 'conflict',
    title: 'Who asked no longer sees the record, or the time asked for has ended',
    advice: 'Release the record again first, or let the request lie: it has no force.',
  },
  SOURCE_UNKNOWN: {
    kind: 'rule',
    title: 'There is no such record to quote, or none that you can see',
    advice: 'Quote what you can read: a record, and a field of it that is shown to you.',
  },
});
