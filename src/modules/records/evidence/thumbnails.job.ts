import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '../../../platform/context/actor';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { Jobs } from '../../../platform/jobs/jobs';
import { STORAGE, type Storage } from '../../../platform/storage/storage';
import { ActorsRepository, organisationActor } from '../../access';
import { AuditTrail } from '../../audit';
import { AttachmentsRepository } from './attachments.repository';
import { DerivedCopyRow } from './derived-copy.record';
import { MAKE_THUMBNAILS, MOST_IMAGE_BYTES, type ThumbnailsPayload } from './evidence.types';
import { ImageFault, ThumbnailProcess } from './thumbnail-process.factory';

/** Then other jobs have their turn. */
const BATCH = 20;
const LATER_MS = 2_000;
const keyOf = ({ recordKey }: ThumbnailsPayload): string => `${MAKE_THUMBNAILS}:${recordKey}`;
const NOT_MADE = { mediaType: null, width: null, height: null, size: null, sha256: null, storageKey: null };

/**
 * Makes small copies of a record's images, as the organisation whose record it is. The original is read and nothing else. An image that
 * cannot be read is noted with the reason and not tried again.
 */
@Injectable()
export class ThumbnailsJob implements OnModuleInit {
  /** Keys of the records whose images this process is at. */
  private readonly busy = new Set<number>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly actors: ActorsRepository,
    private readonly attachments: AttachmentsRepository,
    private readonly audit: AuditTrail,
    private readonly rows: RowWriter,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(MAKE_THUMBNAILS, (payload) => this.run(payload as unknown as ThumbnailsPayload));
  }

  async run(payload: ThumbnailsPayload): Promise<void> {
    const organisation = await this.actors.byOrganisation(payload.organisationKey);
    if (!organisation) return;
    const actor = organisationActor(organisation);
    if (this.busy.has(payload.recordKey)) return this.later(actor, payload);
    this.busy.add(payload.recordKey);
    try {
      await this.batch(actor, payload);
    } finally {
      this.busy.delete(payload.recordKey);
    }
  }

  /** An image that was added while others of its record were at work: it was perhaps not among them. */
  private later(actor: Actor, payload: ThumbnailsPayload): Promise<void> {
    const runAt = new Date(Date.now() + LATER_MS);
    return this.uow.read(actor, () => this.jobs.add(MAKE_THUMBNAILS, { ...payload }, { runAt, key: keyOf(payload) }));
  }

  private async batch(actor: Actor, payload: ThumbnailsPayload): Promise<void> {
    const waiting = await this.uow.read(actor, () => this.attachments.withoutThumbnail(payload.recordKey, BATCH));
    if (waiting.length === 0) return;
    const made: DerivedCopyRow[] = [];
    const program = new ThumbnailProcess();
    try {
      for (const { id, storage_key } of waiting) {
        made.push({
          attachmentId: id,
          recordKey: payload.recordKey,
          ...(await this.make(program, actor, storage_key)),
        });
      }
    } finally {
      program.stop();
    }
    await this.uow.write(actor, async () => {
      this.audit.append({ name: 'attachment.thumbnails_made', facts: { attachments: waiting.map(({ id }) => id) } });
      const again = waiting.length === BATCH && this.jobs.add(MAKE_THUMBNAILS, { ...payload }, { key: keyOf(payload) });
      await Promise.all([this.rows.insert(DerivedCopyRow, made), again]);
    });
  }

  private async make(
    program: ThumbnailProcess,
    actor: Actor,
    key: string,
  ): Promise<Omit<DerivedCopyRow, 'attachmentId' | 'recordKey'>> {
    const image = await buffer(await this.storage.open(key));
    try {
      const { bytes, width, height, madeWith } = await program.make(image);
      const content = Readable.from([bytes], { objectMode: false });
      const stored = await this.storage.put(actor.organisationKey, content, { maxBytes: MOST_IMAGE_BYTES });
      const { size, sha256, key: storageKey } = stored;
      return { mediaType: 'image/jpeg', width, height, size, sha256, storageKey, madeWith, fault: null };
    } catch (error) {
      if (!(error instanceof ImageFault)) throw error;
      return { ...NOT_MADE, madeWith: 'none', fault: error.message };
    }
  }
}
