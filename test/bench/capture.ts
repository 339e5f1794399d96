import { Client } from 'pg';

/** One statement as the server process sent it. */
export interface Statement {
  readonly text: string;
  /** Of a prepared statement: it is parsed and planned once for each connection, on either side. */
  readonly name: string | undefined;
  readonly values: readonly unknown[];
  /** Which borrowed connection: statements of one unit of work share it. */
  readonly connection: number;
  /** Statements of the same request that were answered before this one was sent: it may have waited for them. */
  readonly after: readonly number[];
  rows: readonly Record<string, unknown>[];
}

type Query = (this: Client, ...parameters: unknown[]) => unknown;

/**
 * Records what the request pool sends between start and stop, in order, and which answers had come when each was sent. Only connections
 * named like the pool's are looked at: the sequencer and the job worker have their own, and their work goes on beside either side.
 */
export class Capture {
  private readonly original = Client.prototype.query as unknown as Query;
  private readonly statements: Statement[] = [];
  private readonly answered = new Set<number>();
  private readonly connections = new Map<Client, number>();

  start(): void {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the wrapper's own `this` is the connection
    const capture = this;
    Client.prototype.query = function (this: Client, ...parameters: unknown[]): unknown {
      return capture.record(this, parameters);
    } as never;
  }

  stop(): Statement[] {
    Client.prototype.query = this.original as never;
    return this.statements;
  }

  private record(client: Client, parameters: unknown[]): unknown {
    const sent = sentBy(parameters);
    if (nameOf(client) !== 'lambi' || !sent) return this.original.apply(client, parameters);
    const index = this.statements.length;
    const statement: Statement = {
      ...sent,
      connection: this.numberOf(client),
      after: [...this.answered],
      rows: [],
    };
    this.statements.push(statement);
    const done = (result: unknown): void => {
      this.answered.add(index);
      statement.rows = (result as { rows?: Record<string, unknown>[] } | undefined)?.rows ?? [];
    };
    const last = parameters.at(-1);
    if (typeof last === 'function') {
      parameters[parameters.length - 1] = (error: unknown, result: unknown): unknown => {
        done(result);
        return (last as (error: unknown, result: unknown) => unknown)(error, result);
      };
      return this.original.apply(client, parameters);
    }
    const promise = this.original.apply(client, parameters) as Promise<unknown>;
    // Attached first, so it runs before whoever waits for the statement can send the next one.
    promise.then(done, () => done(undefined));
    return promise;
  }

  private numberOf(client: Client): number {
    const known = this.connections.get(client) ?? this.connections.size;
    this.connections.set(client, known);
    return known;
  }
}

/** pg takes a text with values, or one object that may also name a prepared statement. Cursors and the like are not ours. */
function sentBy([first, second]: readonly unknown[]): Pick<Statement, 'text' | 'name' | 'values'> | undefined {
  const config = (typeof first === 'string' ? { text: first } : first) as Partial<
    Record<'text' | 'name' | 'values', unknown>
  >;
  if (typeof config?.text !== 'string' || 'submit' in config) return undefined;
  const values = config.values ?? second;
  return {
    text: config.text,
    name: config.name as string | undefined,
    values: Array.isArray(values) ? (values as unknown[]) : [],
  };
}

const nameOf = (client: Client): unknown =>
  (client as unknown as { connectionParameters: { application_name?: string } }).connectionParameters.application_name;

/** Waits of the client for the server along the longest chain: statements sent without waiting for each other count once. */
export function roundTrips(statements: readonly Pick<Statement, 'after'>[]): number {
  const depth: number[] = [];
  for (const { after } of statements) depth.push(1 + Math.max(0, ...after.map((index) => depth[index]!)));
  return Math.max(0, ...depth);
}
