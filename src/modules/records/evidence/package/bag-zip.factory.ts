import { createHash } from 'node:crypto';
import type { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { BAG_DECLARATION, bagInfo, type BagFile, manifestOf, oxumOf } from './bag.rules';

/** Files are stored as they are: photos do not get smaller, and each can be read out of the archive by itself. */
const STORED = { compress: false, mode: 0o100644 } as const;

/**
 * A bag (RFC 8493) written as a ZIP while it is read: no file is held in memory, and none is opened before its turn. The bag lies in one
 * folder of the archive (section 4.2). A file that cannot be read ends the archive in the midst, so that nobody takes it for whole.
 */
export class BagZip {
  private readonly zip = new ZipFile();
  private readonly payload: BagFile[] = [];
  private readonly tags: BagFile[] = [];
  private open: Readable | undefined;

  constructor(
    private readonly folder: string,
    private readonly mtime: Date,
  ) {
    this.zip.on('error', (error: Error) => this.abort(error));
    this.tag('bagit.txt', BAG_DECLARATION);
  }

  get content(): Readable {
    return this.zip.outputStream as PassThrough;
  }

  addFile(file: BagFile, open: () => Promise<Readable>): void {
    this.payload.push(file);
    const options = { ...STORED, mtime: this.mtime, size: file.size };
    this.zip.addReadStreamLazy(`${this.folder}/${file.path}`, options, (give) => {
      open().then(
        (stream) => {
          stream.on('error', (error) => this.abort(error)); // yazl listens to none of a lazy stream's
          give(null, (this.open = stream));
        },
        (error: Error) => this.abort(error),
      );
    });
  }

  addText(path: string, text: string): void {
    this.payload.push(this.write(path, text));
  }

  /** Nothing more comes: writes what the bag says of itself. */
  end(info: readonly (readonly [string, string])[]): void {
    this.tag('manifest-sha256.txt', manifestOf(this.payload));
    this.tag('bag-info.txt', bagInfo([...info, ['Payload-Oxum', oxumOf(this.payload)]]));
    this.write('tagmanifest-sha256.txt', manifestOf(this.tags));
    this.zip.end();
  }

  abort(error: Error): void {
    this.open?.destroy();
    this.content.destroy(error);
  }

  private tag(path: string, text: string): void {
    this.tags.push(this.write(path, text));
  }

  private write(path: string, text: string): BagFile {
    const bytes = Buffer.from(text, 'utf8');
    this.zip.addBuffer(bytes, `${this.folder}/${path}`, { ...STORED, mtime: this.mtime });
    return { path, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  }
}
