import { createReadStream, existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { headFault, headOf, type Head, type PinnedKeys } from './keys';

export interface OutsideHead {
  readonly size: number;
  readonly root: string;
  readonly line: number;
}

export interface OutsideHeads {
  /** By log; only heads with a good signature, repetitions of the same size and root left out, in the file's order. */
  readonly byLog: ReadonlyMap<string, readonly OutsideHead[]>;
  readonly count: number;
  readonly faults: readonly OutsideFault[];
  readonly warnings: readonly string[];
}

interface OutsideFault {
  readonly log: string | null;
  readonly fault: string;
  readonly detail: string;
}

/** Reads the heads kept outside the database; null when there is no such file. */
export async function readHeadsFile(path: string, keys: PinnedKeys): Promise<OutsideHeads | null> {
  if (!existsSync(path)) return null;
  const isTorn = !(await endsWithLineEnd(path));
  return collectHeads(createInterface({ input: createReadStream(path), crlfDelay: Infinity }), keys, isTorn);
}

async function endsWithLineEnd(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
    return size === 0 || buffer[0] === 0x0a;
  } finally {
    await file.close();
  }
}

/**
 * @param lines the lines of the heads file, without line ends
 * @param isTorn the last line has no line end: it is being written at this moment, or the writer was killed
 */
export async function collectHeads(
  lines: AsyncIterable<string> | Iterable<string>,
  keys: PinnedKeys,
  isTorn = false,
): Promise<OutsideHeads> {
  const byLog = new Map<string, OutsideHead[]>();
  const faults: OutsideFault[] = [];
  let unread = -1;
  let [line, count] = [0, 0];
  for await (const text of lines) {
    line += 1;
    if (text.trim() === '') continue;
    const head = parseHead(text);
    if (head) count += 1;
    else unread = line;
    const wrong = head ? headFault(head, keys) : 'the line is not a signed head';
    if (head && !wrong) keepHead(byLog, head, line, faults);
    else faults.push({ log: head?.log ?? null, fault: 'outside head not valid', detail: `line ${line}, ${wrong}` });
  }
  if (!isTorn || unread !== line) return { byLog, count, faults, warnings: [] };
  return { byLog, count, faults: faults.slice(0, -1), warnings: [`line ${line} of the heads file is not complete`] };
}

/** A head like the one before it is written down once; a shrinking log is a fault. */
function keepHead(
  byLog: Map<string, OutsideHead[]>,
  { log, size, root }: Head,
  line: number,
  faults: OutsideFault[],
): void {
  const heads = byLog.get(log) ?? [];
  byLog.set(log, heads);
  const last = heads.at(-1);
  if (last && size < last.size) {
    const detail = `line ${line} has size ${size} after size ${last.size} in line ${last.line}`;
    faults.push({ log, fault: 'outside head shrinks', detail });
  }
  if (last?.size !== size || last.root !== root) heads.push({ size, root, line });
}

function parseHead(text: string): Head | null {
  try {
    return headOf(JSON.parse(text));
  } catch {
    return null;
  }
}
