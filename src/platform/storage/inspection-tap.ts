import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { Inspector } from './storage';

/** Lets an inspector read along with a file being stored, at its own pace, and tells its verdict at the end. */
export class InspectionTap {
  private readonly stream = new PassThrough({ highWaterMark: 256 * 1024 });
  private readonly verdict: Promise<unknown>;

  constructor(inspect: Inspector) {
    // Settled to a value: the fault is asked for at the end, and must not count as unhandled until then.
    this.verdict = inspect(this.stream).then(
      () => undefined,
      (fault: unknown) => fault ?? new Error('refused'),
    );
    this.stream.on('error', () => undefined); // the inspector is told, as its reading fails
    void this.verdict.then(() => this.stream.destroy());
  }

  /** Waits while the inspector is behind; an inspector that has made up its mind gets no more. */
  async write(chunk: Buffer): Promise<void> {
    if (this.stream.destroyed || this.stream.write(chunk)) return;
    await Promise.race([once(this.stream, 'drain'), once(this.stream, 'close')]);
  }

  /** All has arrived. Throws what the inspector threw. */
  async end(): Promise<void> {
    if (!this.stream.destroyed) this.stream.end();
    const fault = await this.verdict;
    if (fault !== undefined) throw fault as Error;
  }

  /** Nothing more will arrive: the file is given up. */
  cancel(): void {
    this.stream.destroy(new Error('the file did not arrive'));
  }
}
