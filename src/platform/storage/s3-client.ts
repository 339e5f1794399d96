import { Readable } from 'node:stream';
import type { _Object, S3Client } from '@aws-sdk/client-s3';
import type { S3Address } from './s3-address';
import type { Extract } from './storage';

export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** S3 takes no smaller parts than 5 MiB, but for the last one. */
const PART_BYTES = 8 * 1024 * 1024;
/** Parts on their way at once: with the one being filled these are held in memory for each transfer. */
const PARTS_AT_ONCE = 2;

/** The few things done with a bucket. The SDK takes a third of a second to load, so it is loaded only where a bucket is configured. */
export class Bucket {
  private readonly sdk: typeof import('@aws-sdk/client-s3');
  private readonly client: S3Client;

  constructor(
    private readonly address: S3Address,
    credentials: S3Credentials | undefined,
  ) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
    this.sdk = require('@aws-sdk/client-s3') as typeof import('@aws-sdk/client-s3');
    this.client = new this.sdk.S3Client({
      region: address.region,
      ...(address.endpoint && { endpoint: address.endpoint, forcePathStyle: true }),
      ...(credentials && { credentials }),
      // Servers other than Amazon's refuse trailing checksums; what arrives is compared with its SHA-256 by us.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
  }

  /** Streams an object in parts. A broken stream leaves nothing. */
  async upload(key: string, content: Readable): Promise<void> {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- as the SDK
    const { Upload } = require('@aws-sdk/lib-storage') as typeof import('@aws-sdk/lib-storage');
    const params = { ...this.at(key), Body: content, ContentType: 'application/octet-stream' };
    const options = { partSize: PART_BYTES, queueSize: PARTS_AT_ONCE, leavePartsOnError: false };
    await new Upload({ client: this.client, params, ...options }).done();
  }

  async putEmpty(key: string): Promise<void> {
    await this.client.send(new this.sdk.PutObjectCommand({ ...this.at(key), Body: '', ContentLength: 0 }));
  }

  async open(key: string, range?: Extract): Promise<Readable> {
    const some = range && { Range: `bytes=${range.start}-${range.end}` };
    const { Body } = await this.client.send(new this.sdk.GetObjectCommand({ ...this.at(key), ...some }));
    return Body as Readable;
  }

  async copy(from: string, to: string): Promise<void> {
    const source = encodeURI(`${this.address.bucket}/${this.address.prefix}${from}`);
    await this.client.send(new this.sdk.CopyObjectCommand({ ...this.at(to), CopySource: source }));
  }

  async storedAt(key: string): Promise<Date | undefined> {
    const { LastModified } = await this.client.send(new this.sdk.HeadObjectCommand(this.at(key)));
    return LastModified;
  }

  async delete(key: string): Promise<void> {
    await this.client.send(new this.sdk.DeleteObjectCommand(this.at(key)));
  }

  /** Objects whose key begins so, by key, a thousand at a time. */
  async *list(prefix: string): AsyncGenerator<{ key: string; size: number; at: Date }[]> {
    const { bucket, prefix: folder } = this.address;
    const input = { Bucket: bucket, Prefix: folder + prefix };
    const named = ({
      Key = '',
      Size = 0,
      LastModified = new Date(),
    }: _Object): { key: string; size: number; at: Date } => ({
      key: Key.slice(folder.length),
      size: Size,
      at: LastModified,
    });
    for await (const { Contents } of this.sdk.paginateListObjectsV2({ client: this.client }, input)) {
      yield (Contents ?? []).map(named);
    }
  }

  close(): void {
    this.client.destroy();
  }

  private at(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.address.bucket, Key: this.address.prefix + key };
  }
}
