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
  NOT_AN_IMPORT: {
    kind: 'invalid',
    title: 'Not a file of entities that can be read',
    advice: 'Send FollowTheMoney JSON lines, or a table of statements with the columns id, schema, prop and value.',
  },
  EXPORT_UNKNOWN: {
    kind: 'invalid',
    title: 'Not all of these are entities',
    advice: 'Give ids of entities that you can see; `fields` names the others.',
  },
  EXPORT_TOO_LARGE: {
    kind: 'rule',
    title: 'Too many for one export',
    advice: 'Narrow it by schema, owner or time of receipt, or name up to 1,000 entities by their ids.',
  },
});
