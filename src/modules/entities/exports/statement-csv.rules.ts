/** Entities as a table of statements with everything said of each: what the import reads back, sources and grades included. */
import { writeRow } from '../csv-cell.rules';
import { propertyFacts } from '../ftm-model.rules';
import { STATEMENT_COLUMNS, type StatementColumn } from '../imports/statement-table.cases';
import type { ExportedEntity } from './ftm-export.rules';

export const CSV_HEAD = writeRow([...STATEMENT_COLUMNS]);

export function csvRows({ id, schema, statements }: ExportedEntity): string {
  return statements
    .map((said) => {
      const isCountry = propertyFacts(schema, said.prop)?.type === 'country';
      const cells: Record<StatementColumn, string> = {
        ...{ id, schema, prop: said.prop, value: isCountry ? said.value.toLowerCase() : said.value },
        ...{ lang: said.lang ?? '', original_value: said.originalValue ?? '', source: said.source },
        ...{ reliability: said.reliability ?? '', credibility: String(said.credibility ?? '') },
        ...{ first_seen: said.firstSeen, last_seen: said.lastSeen },
      };
      return writeRow(STATEMENT_COLUMNS.map((column) => cells[column]));
    })
    .join('');
}
