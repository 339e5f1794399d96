import { defineErrors } from '../../kernel/domain-error';

export const EXCHANGE = defineErrors('EXCHANGE', {
  CANNOT_BE_SENT: {
    kind: 'rule',
    title: 'The exchange cannot be sent like this',
    advice: 'The reasons name the field: a request has a due date that has not passed, a notice has none.',
  },
  TO_ONESELF: {
    kind: 'invalid',
    title: 'An exchange is addressed to others',
    advice: "Leave your own organisation's audience out of `recipientAudienceIds`.",
  },
  NOT_ADDRESSED: {
    kind: 'forbidden',
    title: 'Only its addressees acknowledge or answer an exchange',
    advice: 'Ask the sender to address your organisation, or send an exchange of your own.',
  },
  NOT_ALLOWED_NOW: {
    kind: 'rule',
    title: 'This cannot happen to the exchange any more, or not yet',
    advice: 'The reasons give its state and what may happen next.',
  },
  ENCLOSURE_UNKNOWN: {
    kind: 'invalid',
    title: 'No such record to enclose',
    advice: 'Enclose records you can see, by their id.',
  },
  NOT_YOURS_TO_ENCLOSE: {
    kind: 'forbidden',
    title: 'Only your own records can be enclosed',
    advice:
      'Ask the originator to release the record to the addressee: originator control is never given up by sharing.',
  },
  REFERENCE_UNKNOWN: {
    kind: 'invalid',
    title: 'No such record or exchange to refer to',
    advice: 'Refer to records you can see, by their id.',
  },
  ADDRESSEE_GONE: {
    kind: 'invalid',
    title: 'An addressee takes part no more',
    advice: 'Leave it out of `recipientAudienceIds`, or ask an access administrator why the organisation was disabled.',
  },
  NOT_SENT: {
    kind: 'rule',
    title: 'This exchange was not sent yet',
    advice: 'Submit it first (POST /v1/exchanges/{id}/submission).',
  },
  SENT_BEFORE: {
    kind: 'rule',
    title: 'What was sent is never changed',
    advice: 'Send a correction: POST /v1/exchanges/{id}/versions. It may carry attachments of its own.',
  },
  DRAFT_NOT_LIKE_THIS: {
    kind: 'invalid',
    title: 'A draft of this kind does not say this',
    advice: 'Whom a reply or a correction reaches, and what it is about, follows from what it answers or corrects.',
  },
  TOO_MANY: {
    kind: 'rule',
    title: 'The list is too long for one file',
    advice: 'Narrow it with `sentFrom` and `sentBefore`, or page through it as JSON.',
  },
  APPROVAL_REFUSED: {
    kind: 'rule',
    title: 'This cannot be approved or returned, or not by you',
    advice: 'A second person approves what waits for approval: neither the author nor whoever last edited it.',
  },
});

export const EXCHANGE_POLICY = defineErrors('EXCHANGE_POLICY', {
  VERSION_TAKEN: {
    kind: 'conflict',
    title: 'Somebody else has just added or confirmed a version',
    advice: 'Read the versions again (GET /v1/exchange-policies) and decide anew.',
  },
  NOT_YOURS_TO_CONFIRM: {
    kind: 'rule',
    title: 'This version cannot be confirmed, or not by you',
    advice:
      'A second person of your organisation confirms a version that asks for less; the reasons say what is the matter.',
  },
});
