import { AsyncLocalStorage } from 'node:async_hooks';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import type { PoolClient, QueryConfig, QueryResult } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { EntityManager } from 'typeorm';
import { COMMON } from '../../kernel/common.errors';
import { DomainError } from '../../kernel/domain-error';
import { type Actor, contextSql } from '../context/actor';
import { Connections, destroy, type Loan, sendTogether } from './connections';
import { isTransient } from './pg-errors';
import { statement } from './prepared';

/** One transaction and who acts in it. Reached only through UnitOfWork. */
export interface Unit {
  readonly actor: Actor;
  readonly manager: EntityManager;
  readonly client: PoolClient;
  readonly mode: 'read' | 'write';
  /** Facts that listeners need at the end of the unit, keyed by the listener's own symbol. */
  readonly notes: Map<symbol, unknown>;
  /** On a connection without pipelining: the statement sent last, which the next one waits for. */
  tail?: Promise<unknown>;
  /** Nothing more is sent: what still waits for its turn would come after ROLLBACK. */
  over?: boolean;
  /** The first statement that failed in it. */
  firstFault?: unknown;
}

/** Runs inside the transaction, last. What it starts is sent together with COMMIT, in one round trip. */
export type BeforeCommit = (unit: Unit) => Promise<void> | void;

/**
 * A read sees one state of the database from its first statement to its last: a record taken back in between is shown whole, as before,
 * or not at all, and never without its children. A write sees what others committed while it waited for them.
 */
const BEGIN = { read: 'BEGIN ISOLATION LEVEL REPEATABLE READ', write: 'BEGIN' } as const;
const COMMIT_TIMEOUT_MS = 10_000;
const ATTEMPTS = 3;

/**
 * Every statement of the program runs in a unit of work, as somebody: BEGIN and the actor's settings go out together, and the
 * settings end with the transaction, so no borrower of the connection inherits them. Nested calls join; a repository used outside
 * throws; nothing inside opens a second connection (ten requests on a pool of ten would wait for each other for ever).
 */
@Injectable()
export class UnitOfWork {
  private readonly storage = new AsyncLocalStorage<Unit>();
  private readonly listeners: BeforeCommit[] = [];

  constructor(private readonly connections: Connections) {}

  /** Registers what every unit does before it commits, such as writing its audit leaf. */
  beforeCommit(listener: BeforeCommit): void {
    this.listeners.push(listener);
  }

