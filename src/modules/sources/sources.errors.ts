import { defineErrors } from '../../kernel/domain-error';

export const SOURCE = defineErrors('SOURCE', {
  CUSTODIANS_UNFIT: {
    kind: 'invalid',
    title: 'These cannot be the custodians',
    advice: 'Name colleagues who may keep sources, each once, not yourself, and at least as many as must approve.',
  },
  NOT_THE_HANDLER: {
    kind: 'forbidden',
    title: 'Only its handler writes down what is known of a source',
    advice: 'Tell the handler.',
  },
  TOO_FEW_CUSTODIANS: {
    kind: 'rule',
    title: 'Not enough custodians are left to approve this',
    advice: 'A custodian who asks cannot approve: let the handler ask. One who was disabled cannot either.',
  },
  MAY_NOT_DECIDE: {
    kind: 'rule',
    title: 'You cannot decide on this opening',
    advice:
      'A custodian other than the one who asked decides, once, while the request waits; the reasons say which is missing.',
  },
  DECIDED_BEFORE: {
    kind: 'conflict',
    title: 'You have decided on this opening before',
    advice: 'A second custodian must be a second person.',
  },
  NOT_OPEN: {
    kind: 'rule',
    title: 'This opening shows nothing',
    advice:
      'It is shown to the one who asked, once, within 15 minutes of the last approval needed. Ask again with a reason.',
  },
  LINKED_BEFORE: {
    kind: 'conflict',
    title: 'The source is linked to this record',
    advice: 'Nothing is left to do.',
  },
  RECORD_UNKNOWN: {
    kind: 'invalid',
    title: 'No such record',
    advice: 'Name a record you can see.',
  },
  UNREADABLE: {
    kind: 'bug',
    title: 'What is stored of this source does not fit its place; nothing is shown',
    advice: 'Report the X-Request-Id header of the answer to the operator: the row was altered, or its key is missing.',
  },
});
