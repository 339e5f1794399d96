import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Client } from 'pg';
import { CLOCK, type Clock } from '../../kernel/clock';
import { RUNTIME, type Runtime } from '../../platform/config/runtime';
import { HeadsFile } from './heads-file.service';
import { headLine, signerOf, signHead, type Signer } from './head.rules';
import { appendLeaves, frontierCoordinates, type Appended } from './merkle.rules';

const EVERY_MS = 500;
/** A log that grew has its head outside within a round. A quiet one is signed again now and then, which shows that nobody cut the file short. */
const QUIET_HEADS_AGAIN_MS = 3_600_000;
const BATCH = 1_000;

interface PendingLeaf {
  leaf_key: number;
  log_id: number;
  log_name: string;
  leaf_hash: Buffer;
  size: number;
}

/**
 * Gives committed leaves their place in the log of their organisation, signs a head for each log that grew, and appends it to a file
 * outside the database: that file is what makes a rewritten log visible. One sequencer works at a time, whatever the number of
 * replicas (advisory lock in app.sequence_begin). It is lambi_worker, which no request is, on a connection of its own, so that a full
 * request pool cannot stop it. A replica without that role's address places nothing; some other must.
 */
@Injectable()
export class Sequencer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('sequencer');
  private readonly signer: Signer;
  private readonly heads: HeadsFile;
  private client: Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private turn: Promise<unknown> = Promise.resolve();
  private headsWrittenAt = 0;
  private stopped = false;
  /** When the last round succeeded; readiness looks at it. */
  lastSuccessAt = Date.now();

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.signer = signerOf(runtime.keys.auditSigning);
    this.heads = new HeadsFile(runtime.headsFile);
  }

  get isHere(): boolean {
    return this.runtime.database.worker !== undefined;
  }

  onApplicationBootstrap(): void {
    if (this.isHere) this.schedule(0);
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
    if (!this.isHere) return;
    await this.sequenceAll().catch((error: unknown) => this.logger.error({ err: error }, 'last round failed'));
    await this.client?.end().catch(() => undefined);
  }

  /** Places everything that is committed now. Returns how many leaves were placed. One caller at a time: they share a connection. */
  sequenceAll(): Promise<number> {
    const turn = this.turn.then(() => this.placeAll());
    this.turn = turn.catch(() => undefined);
    return turn;
  }

  private async placeAll(): Promise<number> {
    let placed = 0;
    for (;;) {
      const round = await this.round();
      placed += round;
      if (round < BATCH) return placed;
    }
  }

  private schedule(delay: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.running = this.tick().finally(() => this.schedule(EVERY_MS));
    }, delay);
    this.timer.unref();
  }

  private async tick(): Promise<void> {
    try {
      await this.sequenceAll();
      if (Date.now() - this.headsWrittenAt >= QUIET_HEADS_AGAIN_MS) await this.repeatHeads();
      this.lastSuccessAt = Date.now();
    } catch (error) {
      this.logger.error({ err: error }, 'sequencing failed; it is tried again');
      await this.client?.end().catch(() => undefined);
      this.client = undefined;
    }
  }

  private async round(): Promise<number> {
    const client = await this.connected();
    await client.query('BEGIN');
    try {
      const { rows } = await client.query<PendingLeaf>('SELECT * FROM app.sequence_begin($1)', [BATCH]);
      const lines: string[] = [];
      for (const leaves of byLog(rows)) lines.push(await this.extend(client, leaves));
      await client.query('COMMIT');
      // After COMMIT: a head outside that the database does not have would look like tampering for ever. A crash in between leaves a
      // gap that repeatHeads closes at the next start.
      if (lines.length > 0) await this.heads.append(lines);
      return rows.length;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  private async extend(client: Client, leaves: readonly PendingLeaf[]): Promise<string> {
    const { log_id: log, log_name: name, size } = leaves[0]!;
    const wanted = frontierCoordinates(size);
    const { rows: stored } = await client.query<{ level: number; idx: number; hash: Buffer }>(
      'SELECT * FROM app.sequence_nodes($1, $2, $3)',
      [log, wanted.map(({ level }) => level), wanted.map(({ idx }) => idx)],
    );
    const frontier = wanted.map(
      ({ level, idx }) => stored.find((node) => node.level === level && node.idx === idx)?.hash,
    );
    const appended = frontier.every((hash) => hash !== undefined)
      ? appendLeaves(
          size,
          frontier,
          leaves.map((leaf) => leaf.leaf_hash),
        )
      : null;
    if (!appended) throw new Error(`log ${name}: inner nodes for size ${size} are missing`);
    return this.store(client, log, name, size, leaves, appended);
  }

  private async store(
    client: Client,
    log: number,
    name: string,
    first: number,
    leaves: readonly PendingLeaf[],
    grown: Appended,
  ): Promise<string> {
    const at = this.clock.now();
    const head = signHead(this.signer, { log: name, size: grown.size, root: grown.root, at });
    await client.query('SELECT app.sequence_store($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)', [
      log,
      first,
      leaves.map((leaf) => leaf.leaf_key),
      grown.nodes.map((node) => node.level),
      grown.nodes.map((node) => node.idx),
      grown.nodes.map((node) => node.hash),
      grown.size,
      grown.root,
      at,
      head.keyId,
      Buffer.from(head.signature, 'base64url'),
    ]);
    return headLine(head);
  }

  /** Also at each start: it closes the gap that a crash between COMMIT and the file leaves. */
  private async repeatHeads(): Promise<void> {
    const client = await this.connected();
    const { rows } = await client.query<{ log_name: string; size: number; root: Buffer }>(
      'SELECT * FROM app.newest_heads()',
    );
    const at = this.clock.now();
    await this.heads.append(
      rows.map(({ log_name, size, root }) => headLine(signHead(this.signer, { log: log_name, size, root, at }))),
    );
    this.headsWrittenAt = Date.now();
  }

  private async connected(): Promise<Client> {
    if (!this.client) {
      this.client = new Client({
        connectionString: this.runtime.database.worker,
        application_name: 'lambi sequencer',
        statement_timeout: 30_000,
      });
      this.client.on('error', () => (this.client = undefined));
      await this.client.connect();
    }
    return this.client;
  }
}

function byLog(leaves: readonly PendingLeaf[]): Iterable<PendingLeaf[]> {
  const logs = new Map<number, PendingLeaf[]>();
  for (const leaf of leaves) logs.set(leaf.log_id, [...(logs.get(leaf.log_id) ?? []), leaf]);
  return logs.values();
}
