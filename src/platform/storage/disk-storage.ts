import { randomUUID } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { access, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { isAbsent, linkInto, moveInto } from './disk-files';
import { DiskWriter } from './disk-writer';
import { FileDigest, keyOf } from './file-digest';
import { InspectionTap } from './inspection-tap';
import { DomainError } from '../../kernel/domain-error';
import { REQUEST_ERRORS } from '../http/http.errors';
import type { Extract, Intake, Kept, Part, Storage, StoredFile } from './storage';

const INCOMING = 'incoming';
const READ_BYTES = 1024 * 1024;

/** Evidence on the local disk. File and folder are synced before the row that refers to them is written. */
export class DiskStorage implements Storage {
  constructor(private readonly root: string) {}

  async put(organisationKey: number, content: Readable, intake: Intake): Promise<StoredFile> {
    const incoming = await this.incoming(organisationKey, `${randomUUID()}.part`);
    try {
      const received = await this.receive(incoming, content, intake);
      intake.accept?.(received);
      const key = keyOf(organisationKey, received.sha256);
      await moveInto(incoming, path.join(this.root, key));
      return { key, ...received };
    } catch (error) {
      await rm(incoming, { force: true });
      throw error;
    }
  }

  async open(key: string, range?: Extract): Promise<Readable> {
    const file = path.join(this.root, key);
    await stat(file);
    return createReadStream(file, { ...range, highWaterMark: 256 * 1024 });
  }

  async append({ organisationKey, uploadId, offset, maxBytes }: Part, content: Readable): Promise<number> {
    const file = await this.incoming(organisationKey, uploadId);
    const handle = await open(file, constants.O_WRONLY | constants.O_CREAT, 0o600);
    const writer = new DiskWriter(handle, offset);
    let length = offset;
    try {
      // Another writer of the same part may have come further: what this one adds begins where the client said.
      for await (const chunk of content as AsyncIterable<Buffer>) {
        if (length + chunk.length > offset + maxBytes) throw new DomainError(REQUEST_ERRORS.BODY_TOO_LARGE);
        length += chunk.length;
        await writer.add(chunk);
      }
      await writer.done();
      return length;
    } catch (error) {
      await writer.done().catch(() => undefined); // what has come stays
      throw error;
    } finally {
      await handle.close();
    }
  }

  async lengthOf(organisationKey: number, uploadId: string): Promise<number> {
    try {
      return (await stat(await this.incoming(organisationKey, uploadId))).size;
    } catch (error) {
      if (isAbsent(error)) return 0;
      throw error;
    }
  }

  async assemble(organisationKey: number, uploadId: string, { maxBytes, accept }: Intake): Promise<StoredFile> {
    const file = await this.incoming(organisationKey, uploadId);
    const digest = new FileDigest(maxBytes);
    for await (const chunk of createReadStream(file, { highWaterMark: READ_BYTES })) digest.add(chunk as Buffer);
    const received = digest.done();
    accept?.(received);
    const key = keyOf(organisationKey, received.sha256);
    await linkInto(file, path.join(this.root, key));
    return { key, ...received };
  }

  async discard(organisationKey: number, uploadId: string): Promise<void> {
    await rm(await this.incoming(organisationKey, uploadId), { force: true });
  }

  async *keptBefore(moment: Date): AsyncGenerator<Kept[]> {
    for (const organisation of await namesIn(this.root)) {
      for (const first of await namesIn(path.join(this.root, organisation))) {
        if (first === INCOMING) continue;
        yield await this.keptIn(path.posix.join(organisation, first), moment);
      }
    }
  }

  async remove({ key, at }: Kept): Promise<void> {
    const file = path.join(this.root, key);
    const { mtime } = await stat(file);
    if (mtime.getTime() === at.getTime()) await rm(file);
  }

  async removeUnfinished(before: Date): Promise<number> {
    let removed = 0;
    for (const organisation of await namesIn(this.root)) {
      const folder = path.join(this.root, organisation, INCOMING);
      for (const name of await namesIn(folder)) {
        const file = path.join(folder, name);
        if ((await stat(file)).mtime >= before) continue;
        await rm(file, { force: true });
        removed += 1;
      }
    }
    return removed;
  }

  async check(): Promise<void> {
    await mkdir(this.root, { recursive: true });
    await access(this.root, constants.W_OK);
  }

  close(): void {
    // nothing is held
  }

  private async keptIn(prefix: string, moment: Date): Promise<Kept[]> {
    const kept: Kept[] = [];
    for (const second of await namesIn(path.join(this.root, prefix))) {
      for (const name of await namesIn(path.join(this.root, prefix, second))) {
        const key = path.posix.join(prefix, second, name);
        const { mtime } = await stat(path.join(this.root, key));
        if (mtime < moment) kept.push({ key, at: mtime });
      }
    }
    return kept;
  }

  private async incoming(organisationKey: number, name: string): Promise<string> {
    const folder = path.join(this.root, String(organisationKey), INCOMING);
    await mkdir(folder, { recursive: true });
    return path.join(folder, name);
  }

  private async receive(file: string, content: Readable, intake: Intake): Promise<Omit<StoredFile, 'key'>> {
    const tap = intake.inspect && new InspectionTap(intake.inspect);
    const digest = new FileDigest(intake.maxBytes);
    const handle = await open(file, 'wx', 0o600);
    const writer = new DiskWriter(handle, 0);
    try {
      for await (const chunk of content as AsyncIterable<Buffer>) {
        digest.add(chunk);
        await Promise.all([writer.add(chunk), tap?.write(chunk)]);
      }
      await tap?.end();
      await writer.done();
    } catch (error) {
      tap?.cancel();
      throw error;
    } finally {
      await handle.close();
    }
    return digest.done();
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder, { withFileTypes: true })).map(({ name }) => name);
  } catch (error) {
    if (isAbsent(error) || (error as NodeJS.ErrnoException).code === 'ENOTDIR') return [];
    throw error;
  }
}
