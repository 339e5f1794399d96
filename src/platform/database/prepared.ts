import type { QueryConfig } from 'pg';

/** Each prepared statement takes memory in every connection; inserts have a text for each number of rows. */
const MOST_PREPARED = 200;
const names = new Map<string, string>();

/** A statement that each connection parses and plans once. Beyond the limit it is sent like any other. */
export function statement(text: string, values: readonly unknown[]): QueryConfig {
  let name = names.get(text);
  if (!name && names.size < MOST_PREPARED) names.set(text, (name = `lambi_${names.size}`));
  return { ...(name && { name }), text, values: values as unknown[] };
}
