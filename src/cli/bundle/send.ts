import { setTimeout as sleep } from 'node:timers/promises';
import type { BundleLine } from '../../modules/inspections/sync/sync.types';
import { type CheckedLine, readBundle } from './check';
import { type Finding, finding } from './folder';
import type { SendOptions } from './options';
import { PhotoSender } from './photos';
import { LineBroken, Server, waitFor } from './server';
import { isReceiptFor, isReceived, isSettled, type LineVerdict, ReceiptStore } from './store';

const PATH = '/v1/sync/inspections';
/** Small enough that a batch passes over a slow line within the time a server gives one request. */
const BATCH_LINES = 100;
const BATCH_BYTES = 256 * 1024;

export interface Sent {
  readonly lines: number;
  /** There, with a receipt kept here. */
  readonly received: number;
  /** Of those: newly by this run. */
  readonly accepted: number;
  readonly conflicts: number;
  readonly rejected: number;
  readonly notSent: number;
  readonly photos: { readonly sent: number; readonly missing: number };
  readonly faults: readonly Finding[];
}

type Say = (words: string) => void;

/** Sends what is not there yet, until it is, or until several sends in a row have brought nothing. @throws Refused */
export async function send(options: SendOptions, say: Say): Promise<Sent> {
  const { lines, faults } = await readBundle(options.bundle);
  const store = new ReceiptStore(options.receipts);
  await store.prepare();
  const server = new Server(options.url, options.key);
  try {
    const sending = new Sending(server, store, say);
    for (const checked of lines) await sending.take(checked);
    await sending.sendAll(options.attempts);
    const photos = new PhotoSender(server, store, options, say);
    if (options.photos) for (const line of sending.settledLines) await photos.send(line, options.attempts);
    const missing = options.photos ? photos.missing : await photos.count(sending.settledLines);
    return {
      lines: lines.length + new Set(faults.map(({ where }) => where)).size,
      received: sending.settledLines.length,
      accepted: sending.accepted,
      conflicts: sending.conflicts.size,
      rejected: sending.rejected.size + new Set(faults.map(({ where }) => where)).size,
      notSent: sending.open.size,
      photos: { sent: photos.sent, missing },
      faults: [...faults, ...sending.conflicts.values(), ...sending.rejected.values(), ...photos.faults],
    };
  } finally {
    server.close();
  }
}

class Sending {
  /** Not answered yet, by reference and content: the same line twice is sent once. */
  readonly open = new Map<string, CheckedLine>();
  readonly settledLines: BundleLine[] = [];
  readonly conflicts = new Map<string, Finding>();
  readonly rejected = new Map<string, Finding>();
  accepted = 0;
  private readonly settled = new Set<string>();

  constructor(
    private readonly server: Server,
    private readonly store: ReceiptStore,
    private readonly say: Say,
  ) {}

  async take(checked: CheckedLine): Promise<void> {
    const { line } = checked;
    if (isSettled(line, await this.store.find(line.clientRef))) this.settle(line);
    else this.open.set(idOf(line), checked);
  }

  async sendAll(attempts: number): Promise<void> {
    for (let failed = 0; this.open.size > 0 && failed < attempts;) {
      const before = this.open.size;
      try {
        await this.sendBatch();
        failed = 0;
      } catch (error) {
        if (!(error instanceof LineBroken)) throw error;
        failed = this.open.size < before ? 1 : failed + 1;
        if (failed === attempts) return;
        this.say(`The line broke (${error.message}); ${this.open.size} records are still to be sent.`);
        await sleep(waitFor(failed, error.retryAfterSeconds));
      }
    }
  }

  private async sendBatch(): Promise<void> {
    const batch = batchOf([...this.open.values()]);
    let answered = 0;
    let isWhole = false;
    for await (const said of this.server.exchange(
      PATH,
      batch.map(({ bytes }) => bytes),
    )) {
      const { summary } = said as { summary?: { complete: boolean; stoppedBecause: string | null } };
      if (summary) {
        isWhole = summary.complete;
        if (!isWhole) throw new LineBroken(`the server stopped: ${summary.stoppedBecause}`);
        continue;
      }
      const verdict = said as LineVerdict;
      const checked = batch[verdict.line - 1];
      if (!checked) throw new LineBroken('the answer names a line that was not sent');
      await this.keep(checked, verdict);
      answered += 1;
    }
    if (!isWhole || answered < batch.length) throw new LineBroken('the answer broke off');
  }

  private async keep(checked: CheckedLine, verdict: LineVerdict): Promise<void> {
    const { line, number } = checked;
    const received = isReceived(verdict);
    if (received && !isReceiptFor(line, verdict.receipt))
      throw new LineBroken(`the receipt for line ${number} is for another content`);
    await this.store.keep(line, verdict);
    this.open.delete(idOf(line));
    if (verdict.verdict === 'accepted') this.accepted += 1;
    if (received) return this.settle(line);
    const told = verdict.verdict === 'conflict' ? this.conflicts : this.rejected;
    const { code = verdict.verdict, title = 'No reason was given' } = verdict.fault ?? {};
    told.set(idOf(line), finding(`line ${number}`, code, `${title} (${line.clientRef})`));
  }

  private settle(line: BundleLine): void {
    if (this.settled.has(idOf(line))) return;
    this.settled.add(idOf(line));
    this.settledLines.push(line);
  }
}

const idOf = ({ clientRef, sha256 }: BundleLine): string => `${clientRef}:${sha256}`;

function batchOf(open: readonly CheckedLine[]): CheckedLine[] {
  let bytes = 0;
  const end = open.findIndex(
    (checked, at) => at === BATCH_LINES || ((bytes += checked.bytes.length) > BATCH_BYTES && at > 0),
  );
  return end === -1 ? [...open] : open.slice(0, end);
}
