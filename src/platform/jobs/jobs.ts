import { EventEmitter } from 'node:events';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Logger as QueueLogger, run, type Runner } from 'graphile-worker';
import { Pool } from 'pg';
import { RUNTIME, type Runtime } from '../config/runtime';
import { UnitOfWork } from '../database/unit-of-work';
import { WorkerPresence } from './worker-presence';

export type JobHandler = (payload: Readonly<Record<string, unknown>>) => Promise<void>;

/**
 * The only "afterwards": a job is added in the transaction that wants it, so that it exists exactly if the transaction was committed.
 * Handlers act through units of work like requests do; the worker's own role can see the queue and nothing else.
 */
@Injectable()
export class Jobs implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('jobs');
  private readonly handlers = new Map<string, JobHandler>();
  private runner: Runner | undefined;
  private pool: Pool | undefined;
  private presence: WorkerPresence | undefined;

  constructor(
    private readonly uow: UnitOfWork,
    @Inject(RUNTIME) private readonly runtime: Runtime,
  ) {}

  handle(task: string, handler: JobHandler): void {
    if (this.handlers.has(task)) throw new Error(`job ${task} has two handlers`);
    this.handlers.set(task, handler);
  }

  /** What this program can do afterwards; app.add_job takes these and nothing else. */
  get tasks(): string[] {
    return [...this.handlers.keys()];
  }

  /** Adds a job within the running unit of work. `key` keeps one job of that key in the queue. */
  async add(
    task: string,
    payload: Record<string, unknown>,
    { runAt, key }: { runAt?: Date; key?: string } = {},
  ): Promise<void> {
    if (!this.handlers.has(task)) throw new Error(`job ${task} has no handler`);
    await this.uow.query('SELECT app.add_job($1, $2, $3, $4)', [
      task,
      JSON.stringify(payload),
      runAt ?? new Date(),
      key ?? null,
    ]);
  }

  async onApplicationBootstrap(): Promise<void> {
    const connectionString = this.runtime.database.worker;
    if (!connectionString || this.handlers.size === 0) return;
    const taskList = Object.fromEntries(
      [...this.handlers].map(([task, handler]) => [
        task,
        (payload: unknown) => handler(payload as Record<string, unknown>),
      ]),
    );
    // A pool of ours: the queue stops listening for errors of its own before its last connections are closed.
    this.pool = new Pool({ connectionString, max: 4, application_name: 'lambi worker' });
    const lost = (error: Error): void => this.logger.warn({ err: error }, 'a connection of the worker was lost');
    this.pool.on('error', lost).on('connect', (client) => client.on('error', lost));
    const presence = (this.presence = new WorkerPresence(connectionString, this.logger));
    await presence.start();
    const events = new EventEmitter();
    // Jobs are locked in the name of the pool, not of the worker in it that runs them.
    events.on(
      'worker:create',
      ({ worker }: { worker: { workerPool: { id: string } } }) => void presence.announce(worker.workerPool.id),
    );
    this.runner = await run({
      events,
      pgPool: this.pool,
      taskList,
      concurrency: 2,
      pollInterval: 2_000,
      noHandleSignals: true,
      crontab: '',
      // The queue's own chatter; what fails is reported below, with its error.
      logger: new QueueLogger(() => (level, message) => this.logger.debug({ level, message })),
    });
    this.runner.events.on('job:error', ({ job, error }) =>
      this.logger.error({ err: error, task: job.task_identifier }, 'a job failed; it is tried again'),
    );
    this.runner.promise.catch((error: unknown) => this.logger.fatal({ err: error }, 'the worker stopped'));
  }

  async onModuleDestroy(): Promise<void> {
    await this.runner?.stop();
    await this.presence?.stop();
    await this.pool?.end();
  }
}
