import { defineErrors } from '../../../kernel/domain-error';

export const EVIDENCE = defineErrors('EVIDENCE', {
  EMPTY_FILE: {
    kind: 'rule',
    title: 'The file is empty',
    advice: 'Look at it on the device it comes from: an empty photo was usually never saved. Nothing was kept.',
  },
  UPLOADS_OPEN: {
    kind: 'too_many',
    title: 'Your organisation has too many uploads open, or has announced too much in them',
    advice: 'Finish or end (DELETE /v1/uploads/{id}) uploads that were begun; one that is left alone ends by itself.',
  },
  UPLOAD_STORED: {
    kind: 'conflict',
    title: 'This upload is whole and has become an attachment',
    advice: 'Evidence is not taken back. GET /v1/uploads/{id} shows it with its receipt.',
  },
  OFFSET_DIFFERS: {
    kind: 'conflict',
    title: 'The upload is at another offset',
    advice: 'Ask with HEAD how far it is, and go on from there.',
  },
  PROTOCOL_VERSION: {
    kind: 'precondition_failed',
    title: 'The tus protocol is spoken here in version 1.0.0',
    advice: 'Send `Tus-Resumable: 1.0.0`.',
  },
});
