import { defineErrors } from '../../kernel/domain-error';

export const NOTIFICATION_ERRORS = defineErrors('NOTIFICATION', {
  PREFERENCES_REFUSED: {
    kind: 'rule',
    title: 'The preferences cannot be like this',
    advice: 'The reasons say which: a recall cannot be silenced, quiet hours need two different times.',
  },
  ADDRESS_REFUSED: {
    kind: 'rule',
    title: 'Webhooks are not sent to this address',
    advice: 'HTTPS to a public host on port 443. The operator may allow hosts of an own network (WEBHOOK_ALLOW).',
  },
  TOO_MANY_WEBHOOKS: {
    kind: 'rule',
    title: 'Your organisation has ten webhooks in use',
    advice: 'Disable one that is no longer needed.',
  },
  WEBHOOK_DISABLED: {
    kind: 'conflict',
    title: 'The webhook is disabled',
    advice: 'Enable it again with PATCH /v1/webhooks/{id} once its address answers.',
  },
  STILL_PENDING: {
    kind: 'conflict',
    title: 'The delivery is still being tried',
    advice: 'Its `nextAttemptAt` says when; what has ended can be delivered again.',
  },
});
