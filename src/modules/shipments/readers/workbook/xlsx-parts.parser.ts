/**
 * The parts of a workbook's ZIP container, from memory. Nothing is ever written to a disk, and a part's name is only compared.
 * Invariant: what comes out is limited, whatever the container says of itself: in bytes, in its ratio to what went in, and in parts.
 */
import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { ManifestSyntaxError } from '../manifest.errors';

export const XLSX_LIMITS = {
  compressedBytes: 32 * 1024 * 1024,
  /** Inflated to compressed; sheets of repeated rows reach 100. */
  ratio: 250,
  /** A small part may be as repetitive as it likes. */
  ratioFreeBytes: 4 * 1024 * 1024,
  parts: 5_000,
  cells: 1_000_000,
  /** With those that are empty and only have a format. */
  allCells: 2_500_000,
  columns: 200,
  sheets: 500,
  /** Different texts, and characters in them all. */
  sharedStrings: 1_000_000,
  sharedText: 32 * 1024 * 1024,
  styles: 65_536,
  depth: 32,
} as const;

const damaged = (message: string): ManifestSyntaxError =>
  new ManifestSyntaxError('MALFORMED', 1, 1, `the workbook is damaged: ${message.slice(0, 200)}`);

const tooLarge = (maxBytes: number): ManifestSyntaxError =>
  new ManifestSyntaxError('TOO_LARGE', 1, 1, `the workbook unpacks to more than ${maxBytes} bytes; send it as CSV`);

/** Faults of the container as yauzl words them. */
function refusal(error: unknown): ManifestSyntaxError {
  if (error instanceof ManifestSyntaxError) return error;
  const message = error instanceof Error ? error.message : 'unreadable';
  if (/end of central directory|truncated/i.test(message)) {
    return new ManifestSyntaxError('TRUNCATED', 1, 1, 'the workbook was cut off: its list of parts is missing');
  }
  return damaged(message);
}

/** All of the file, as a ZIP container is read from its end. Throws TOO_LARGE. */
export async function wholeFile(chunks: AsyncIterable<Buffer | string>, maxBytes: number): Promise<Buffer> {
  const most = Math.min(maxBytes, XLSX_LIMITS.compressedBytes);
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    const part = Buffer.from(chunk as Buffer);
    bytes += part.length;
    if (bytes > most) throw new ManifestSyntaxError('TOO_LARGE', 1, 1, `more than ${most} bytes; send it as CSV`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

export class XlsxParts {
  private inflated = 0;

  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
    private readonly maxBytes: number,
  ) {}

  /** @param maxBytes of all parts together, unpacked */
  static async open(bytes: Buffer, maxBytes: number): Promise<XlsxParts> {
    try {
      const zip = await fromBufferPromise(bytes, { lazyEntries: true, decodeStrings: true, validateEntrySizes: true });
      const entries = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) {
        const name = entry.fileName.toLowerCase();
        // Two programs may each take another one of the two.
        if (entries.has(name)) throw damaged(`two parts are called ${entry.fileName}`);
        entries.set(name, entry);
        if (entries.size > XLSX_LIMITS.parts) {
          throw new ManifestSyntaxError('TOO_LARGE', 1, 1, `more than ${XLSX_LIMITS.parts} parts`);
        }
      }
      checkSizes(entries.values(), maxBytes);
      return new XlsxParts(zip, entries, maxBytes);
    } catch (error) {
      throw refusal(error);
    }
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /** Bytes of a part, empty if there is none. Throws ManifestSyntaxError. */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(name.toLowerCase());
    if (!entry) return;
    if (entry.isEncrypted())
      throw new ManifestSyntaxError('ENCRYPTED', 1, 1, 'the workbook is protected by a password');
    let checksum = 0;
    try {
      const stream = await this.zip.openReadStreamPromise(entry, {});
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        this.inflated += chunk.length;
        checksum = crc32(chunk, checksum);
        this.check();
        yield chunk;
      }
    } catch (error) {
      throw refusal(error);
    }
    if (checksum !== entry.crc32) throw damaged(`the checksum of ${name} is wrong`);
  }

  private check(): void {
    if (this.inflated > this.maxBytes) throw tooLarge(this.maxBytes);
  }
}

/** What the container says of a part can be believed before it is read: yauzl refuses a part that turns out larger or smaller. */
function checkSizes(entries: Iterable<Entry>, maxBytes: number): void {
  const { ratio, ratioFreeBytes } = XLSX_LIMITS;
  let total = 0;
  for (const { uncompressedSize, compressedSize } of entries) {
    total += uncompressedSize;
    if (total > maxBytes) throw tooLarge(maxBytes);
    if (uncompressedSize > ratioFreeBytes && uncompressedSize > ratio * compressedSize) {
      throw new ManifestSyntaxError('TOO_LARGE', 1, 1, `a part unpacks to more than ${ratio} times its size`);
    }
  }
}
