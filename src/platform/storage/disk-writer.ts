import type { FileHandle } from 'node:fs/promises';

/** Bytes gathered before a write: the network gives 64 kB at a time, and each write is a round through a thread. */
const BATCH_BYTES = 1024 * 1024;

/**
 * Writes a file in large batches, one of them on its way while the next one arrives. `add` waits only when two batches are full, so at
 * most these are held in memory.
 */
export class DiskWriter {
  private batch: Buffer[] = [];
  private gathered = 0;
  private writing: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly handle: FileHandle,
    private position: number,
  ) {
    this.writing.catch(() => undefined);
  }

  add(chunk: Buffer): Promise<void> | undefined {
    this.batch.push(chunk);
    this.gathered += chunk.length;
    return this.gathered >= BATCH_BYTES ? this.flush() : undefined;
  }

  /** All is written and on the disk. */
  async done(): Promise<void> {
    await this.flush();
    await this.writing;
    await this.handle.sync();
  }

  private async flush(): Promise<void> {
    await this.writing;
    if (this.gathered === 0) return;
    const { batch, position, gathered } = this;
    this.batch = [];
    this.gathered = 0;
    this.position += gathered;
    this.writing = writeAll(this.handle, batch, position, gathered);
    this.writing.catch(() => undefined); // reported by whoever waits next
  }
}

/** A write may take less than it was given, as when the disk is nearly full. */
async function writeAll(handle: FileHandle, batch: Buffer[], position: number, length: number): Promise<void> {
  const { bytesWritten } = await handle.writev(batch, position);
  if (bytesWritten === length) return;
  const rest = Buffer.concat(batch).subarray(bytesWritten);
  for (let done = 0; done < rest.length;) {
    done += (await handle.write(rest, done, rest.length - done, position + bytesWritten + done)).bytesWritten;
  }
}
