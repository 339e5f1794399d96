import { defineErrors } from '../../../kernel/domain-error';

export const TASK = defineErrors('TASK', {
  NOT_ALLOWED_NOW: {
    kind: 'rule',
    title: 'The task cannot do this now',
    advice: 'The reasons say what is missing, or which events its state allows.',
  },
  ASSIGNEE_UNKNOWN: {
    kind: 'invalid',
    title: 'Nobody to give this task to',
    advice: 'Name a user of your organisation who may see the record.',
  },
  MANDATORY_OPEN: {
    kind: 'rule',
    title: 'A mandatory task is open',
    advice: 'Complete the tasks that the reasons name, each with a note, and try again.',
  },
  TEMPLATE_UNKNOWN: {
    kind: 'invalid',
    title: 'No such template',
    advice: 'GET /v1/task-templates lists those of your organisation.',
  },
  TEMPLATE_NOT_FITTING: {
    kind: 'rule',
    title: 'This template cannot be applied here',
    advice: 'Choose the newest version of a template for this kind of record, and a day to begin.',
  },
});
