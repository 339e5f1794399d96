import { appendFile, mkdir, open, stat } from 'node:fs/promises';
import path from 'node:path';

/** Bytes; a line has some 400. */
const LONGEST_LINE = 4_096;

/** The signed heads outside the database, one JSON line each. What was written is never changed; each append is on the disk before it returns. */
export class HeadsFile {
  private tailMended = false;

  constructor(private readonly file: string) {}

  async append(lines: readonly string[]): Promise<void> {
    await mkdir(path.dirname(this.file), { recursive: true });
    if (!this.tailMended) await mendTail(this.file);
    this.tailMended = true;
    await appendFile(this.file, lines.join(''), { flush: true });
  }
}

/** A crash can leave half a line. It says nothing, and the next head joined to it would look like tampering: it is cut off. */
async function mendTail(file: string): Promise<void> {
  const size = (await stat(file).catch(() => undefined))?.size ?? 0;
  if (size === 0) return;
  const handle = await open(file, 'r+');
  try {
    const tail = Buffer.alloc(Math.min(size, LONGEST_LINE));
    await handle.read(tail, 0, tail.length, size - tail.length);
    const torn = tail.length - (tail.lastIndexOf('\n') + 1);
    if (torn > 0) await handle.truncate(size - torn);
  } finally {
    await handle.close();
  }
}
