import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AnnouncedPhoto, BundleLine } from '../../modules/inspections/sync/sync.types';
import { sha256OfFile } from './files';
import { type Finding, finding } from './folder';
import type { SendOptions } from './options';
import { LineBroken, Refused, type Server, waitFor } from './server';
import type { ReceiptStore } from './store';

interface Delivery {
  readonly photos: readonly (AnnouncedPhoto & { readonly attachmentId: string | null })[];
}

/**
 * Sends photos after their records. What the server has is asked before each record's photos, by content, so that a photo whose answer
 * was lost is not sent twice. Files are found by size and content: they may have been renamed or moved since the bundle was made.
 */
export class PhotoSender {
  sent = 0;
  missing = 0;
  readonly faults: Finding[] = [];
  private bySize: Map<number, string[]> | undefined;

  constructor(
    private readonly server: Server,
    private readonly store: ReceiptStore,
    private readonly options: SendOptions,
    private readonly say: (words: string) => void,
  ) {}

  /** How many photos of these records are not known to be there. */
  async count(lines: readonly BundleLine[]): Promise<number> {
    let count = 0;
    for (const { clientRef } of lines) {
      const stored = await this.store.find(clientRef);
      if (stored && !stored.photosDone) count += stored.verdict.photosMissing?.length ?? 0;
    }
    return count;
  }

  async send(line: BundleLine, attempts: number): Promise<void> {
    const stored = await this.store.find(line.clientRef);
    if (!stored || stored.photosDone || stored.verdict.id === undefined) return;
    for (let failed = 1; ; failed += 1) {
      try {
        if (await this.sendMissing(line, stored.verdict.id)) await this.store.markPhotosDone(line.clientRef, stored);
        return;
      } catch (error) {
        if (!(error instanceof LineBroken)) throw error;
        if (failed >= attempts) {
          this.missing += stored.verdict.photosMissing?.length ?? 0;
          this.faults.push(finding(line.clientRef, 'LINE_BROKEN', `Its photos are still to be sent: ${error.message}`));
          return;
        }
        this.say(`The line broke (${error.message}) while photos were sent.`);
        await sleep(waitFor(failed, error.retryAfterSeconds));
      }
    }
  }

  /** True if nothing is missing any more. */
  private async sendMissing(line: BundleLine, id: string): Promise<boolean> {
    const { photos } = await this.server.getJson<Delivery>(`/v1/inspections/${id}/delivery`);
    const missing = photos.filter(({ attachmentId }) => attachmentId === null);
    let found = 0;
    for (const photo of missing) {
      const file = await this.find(photo);
      if (file === null) {
        this.missing += 1;
        this.faults.push(finding(photo.name, 'PHOTO_NOT_FOUND', `No file here has its content (${line.clientRef})`));
        continue;
      }
      if (await this.isTaken(id, photo, file)) found += 1;
    }
    return found === missing.length;
  }

  /** A photo that the server refuses, as one too large, is told, and keeps none of the others from being sent. */
  private async isTaken(id: string, { name, size, sha256 }: AnnouncedPhoto, file: string): Promise<boolean> {
    const query = new URLSearchParams({ fileName: name });
    try {
      await this.server.putFile(`/v1/records/${id}/attachments?${query.toString()}`, file, size, sha256);
      this.sent += 1;
      return true;
    } catch (error) {
      if (!(error instanceof Refused) || error.isOfUs) throw error;
      this.missing += 1;
      this.faults.push(finding(name, 'PHOTO_REFUSED', error.message));
      return false;
    }
  }

  private async find({ size, sha256 }: AnnouncedPhoto): Promise<string | null> {
    this.bySize ??= await filesBySize(this.options.folder ?? path.dirname(this.options.bundle));
    for (const file of this.bySize.get(size) ?? []) if ((await sha256OfFile(file)) === sha256) return file;
    return null;
  }
}

async function filesBySize(folder: string): Promise<Map<number, string[]>> {
  const bySize = new Map<number, string[]>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    const { size } = await stat(file);
    bySize.set(size, [...(bySize.get(size) ?? []), file]);
  }
  return bySize;
}
