import { defineErrors } from '../../kernel/domain-error';

export const ENTITY = defineErrors('ENTITY', {
  STATEMENTS_INVALID: {
    kind: 'invalid',
    title: 'Statements do not fit the schema',
    advice: 'Properties are named as in FollowTheMoney; `fields` names each that does not fit.',
  },
  SOURCE_UNKNOWN: {
    kind: 'invalid',
    title: 'No such source record',
    advice: "Give the id of a record you can see, or name the source in `source` alone. A relation is nobody's source.",
  },
  TARGET_UNKNOWN: {
    kind: 'invalid',
    title: 'No such entity to relate to',
    advice: 'Give the id of an entity you can see, of the kind that the property takes; `fields` says which.',
  },
  STATEMENT_UNKNOWN: {
    kind: 'invalid',
    title: 'No such statement that stands',
    advice: 'Read the entity again: a statement is withdrawn once, by its id.',
  },
});
