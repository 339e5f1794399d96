import { Injectable } from '@nestjs/common';
import type { EntityTarget, ObjectLiteral, QueryDeepPartialEntity } from 'typeorm';
import { UnitOfWork } from './unit-of-work';

/** PostgreSQL takes at most 65,535 parameters in a statement. */
const MOST_PARAMETERS = 60_000;

/**
 * Writes records through TypeORM's query builder, which knows columns and types, but sends them on the ambient transaction at once, so
 * that inserts which do not wait for each other share a round trip. Never save(): it overwrites silently and turns a hidden row into an INSERT.
 */
@Injectable()
export class RowWriter {
  constructor(private readonly uow: UnitOfWork) {}

  /** One statement for all rows (several, if they exceed what a statement can carry). */
  async insert<T extends ObjectLiteral>(target: EntityTarget<T>, rows: readonly Partial<T>[]): Promise<void> {
    if (rows.length === 0) return;
    const columns = this.uow.manager.connection.getMetadata(target).columns.length;
    const size = Math.max(1, Math.floor(MOST_PARAMETERS / columns));
    const statements: Promise<unknown>[] = [];
    for (let start = 0; start < rows.length; start += size)
      statements.push(this.send(target, rows.slice(start, start + size)));
    await Promise.all(statements);
  }

  private send<T extends ObjectLiteral>(target: EntityTarget<T>, rows: readonly Partial<T>[]): Promise<unknown> {
    const builder = this.uow.manager
      .createQueryBuilder()
      .insert()
      .into(target)
      .values(rows as QueryDeepPartialEntity<T>[])
      .updateEntity(false)
      .returning('NULL');
    const [sql, parameters] = builder.getQueryAndParameters();
    return this.uow.query(sql, parameters);
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
