/** What a list says of an entry, as statements of an entity. Invariant: nothing is dropped; what has no property, or not its form, is a note. */
import { type EntitySchema, faultsOf, fromFtm, propertyFacts, type Statement } from '../../entities';
import { toFtm } from '../lists/ftm-export.rules';
import type { ContentView } from './watchlist.types';
import { type EntryContent, fromContent } from './entry-content.rules';

export interface ListSource {
  /** Who says so, for people: title and number of the version. */
  readonly source: string;
  readonly sourceListVersion: number;
}

const NOTES = 'notes';

export function listedStatements({ content, schema }: ContentView, source: ListSource): readonly Statement[] {
  const { properties } = toFtm(fromContent(content as EntryContent), 'list');
  const stated = Object.entries(properties).flatMap(([prop, values]) =>
    values.map((raw) => statementOf(schema, prop, raw, source)),
  );
  return stated.map((statement) =>
    statement.prop === NOTES || faultsOf(schema, [statement]).length === 0
      ? statement
      : { ...source, prop: NOTES, value: `${statement.prop}: ${statement.value}` },
  );
}

function statementOf(schema: EntitySchema, prop: string, raw: string, source: ListSource): Statement {
  const facts = propertyFacts(schema, prop);
  return facts ? { ...source, prop, ...fromFtm(facts, raw) } : { ...source, prop: NOTES, value: `${prop}: ${raw}` };
}
