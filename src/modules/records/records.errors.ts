import { defineErrors } from '../../kernel/domain-error';

export const RECORD = defineErrors('RECORD', {
  NOT_THE_OWNER: {
    kind: 'forbidden',
    title: 'Only its originator may do this to a record',
    advice:
      'Ask the organisation that submitted it (POST /v1/exchanges): originator control is never given up by sharing.',
  },
  ABOVE_CLEARANCE: {
    kind: 'rule',
    title: 'Nobody classifies above the own clearance',
    advice: 'Use a lower classification, or let a colleague with the clearance submit it.',
  },
  CLIENT_REF_TAKEN: {
    kind: 'conflict',
    title: 'Your organisation has already submitted a record with this clientRef',
    advice: 'It was probably received: look it up with GET /v1/records?clientRef=…',
  },
  RELEASE_EXPIRED: {
    kind: 'rule',
    title: 'A release cannot end before it begins',
    advice: 'Choose an `expiresAt` in the future.',
  },
  RELEASE_WITHDRAWN: {
    kind: 'conflict',
    title: 'This release was withdrawn before',
    advice: 'Nothing is left to do.',
  },
  DIGEST_MISMATCH: {
    kind: 'rule',
    title: 'The file that arrived is not the file that was announced',
    advice: 'Upload it again: Content-Digest and the bytes received differ.',
  },
});
