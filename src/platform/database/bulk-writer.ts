import { Injectable } from '@nestjs/common';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import { arrayLiteral, copyLine } from './copy-text';
import { UnitOfWork } from './unit-of-work';

export interface BulkOptions {
  /** The database gives the rows their keys. */
  readonly keyIsGenerated?: boolean;
  /** A row that is there stays as it is. */
  readonly skipExisting?: boolean;
}

/**
 * Writes thousands of records within a bulk unit of work. PostgreSQL refuses COPY into a table with row-level security, so rows are copied into
 * a temporary table and inserted from there as the acting organisation: every policy is asked for every row, as for any other insert.
 */
@Injectable()
export class BulkWriter {
  constructor(private readonly uow: UnitOfWork) {}

  /** Rows of one table. A column no row names is NULL, whatever its default. */
  async insert<T extends ObjectLiteral>(
    target: EntityTarget<T>,
    rows: readonly Partial<T>[],
    { keyIsGenerated = false, skipExisting = false }: BulkOptions = {},
  ): Promise<void> {
    if (rows.length === 0) return;
    const { columns: all, tablePath } = this.uow.manager.connection.getMetadata(target);
    const columns = all.filter(({ isGenerated }) => !(keyIsGenerated && isGenerated));
    const names = columns.map(({ databaseName }) => `"${databaseName}"`).join(', ');
    const incoming = `pg_temp."incoming_${tablePath}"`;
    await this.uow.execute(
      `CREATE TEMPORARY TABLE IF NOT EXISTS "incoming_${tablePath}" ON COMMIT DELETE ROWS AS SELECT ${names} FROM "${tablePath}" WITH NO DATA`,
    );
    await this.uow.copy(`COPY ${incoming} (${names}) FROM STDIN`, linesOf(columns, rows));
    const otherwise = skipExisting ? ' ON CONFLICT DO NOTHING' : '';
    await this.uow.execute(`INSERT INTO "${tablePath}" (${names}) SELECT ${names} FROM ${incoming}${otherwise}`);
    await this.uow.execute(`TRUNCATE ${incoming}`);
  }
}

const LINES_TOGETHER = 100;

function* linesOf(columns: readonly ColumnMetadata[], rows: readonly ObjectLiteral[]): Generator<string> {
  for (let start = 0; start < rows.length; start += LINES_TOGETHER) {
    yield rows
      .slice(start, start + LINES_TOGETHER)
      .map((row) => copyLine(columns.map((column) => valueOf(column, row[column.propertyName]))))
      .join('');
  }
}

/** A jsonb value is JSON even if it is a text or a number. */
function valueOf(column: ColumnMetadata, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (column.isArray) return arrayLiteral(value as string[]);
  return column.type === 'jsonb' ? JSON.stringify(value) : value;
}
