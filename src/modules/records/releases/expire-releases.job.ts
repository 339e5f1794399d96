import { Injectable, type OnModuleInit } from '@nestjs/common';
import { BeforeAnybody } from '../../../platform/database/before-anybody';
import { Jobs } from '../../../platform/jobs/jobs';
import { EXPIRE_RELEASES } from './release-writer.service';

/**
 * Takes readers away when a release ends. The policy refuses them from that instant anyway (readers_until); this gives the record back
 * to those whose releases still run.
 */
@Injectable()
export class ExpireReleasesJob implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly database: BeforeAnybody,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(EXPIRE_RELEASES, async () => {
      await this.database.query('SELECT app.expire_releases()');
    });
  }
}
