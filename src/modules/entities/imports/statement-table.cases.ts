/** Columns of a table of statements, one statement a row, as the command line of FollowTheMoney writes it. */
export const STATEMENT_COLUMNS = [
  'id',
  'schema',
  'prop',
  'value',
  'lang',
  'original_value',
  'source',
  'reliability',
  'credibility',
  'first_seen',
  'last_seen',
] as const;
export type StatementColumn = (typeof STATEMENT_COLUMNS)[number];

export const REQUIRED_COLUMNS: readonly StatementColumn[] = ['id', 'schema', 'prop', 'value'];
