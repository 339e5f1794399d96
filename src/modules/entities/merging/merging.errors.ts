import { defineErrors } from '../../../kernel/domain-error';

export const JUDGEMENT = defineErrors('JUDGEMENT', {
  OTHER_UNKNOWN: {
    kind: 'invalid',
    title: 'No such other entity',
    advice: 'Give the id of another entity that you can see.',
  },
  CONTRADICTED: {
    kind: 'conflict',
    title: 'This contradicts judgements that stand',
    advice: '`reasons` names them. Withdraw what is wrong, then judge again.',
  },
  NOT_ONE_ENTITY: {
    kind: 'rule',
    title: 'These cannot be one entity',
    advice: '`reasons` says why. Correct the schema, or judge `not_same` or `unsure`.',
  },
  NOT_STANDING: {
    kind: 'conflict',
    title: 'This judgement no longer stands',
    advice: 'Read the judgements of the entity and withdraw the last one on the pair.',
  },
});
