import { copyFile, link, mkdir, open, rename, rm, utimes } from 'node:fs/promises';
import path from 'node:path';
import { randomUUID } from 'node:crypto';

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;
export const isAbsent = (error: unknown): boolean => codeOf(error) === 'ENOENT';

/** Gives a file a second name, so that a crash in between leaves both; a file system without links gets a copy. */
export async function linkInto(source: string, target: string): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true });
  try {
    await link(source, target);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') await refresh(target);
    else if (isAbsent(error)) throw error;
    else await copyInto(source, target);
  }
  await syncPath(path.dirname(target));
}

export async function moveInto(source: string, target: string): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true });
  await rename(source, target);
  await syncPath(path.dirname(target));
}

export async function syncPath(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The time of a file says when it was last stored: whoever looks for files without a use leaves it alone for days. */
async function refresh(file: string): Promise<void> {
  const now = new Date();
  await utimes(file, now, now);
}

async function copyInto(source: string, target: string): Promise<void> {
  const copy = `${target}.${randomUUID()}`;
  try {
    await copyFile(source, copy);
    await syncPath(copy);
    await rename(copy, target);
  } catch (error) {
    await rm(copy, { force: true });
    throw error;
  }
}
