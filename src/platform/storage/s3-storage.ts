import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { DomainError } from '../../kernel/domain-error';
import { REQUEST_ERRORS } from '../http/http.errors';
import { FileDigest, keyOf } from './file-digest';
import { InspectionTap } from './inspection-tap';
import type { Bucket } from './s3-client';
import type { Extract, Intake, Kept, Part, Storage, StoredFile } from './storage';

const INCOMING = '/incoming/';
const CHECK = 'lambi-check';

/**
 * Evidence in an S3 bucket. A file is streamed to a key of its own and copied to its SHA-256 by the server, once that is known. An upload
 * in parts is as many objects as there were parts, each named by where it begins.
 */
export class S3Storage implements Storage {
  constructor(private readonly bucket: Bucket) {}

  async put(organisationKey: number, content: Readable, intake: Intake): Promise<StoredFile> {
    const incoming = `${organisationKey}${INCOMING}${randomUUID()}.part`;
    const tap = intake.inspect && new InspectionTap(intake.inspect);
    const digest = new FileDigest(intake.maxBytes);
    try {
      await this.bucket.upload(incoming, Readable.from(followed(content, digest, tap), { objectMode: false }));
      const received = digest.done();
      intake.accept?.(received);
      const key = keyOf(organisationKey, received.sha256);
      await this.bucket.copy(incoming, key);
      return { key, ...received };
    } catch (error) {
      tap?.cancel();
      throw error;
    } finally {
      await this.bucket.delete(incoming).catch(() => undefined); // a sweep finds it
    }
  }

  open(key: string, range?: Extract): Promise<Readable> {
    return this.bucket.open(key, range);
  }

  async append({ organisationKey, uploadId, offset, maxBytes }: Part, content: Readable): Promise<number> {
    const part = new ArrivingPart(content, maxBytes);
    const first = await part.next();
    if (first) {
      const key = `${partsOf(organisationKey, uploadId)}${String(offset).padStart(16, '0')}`;
      await this.bucket.upload(key, Readable.from(part.rest(first), { objectMode: false }));
    }
    if (part.fault !== undefined) throw part.fault as Error;
    return offset + part.length;
  }

  async lengthOf(organisationKey: number, uploadId: string): Promise<number> {
    const parts = await this.parts(organisationKey, uploadId);
    return parts.reduce((sum, { size }) => sum + size, 0);
  }

  async assemble(organisationKey: number, uploadId: string, intake: Intake): Promise<StoredFile> {
    const parts = await this.parts(organisationKey, uploadId);
    return this.put(organisationKey, Readable.from(this.joined(parts), { objectMode: false }), intake);
  }

  async discard(organisationKey: number, uploadId: string): Promise<void> {
    for await (const page of this.bucket.list(partsOf(organisationKey, uploadId))) {
      for (const { key } of page) await this.bucket.delete(key);
    }
  }

  async *keptBefore(moment: Date): AsyncGenerator<Kept[]> {
    for await (const page of this.bucket.list('')) {
      yield page.filter(({ key, at }) => key !== CHECK && !key.includes(INCOMING) && at < moment);
    }
  }

  async remove({ key, at }: Kept): Promise<void> {
    if ((await this.bucket.storedAt(key))?.getTime() === Math.floor(at.getTime() / 1000) * 1000) {
      await this.bucket.delete(key);
    }
  }

  async removeUnfinished(before: Date): Promise<number> {
    let removed = 0;
    for await (const page of this.bucket.list('')) {
      for (const { key } of page.filter((one) => one.key.includes(INCOMING) && one.at < before)) {
        await this.bucket.delete(key);
        removed += 1;
      }
    }
    return removed;
  }

  check(): Promise<void> {
    return this.bucket.putEmpty(CHECK);
  }

  close(): void {
    this.bucket.close();
  }

  /** The parts that follow each other without a gap, from the beginning. */
  private async parts(organisationKey: number, uploadId: string): Promise<{ key: string; size: number }[]> {
    const prefix = partsOf(organisationKey, uploadId);
    const parts: { key: string; size: number }[] = [];
    let length = 0;
    for await (const page of this.bucket.list(prefix)) {
      for (const { key, size } of page) {
        if (Number(key.slice(prefix.length)) !== length) continue;
        parts.push({ key, size });
        length += size;
      }
    }
    return parts;
  }

  private async *joined(parts: readonly { key: string }[]): AsyncGenerator<Buffer> {
    for (const { key } of parts) yield* (await this.bucket.open(key)) as AsyncIterable<Buffer>;
  }
}

const partsOf = (organisationKey: number, uploadId: string): string => `${organisationKey}${INCOMING}${uploadId}/`;

async function* followed(
  content: Readable,
  digest: FileDigest,
  tap: InspectionTap | undefined,
): AsyncGenerator<Buffer> {
  for await (const chunk of content as AsyncIterable<Buffer>) {
    digest.add(chunk);
    await tap?.write(chunk);
    yield chunk;
  }
  await tap?.end();
}

/** A part as far as it comes: its end and its breaking off are the same to the store, which must keep what has arrived. */
class ArrivingPart {
  length = 0;
  fault: unknown;
  private readonly chunks: AsyncIterator<Buffer>;

  constructor(
    content: Readable,
    private readonly maxBytes: number,
  ) {
    this.chunks = (content as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  }

  async next(): Promise<Buffer | undefined> {
    try {
      const { done, value } = (await this.chunks.next()) as IteratorResult<Buffer, undefined>;
      if (done) return undefined;
      if (this.length + value.length > this.maxBytes) throw new DomainError(REQUEST_ERRORS.BODY_TOO_LARGE);
      this.length += value.length;
      return value;
    } catch (error) {
      this.fault = error ?? new Error('the part broke off');
      return undefined;
    }
  }

  async *rest(first: Buffer): AsyncGenerator<Buffer> {
    for (let chunk: Buffer | undefined = first; chunk; chunk = await this.next()) yield chunk;
  }
}
