import { Injectable } from '@nestjs/common';
import type { EntityMetadata, EntityTarget, ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import { UnitOfWork } from './unit-of-work';

/** PostgreSQL takes at most 65,535 parameters in a statement. */
const MOST_PARAMETERS = 60_000;
/** Up to here an insert is prepared: there is one text for each number of rows. */
const MOST_PREPARED_ROWS = 12;

/**
 * Writes records by TypeORM's metadata, which knows tables, columns and types, on the ambient transaction and at once, so that inserts
 * which do not wait for each other share a round trip. Never save(): it overwrites silently and turns a hidden row into an INSERT.
 */
@Injectable()
export class RowWriter {
  private readonly texts = new Map<string, string>();

  constructor(private readonly uow: UnitOfWork) {}

  /** One statement for all rows (several, if they exceed what a statement can carry). A column no row names keeps its default. */
  async insert<T extends ObjectLiteral>(target: EntityTarget<T>, rows: readonly Partial<T>[]): Promise<void> {
    if (rows.length === 0) return;
    const metadata = this.uow.manager.connection.getMetadata(target);
    const columns = metadata.columns.filter(({ propertyName }) => rows.some((row) => row[propertyName] !== undefined));
    const size = Math.max(1, Math.floor(MOST_PARAMETERS / columns.length));
    const statements: Promise<unknown>[] = [];
    for (let start = 0; start < rows.length; start += size) {
      statements.push(this.send(metadata, columns, rows.slice(start, start + size)));
    }
    await Promise.all(statements);
  }

  private send(
    metadata: EntityMetadata,
    columns: readonly ColumnMetadata[],
    rows: readonly ObjectLiteral[],
  ): Promise<unknown> {
    const { driver } = this.uow.manager.connection;
    const text = this.textOf(metadata.tablePath, columns, rows.length);
    const values = rows.flatMap((row) =>
      columns.map((column) => driver.preparePersistentValue(row[column.propertyName] ?? null, column) as unknown),
    );
    return rows.length <= MOST_PREPARED_ROWS ? this.uow.prepared(text, values) : this.uow.query(text, values);
  }

  private textOf(table: string, columns: readonly ColumnMetadata[], rows: number): string {
    const names = columns.map(({ databaseName }) => `"${databaseName}"`).join(', ');
    const key = `${table} ${names} ${rows}`;
    let text = this.texts.get(key);
    if (!text) {
      const tuple = (row: number): string =>
        `(${columns.map((_, i) => `$${row * columns.length + i + 1}`).join(', ')})`;
      text = `INSERT INTO "${table}" (${names}) VALUES ${Array.from({ length: rows }, (_, row) => tuple(row)).join(', ')}`;
      if (rows <= MOST_PREPARED_ROWS) this.texts.set(key, text);
    }
    return text;
  }

  /** Changes one row by its record's key; false if there is no such row to change. */
  async update<T extends ObjectLiteral>(
    target: EntityTarget<T>,
    recordKey: number,
    patch: Partial<T>,
  ): Promise<boolean> {
    const builder = this.uow.manager
      .createQueryBuilder()
      .update(target)
      .set(patch)
      .where('record_key = :recordKey', { recordKey });
    const [sql, parameters] = builder.getQueryAndParameters();
    return (await this.uow.execute(sql, parameters)) === 1;
  }
}
