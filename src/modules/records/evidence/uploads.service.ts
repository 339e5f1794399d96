import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../kernel/clock';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import { newId } from '../../../kernel/ids';
import { type Config, CONFIG } from '../../../platform/config/config';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { REQUEST_ERRORS } from '../../../platform/http/http.errors';
import { Jobs } from '../../../platform/jobs/jobs';
import { AuditTrail } from '../../audit';
import { MEBIBYTE } from './attachments.service';
import { EVIDENCE } from './evidence.errors';
import { type Announced, END_UPLOAD, SWEEP_STORAGE, type UploadView } from './evidence.types';
import { EvidenceWriter } from './evidence-writer.service';
import { UploadsRepository } from './uploads.repository';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface Announcement {
  readonly announced: Announced;
  /** Bytes. */
  readonly size: number;
}

/** Begins uploads, within what an organisation may have open, and finds them again for whoever may go on with them. */
@Injectable()
export class UploadsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly evidence: EvidenceWriter,
    private readonly repository: UploadsRepository,
    private readonly audit: AuditTrail,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @param announcement reads the request, once the record was found: what one may not see, or not change, is answered first */
  begin(actor: Actor, recordId: string, announcement: () => Announcement): Promise<UploadView> {
    return this.uow.write(actor, async () => {
      const record = await this.evidence.requireOwn(actor, recordId);
      const { announced, size } = announcement();
      if (size === 0) throw new DomainError(EVIDENCE.EMPTY_FILE);
      if (size > this.config.EVIDENCE_MAX_MB * MEBIBYTE) throw new DomainError(REQUEST_ERRORS.BODY_TOO_LARGE);
      await this.requireRoom(actor, size);
      const { fileName, declaredType, description, sha256 } = announced;
      const id = newId();
      const expiresAt = new Date(this.clock.now().getTime() + this.config.UPLOAD_HOURS * HOUR_MS);
      this.audit.append({ name: 'upload.begun', facts: { upload: id, record: recordId, size } });
      const own = {
        id,
        ownerId: actor.organisationKey,
        recordKey: record.key,
        createdBy: actor.userKey,
        receiptId: newId(),
      };
      await this.repository.insert({ ...own, fileName, declaredType, description, sha256, size, expiresAt });
      await this.afterwards(actor, id, expiresAt);
      return (await this.repository.find(id))!;
    });
  }

  /** The upload, if this actor may go on with it; the 404 of an unknown one if not, or if it came to nothing. */
  async require(actor: Actor, id: string): Promise<UploadView> {
    const upload = await this.uow.read(actor, () => this.repository.find(id));
    if (!upload || (upload.ended_as !== null && upload.ended_as !== 'STORED')) throw new DomainError(COMMON.NOT_FOUND);
    // The job that ends it may be late.
    if (upload.ended_as === null && upload.expires_at <= this.clock.now()) throw new DomainError(COMMON.NOT_FOUND);
    return upload;
  }

  /** The same for one that must not be whole: what has become evidence is not taken back. */
  async requireOpen(actor: Actor, id: string): Promise<UploadView> {
    const upload = await this.require(actor, id);
    if (upload.ended_as === 'STORED') throw new DomainError(EVIDENCE.UPLOAD_STORED);
    return upload;
  }

  private async requireRoom(actor: Actor, size: number): Promise<void> {
    const { uploads, bytes } = await this.repository.open(actor.organisationKey);
    const { UPLOADS_OPEN: most, UPLOADS_OPEN_MB: mebibytes } = this.config;
    if (uploads < most && bytes + size <= mebibytes * MEBIBYTE) return;
    throw new DomainError(EVIDENCE.UPLOADS_OPEN, {
      detail: `At most ${most} uploads and ${mebibytes} MiB are open at once.`,
    });
  }

  private async afterwards({ organisationKey }: Actor, uploadId: string, expiresAt: Date): Promise<void> {
    const tomorrow = new Date(Math.ceil((this.clock.now().getTime() + 1) / DAY_MS) * DAY_MS);
    await Promise.all([
      this.jobs.add(END_UPLOAD, { uploadId, organisationKey }, { runAt: expiresAt }),
      // Named by its day: the same job, put off by each upload, would never run.
      this.jobs.add(
        SWEEP_STORAGE,
        {},
        { runAt: tomorrow, key: `${SWEEP_STORAGE}:${tomorrow.toISOString().slice(0, 10)}` },
      ),
    ]);
  }
}
