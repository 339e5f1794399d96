import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import { type Config, CONFIG } from '../../../platform/config/config';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { STORAGE, type Storage } from '../../../platform/storage/storage';
import type { Leaf } from '../../audit';
import { RECORD } from '../records.errors';
import { EVIDENCE } from './evidence.errors';
import type { Announced, AttachmentView } from './evidence.types';
import { EvidenceWriter } from './evidence-writer.service';

export const MEBIBYTE = 1024 * 1024;

/** Throws if what arrived is not what was announced, or is nothing at all. */
export const asAnnounced =
  (announced: Buffer | null) =>
  ({ sha256, size }: { sha256: Buffer; size: number }): void => {
    if (size === 0) throw new DomainError(EVIDENCE.EMPTY_FILE);
    if (announced && !announced.equals(sha256)) throw new DomainError(RECORD.DIGEST_MISMATCH);
  };

/**
 * Evidence in one request: streamed to the store first, then one short transaction that refers to it. The original is never changed; its
 * SHA-256 is in the record's state and so in the log.
 */
@Injectable()
export class AttachmentsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: EvidenceWriter,
    @Inject(STORAGE) private readonly storage: Storage,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async attach(
    actor: Actor,
    recordId: string,
    announced: Announced,
    content: Readable,
  ): Promise<{ attachment: AttachmentView; leaf: Leaf }> {
    await this.uow.read(actor, () => this.writer.requireOwn(actor, recordId));
    const intake = { maxBytes: this.config.EVIDENCE_MAX_MB * MEBIBYTE, accept: asAnnounced(announced.sha256) };
    const stored = await this.storage.put(actor.organisationKey, content, intake);
    return this.writer.add(actor, recordId, stored, announced);
  }
}
