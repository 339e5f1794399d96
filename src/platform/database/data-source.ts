import type { TypeOrmModuleOptions } from '@nestjs/typeorm';
import { types } from 'pg';
import type { Runtime } from '../config/runtime';

// A SQL date is a day, not midnight somewhere: pg would make a JavaScript Date of it and lose a day west of Greenwich.
types.setTypeParser(types.builtins.DATE, (text) => text);
// Keys and counts: every bigint of ours is far below 2^53.
types.setTypeParser(types.builtins.INT8, (text) => Number(text));

/** The runtime's connection pool, as lambi_app. Waits and locks are bounded, so that a stuck request cannot hold up the house. */
export const databaseOptions = ({ database, config }: Runtime): TypeOrmModuleOptions => ({
  type: 'postgres',
  url: database.app,
  autoLoadEntities: true,
  synchronize: false,
  invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
  retryAttempts: 0,
  extra: {
    max: config.DATABASE_POOL_SIZE,
    pipeline: true,
    connectionTimeoutMillis: config.DATABASE_WAIT_SECONDS * 1_000,
    statement_timeout: 10_000,
    lock_timeout: config.DATABASE_WAIT_SECONDS * 1_000,
    idle_in_transaction_session_timeout: 15_000,
    application_name: 'lambi',
  },
});
