import { defineErrors } from '../../../kernel/domain-error';

/** Faults of one line of a bundle. They stand in its verdict; the answer as a whole is 200. */
export const SYNC = defineErrors('SYNC', {
  CUT: {
    kind: 'invalid',
    title: 'The last line of the bundle is cut off; nothing of it was stored',
    advice: 'Send the bundle again: what was received is answered with already_have.',
  },
  LINE_TOO_LONG: {
    kind: 'too_large',
    title: 'The line is longer than a record may be',
    advice: 'Photos are announced here and sent as files; long lists go with POST /v1/inspections/{id}/items.',
  },
  HASH_MISMATCH: {
    kind: 'rule',
    title: 'The content is not the one its hash was made of',
    advice: 'The bundle was changed or damaged on its way: make it again from the folder it came from.',
  },
  CLIENT_REF_IN_USE: {
    kind: 'conflict',
    title: 'Your organisation has a record with this clientRef and another content',
    advice:
      'Nothing was changed and what you sent is kept: compare both (GET /v1/sync/conflicts). Two things need two references; a correction is a change of the record.',
  },
  TOO_MANY_PHOTOS: {
    kind: 'rule',
    title: 'More photos are announced for this record than one can have',
    advice: 'Put further photos into a record of their own.',
  },
});
