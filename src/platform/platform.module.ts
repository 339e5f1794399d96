import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CLOCK, systemClock } from '../kernel/clock';
import { CONFIG } from './config/config';
import { RUNTIME, type Runtime } from './config/runtime';
import { databaseOptions } from './database/data-source';
import { BeforeAnybody } from './database/before-anybody';
import { BulkWriter } from './database/bulk-writer';
import { Connections } from './database/connections';
import { RowWriter } from './database/row-writer';
import { UnitOfWork } from './database/unit-of-work';
import { DomainEvents } from './events/domain-events';
import { CURSORS, createCursorCodec } from './http/cursor';
import { Idempotency } from './http/idempotency';
import { InFlight } from './http/in-flight';
import { ProgressStreams } from './http/progress-streams';
import { Jobs } from './jobs/jobs';
import { loggerModule } from './logging/logger';
import { Metrics } from './metrics/metrics';
import { createStorage } from './storage/storage.factory';
import { STORAGE } from './storage/storage';

/** The plumbing every module stands on; it knows no business word. */
@Global()
@Module({})
export class PlatformModule {
  static with(runtime: Runtime): DynamicModule {
    const providers = [
      { provide: RUNTIME, useValue: runtime },
      { provide: CONFIG, useValue: runtime.config },
      { provide: CLOCK, useValue: systemClock },
      { provide: CURSORS, useValue: createCursorCodec(runtime.keys.cursor) },
      { provide: STORAGE, useValue: createStorage(runtime) },
      { provide: InFlight, useValue: new InFlight(runtime.config.MAX_IN_FLIGHT) },
      Connections,
      UnitOfWork,
      BeforeAnybody,
      RowWriter,
      BulkWriter,
      DomainEvents,
      Jobs,
      Idempotency,
      ProgressStreams,
      Metrics,
    ];
    return {
      module: PlatformModule,
      imports: [TypeOrmModule.forRoot(databaseOptions(runtime)), loggerModule()],
      providers,
      exports: providers,
    };
  }
}
