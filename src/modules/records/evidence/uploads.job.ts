import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../kernel/clock';
import { type Config, CONFIG } from '../../../platform/config/config';
import { BeforeAnybody } from '../../../platform/database/before-anybody';
import { Jobs } from '../../../platform/jobs/jobs';
import { type Kept, STORAGE, type Storage } from '../../../platform/storage/storage';
import { ActorsRepository, organisationActor } from '../../access';
import { END_UPLOAD, type EndUploadPayload, SWEEP_STORAGE } from './evidence.types';
import { UploadEndings } from './upload-ending.service';

const HOUR_MS = 3_600_000;
/** A file is stored before the row that refers to it, by minutes at most. */
const LEFT_ALONE_MS = 7 * 24 * HOUR_MS;

/**
 * Throws away what became nothing: uploads whose time is over, transfers that broke off, and files that no row refers to because what
 * they belonged to was refused. A file is asked about long after it was stored, and one that arrives anew is as if stored now.
 */
@Injectable()
export class UploadsJob implements OnModuleInit {
  private readonly logger = new Logger('evidence');

  constructor(
    private readonly jobs: Jobs,
    private readonly actors: ActorsRepository,
    private readonly database: BeforeAnybody,
    private readonly endings: UploadEndings,
    @Inject(STORAGE) private readonly storage: Storage,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(END_UPLOAD, (payload) => this.end(payload as unknown as EndUploadPayload));
    this.jobs.handle(SWEEP_STORAGE, () => this.sweep(this.clock.now()));
  }

  async end({ uploadId, organisationKey }: EndUploadPayload): Promise<void> {
    const organisation = await this.actors.byOrganisation(organisationKey);
    if (!organisation) return this.storage.discard(organisationKey, uploadId);
    await this.endings.expire(organisationActor(organisation), uploadId);
  }

  async sweep(now: Date): Promise<void> {
    const unfinished = new Date(now.getTime() - (this.config.UPLOAD_HOURS + 24) * HOUR_MS);
    const broken = await this.storage.removeUnfinished(unfinished);
    let orphans = 0;
    for await (const batch of this.storage.keptBefore(new Date(now.getTime() - LEFT_ALONE_MS))) {
      orphans += await this.removeUnused(batch);
    }
    if (broken + orphans > 0) this.logger.log({ broken, orphans }, 'files without a use were removed');
  }

  private async removeUnused(batch: readonly Kept[]): Promise<number> {
    if (batch.length === 0) return 0;
    const keys = batch.map(({ key }) => key);
    const rows = await this.database.query<{ key: string }>('SELECT app.unreferenced_files($1) AS key', [keys]);
    const unused = new Set(rows.map(({ key }) => key));
    for (const kept of batch.filter(({ key }) => unused.has(key))) await this.storage.remove(kept);
    return unused.size;
  }
}
