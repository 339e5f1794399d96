import { defineErrors } from '../../kernel/domain-error';

export const RULE_SET = defineErrors('RULE_SET', {
  INCONSISTENT: {
    kind: 'rule',
    title: 'The rows of the table contradict each other',
    advice: 'Mend the places named in `fields` and propose the table again.',
  },
  TAKEN: {
    kind: 'conflict',
    title: 'This table, or another of this name, is there already',
    advice: 'Look through GET /v1/rule-sets; give a changed table a `version` of its own.',
  },
  NOT_ALLOWED: {
    kind: 'rule',
    title: 'The version cannot be decided like this',
    advice: 'The reasons say why; a version is approved by a second legal officer, for now or later.',
  },
  ALREADY_DECIDED: {
    kind: 'conflict',
    title: 'This version does not wait for a decision',
    advice: 'Read it again; what was decided stays, and a change is a new version.',
  },
});

export const ASSESSMENT = defineErrors('ASSESSMENT', {
  RECORD_UNKNOWN: {
    kind: 'invalid',
    title: 'No such record',
    advice: 'Give the id of a record you can see, or leave the field out.',
  },
  DECISION_ON_FILE: {
    kind: 'invalid',
    title: 'The decision of the Committee is on file',
    advice: 'Give `exemptionId`, or state a `committeeDecision` that is not in the system; not both.',
  },
  ALREADY_REPEATED: {
    kind: 'conflict',
    title: 'This assessment was repeated before',
    advice: 'Repeat the newest one of the chain: GET /v1/assessments/{id} shows it as `followedBy`.',
  },
});
