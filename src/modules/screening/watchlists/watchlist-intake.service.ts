import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import { newId } from '../../../kernel/ids';
import { enforce, refuse } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { Jobs } from '../../../platform/jobs/jobs';
import { STORAGE, type Storage, type StoredFile } from '../../../platform/storage/storage';
import { AuditTrail, type Leaf, ReceiptsService, type ReceiptWithId } from '../../audit';
import { RECORD } from '../../records';
import { readList } from '../lists/list.parser';
import { ListSyntaxError } from '../lists/list.errors';
import { SCREENING_ERRORS } from '../screening.errors';
import { findingsOf, type ListFindings } from './watchlist-findings.parser';
import { WatchlistVersionsRepository } from './watchlist-versions.repository';
import { IMPORT_WATCHLIST, type ImportListPayload, type VersionView, type WatchlistView } from './watchlist.types';
import { WatchlistsRepository } from './watchlists.repository';

export interface ReceivedList {
  readonly fileName: string;
  readonly sourceUrl: string | null;
  /** SHA-256 the sender announced (Content-Digest, RFC 9530). */
  readonly announced: Buffer | null;
  readonly content: Readable;
}

export interface ReceivedVersion {
  readonly version: VersionView;
  readonly receipt: ReceiptWithId;
  /** False if this file is what the list has, and nothing was done. */
  readonly queued: boolean;
}

const MAX_BYTES = 1024 ** 3;

/** Receives versions of a list. A file that cannot be read is refused at once; the same file again is only a look at the list. */
@Injectable()
export class WatchlistIntake {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly lists: WatchlistsRepository,
    private readonly versions: WatchlistVersionsRepository,
    private readonly audit: AuditTrail,
    private readonly receipts: ReceiptsService,
    private readonly jobs: Jobs,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  /**
   * @param list one the actor's organisation keeps
   * @param also what else belongs to the same unit of work
   */
  async receive(
    actor: Actor,
    list: WatchlistView,
    file: ReceivedList,
    also?: () => Promise<void>,
  ): Promise<ReceivedVersion> {
    const { stored, findings } = await this.store(actor, file);
    let leaf: Leaf | undefined;
    const outcome = await this.uow.write(actor, async () => {
      await this.lists.lock(list.key);
      await also?.();
      const known = await this.versions.byFile(list.key, stored.sha256);
      const isPast = known && (await this.versions.isOvertaken(list.key, known.number));
      if (known && !isPast) return this.again(actor, list, known);
      const receiptId = newId();
      const id = newId();
      const facts = { list: list.id, version: id, sha256: stored.sha256.toString('hex') };
      leaf = this.audit.append({ name: 'watchlist.received', facts }, receiptId);
      await this.versions.insert(rowOf(actor, list, file, { id, receiptId, stored, findings }));
      await this.queue(actor, id);
      return { version: (await this.versions.find(id))!, queued: true };
    });
    const receipt = leaf ? this.receipts.of(actor, leaf) : await this.receipts.find(actor, outcome.version.receipt_id);
    return { ...outcome, receipt };
  }

  /** Within the running unit of work. */
  async queue(actor: Actor, versionId: string): Promise<void> {
    const payload: ImportListPayload = { versionId, userKey: actor.userKey, ownerKey: actor.organisationKey };
    await this.jobs.add(IMPORT_WATCHLIST, { ...payload });
  }

  /** What is live was looked at again; what came to nothing is tried again, as whoever sent it now. */
  private async again(
    actor: Actor,
    list: WatchlistView,
    known: VersionView,
  ): Promise<{ version: VersionView; queued: boolean }> {
    const facts = { list: list.id, version: known.id, again: true };
    this.audit.append({ name: 'watchlist.received', facts });
    if (known.status === 'LIVE') await this.lists.checked(list.key);
    if (known.status === 'LIVE' || known.status === 'HELD') return { version: known, queued: false };
    if (known.status === 'REFUSED') await this.versions.requeue(known.key);
    await this.queue(actor, known.id);
    return { version: (await this.versions.find(known.id))!, queued: true };
  }

  private async store(actor: Actor, file: ReceivedList): Promise<{ stored: StoredFile; findings: ListFindings }> {
    let findings: ListFindings | undefined;
    const inspect = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
      findings = await findingsOf(readList(chunks));
    };
    try {
      const stored = await this.storage.put(actor.organisationKey, file.content, { maxBytes: MAX_BYTES, inspect });
      if (file.announced && !file.announced.equals(stored.sha256)) throw new DomainError(RECORD.DIGEST_MISMATCH);
      const nothing = 'the file has no entry: an empty list would take everybody off the list';
      if (findings!.counts.entries === 0) enforce(refuse('NO_ENTRIES', nothing), SCREENING_ERRORS.NOT_A_LIST);
      return { stored, findings: findings! };
    } catch (error) {
      if (!(error instanceof ListSyntaxError)) throw error;
      const message = Buffer.from(error.message, 'utf8').toString('utf8');
      enforce(refuse(error.code, message, { line: error.line, column: error.column }), SCREENING_ERRORS.NOT_A_LIST);
      throw error;
    }
  }
}

interface Checked {
  readonly id: string;
  readonly receiptId: string;
  readonly stored: StoredFile;
  readonly findings: ListFindings;
}

const rowOf = (
  actor: Actor,
  list: WatchlistView,
  file: ReceivedList,
  { id, receiptId, stored, findings: { header, counts, warnings } }: Checked,
): Parameters<WatchlistVersionsRepository['insert']>[0] => ({
  id,
  listKey: list.key,
  status: 'QUEUED',
  sha256: stored.sha256,
  size: stored.size,
  storageKey: stored.key,
  fileName: file.fileName,
  sourceUrl: file.sourceUrl,
  format: header.format,
  generatedAt: header.dateGenerated,
  counts,
  warnings,
  receiptId,
  receivedBy: actor.userKey,
});