  /** A use case that only reads. It may still leave traces of its own, such as the leaf that says who read what. */
  read<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
    return this.enter('read', actor, work);
  }

  /** A use case that changes something. Repeated from the start after a deadlock: it must have no effect outside the database. */
  write<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
    return this.enter('write', actor, work);
  }

  /** The same on one of the few connections for imports, which can COPY, and whose statements may take minutes. */
  bulk<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
    return this.enter('write', actor, work, () => this.connections.borrowBulk());
  }

  /** The running unit. Throws outside of one, so that no query can run as nobody in particular. */
  get current(): Unit {
    const unit = this.storage.getStore();
    if (!unit) throw new DomainError(COMMON.BUG, { detail: 'a repository was used outside a unit of work' });
    return unit;
  }

  /** The ambient transaction's manager. */
  get manager(): EntityManager {
    return this.current.manager;
  }

  /**
   * Typed SQL through the ambient transaction, on the driver itself: it is sent before this returns, so statements started
   * without waiting for each other travel in one round trip (TypeORM's own query() waits first).
   */
  query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.send<Row>({ text: sql, values: parameters as unknown[] }).then(({ rows }) => rows);
  }

  /**
   * The same for a statement of every submission and every read: parsed and planned once for each connection, which halves the
   * database's work. Not for statements whose best plan depends on the values, such as lists with optional filters.
   */
  prepared<Row>(text: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.send<Row>(statement(text, parameters)).then(({ rows }) => rows);
  }

  /** The same for a statement whose effect counts: how many rows it changed. */
  execute(sql: string, parameters: readonly unknown[] = []): Promise<number> {
    return this.send({ text: sql, values: parameters as unknown[] }).then(({ rowCount }) => rowCount ?? 0);
  }

  /** COPY ... FROM STDIN, in text format, within a bulk unit: rows end with a line feed, fields are parted by tabs. */
  async copy(sql: string, rows: Iterable<string>): Promise<void> {
    const { client, tail } = this.current;
    await tail;
    await pipeline(Readable.from(rows), client.query(copyFrom(sql)));
  }

  /** Of statements that travel together the first that fails fails the rest (25P02), in whatever order they are awaited: it is the reason. */
  private send<Row>(config: QueryConfig): Promise<{ rows: Row[]; rowCount: number | null }> {
    const unit = this.current;
    const send = (): Promise<QueryResult> => {
      if (unit.over) throw new DomainError(COMMON.BUG, { detail: 'a statement came after its unit of work' });
      sendTogether(unit.client);
      return unit.client.query(config);
    };
    const sent = unit.tail ? unit.tail.then(send) : send();
    if (unit.tail) unit.tail = sent;
    return sent.then(
      ({ rows, rowCount }) => ({ rows: rows as Row[], rowCount }),
      (error: unknown) => {
        unit.firstFault ??= error;
        throw unit.firstFault;
      },
    );
  }

  private async enter<T>(
    mode: Unit['mode'],
    actor: Actor,
    work: () => Promise<T>,
    borrow: () => Promise<Loan> = () => this.connections.borrow(),
  ): Promise<T> {
    const outer = this.storage.getStore();
    if (outer) {
      if (outer.actor.userKey !== actor.userKey || (mode === 'write' && outer.mode === 'read')) {
        throw new DomainError(COMMON.BUG, { detail: 'a unit of work was joined by another actor or a stronger mode' });
      }
      return work();
    }
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.transact(mode, actor, work, await borrow());
      } catch (error) {
        if (attempt === ATTEMPTS || !isTransient(error)) throw error;
      }
    }
  }

  private async transact<T>(mode: Unit['mode'], actor: Actor, work: () => Promise<T>, loan: Loan): Promise<T> {
    const { client, manager } = loan;
    let broken: Error | undefined;
    let unit: Unit | undefined;
    try {
      sendTogether(client);
      const begun = client.query(`${BEGIN[mode]}; ${contextSql(actor)}`);
      begun.catch(() => undefined); // reported below: work may fail first, for the same reason
      const own: Unit = (unit = {
        actor,
        manager,
        client,
        mode,
        notes: new Map(),
        ...(loan.serial && { tail: begun }),
      });
      const result = await this.storage.run(own, async () => {
        const value = await work();
        await begun;
        const traces = this.listeners.map(async (listener) => listener(own));
        if (own.tail) await Promise.all(traces);
        await finish(client, traces);
        return value;
      });
      return result;
    } catch (error) {
      if (unit?.tail) unit.over = true;
      broken = await rollBack(client);
      throw error;
    } finally {
      await loan.giveBack(broken);
    }
  }
}

/** Traces and COMMIT travel together; a failed trace makes the commit fail too, and is the reason to report. */
async function finish(client: PoolClient, traces: readonly Promise<void>[]): Promise<void> {
  const outcomes = await Promise.allSettled([...traces, commit(client, Promise.allSettled(traces))]);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
}

/**
 * Answers only when the commit is certain. PostgreSQL answers ROLLBACK without an error if a statement before it failed, and answers
 * success with a mere warning if a wait for the standby was cancelled: both would be a lie to whoever submitted.
 */
async function commit(client: PoolClient, traced: Promise<unknown>): Promise<void> {
  let unreplicated = false;
  const onNotice = (notice: { message?: string }): void => {
    unreplicated ||= /synchronous replication/i.test(notice.message ?? '');
  };
  client.on('notice', onNotice);
  sendTogether(client);
  const answer: Promise<QueryResult> = client.query('COMMIT');
  const watch = watchCommit(client, traced);
  try {
    const result = await Promise.race([answer, watch.late]);
    if (result.command !== 'COMMIT') {
      throw new DomainError(COMMON.BUG, { detail: 'the transaction had failed before' });
    }
    if (unreplicated) throw new DomainError(COMMON.UNAVAILABLE, { detail: 'not yet on the standby', retryAfter: 5 });
  } finally {
    watch.end();
    client.off('notice', onNotice);
  }
}

/** The clock runs once the traces are written: hashing a large import takes its time, COMMIT itself must not. */
function watchCommit(client: PoolClient, traced: Promise<unknown>): { late: Promise<never>; end(): void } {
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  const late = new Promise<never>((_, reject) => {
    void traced.then(() => {
      if (ended) return;
      timer = setTimeout(() => {
        reject(new DomainError(COMMON.UNAVAILABLE, { detail: 'the commit was not confirmed in time', retryAfter: 5 }));
        destroy(client);
      }, COMMIT_TIMEOUT_MS);
    });
  });
  return {
    late,
    end: () => {
      ended = true;
      clearTimeout(timer);
    },
  };
}

async function rollBack(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query('ROLLBACK');
    return undefined;
  } catch (error) {
    return error as Error;
  }
}
