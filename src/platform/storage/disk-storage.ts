import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { DomainError } from '../../kernel/domain-error';
import { REQUEST_ERRORS } from '../http/http.errors';
import { InspectionTap } from './inspection-tap';
import type { Intake, Storage, StoredFile } from './storage';

const HEAD_BYTES = 4100;

/** Evidence on the local disk. File and folder are synced before the row that refers to them is written. */
export class DiskStorage implements Storage {
  constructor(private readonly root: string) {}

  async put(organisationKey: number, content: Readable, intake: Intake): Promise<StoredFile> {
    const folder = path.join(this.root, String(organisationKey));
    await mkdir(path.join(folder, 'incoming'), { recursive: true });
    const incoming = path.join(folder, 'incoming', randomUUID());
    try {
      const received = await this.receive(incoming, content, intake);
      const hex = received.sha256.toString('hex');
      const key = path.posix.join(String(organisationKey), hex.slice(0, 2), hex.slice(2, 4), hex);
      const target = path.join(this.root, key);
      await mkdir(path.dirname(target), { recursive: true });
      await rename(incoming, target);
      await syncFolder(path.dirname(target));
      return { key, ...received };
    } catch (error) {
      await rm(incoming, { force: true });
      throw error;
    }
  }

  async open(key: string): Promise<Readable> {
    const file = path.join(this.root, key);
    await stat(file);
    return createReadStream(file);
  }

  private async receive(
    file: string,
    content: Readable,
    { maxBytes, inspect }: Intake,
  ): Promise<Omit<StoredFile, 'key'>> {
    const tap = inspect && new InspectionTap(inspect);
    const hash = createHash('sha256');
    const head: Buffer[] = [];
    let size = 0;
    const handle = await open(file, 'wx', 0o600);
    try {
      for await (const chunk of content as AsyncIterable<Buffer>) {
        if (size < HEAD_BYTES) head.push(chunk.subarray(0, HEAD_BYTES - size));
        size += chunk.length;
        if (size > maxBytes) throw new DomainError(REQUEST_ERRORS.BODY_TOO_LARGE);
        hash.update(chunk);
        await Promise.all([handle.write(chunk), tap?.write(chunk)]);
      }
      await tap?.end();
      await handle.sync();
    } catch (error) {
      tap?.cancel();
      throw error;
    } finally {
      await handle.close();
    }
    return { sha256: hash.digest(), size, head: Buffer.concat(head) };
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
