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
});
