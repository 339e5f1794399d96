import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../../kernel/clock';
import { BeforeAnybody } from '../../../../platform/database/before-anybody';
import { Jobs } from '../../../../platform/jobs/jobs';

export const REMIND = 'inspection_reports.remind';
const DAY_MS = 86_400_000;

/**
 * Reminds of reports once a day: on nobody's behalf and for all organisations in one statement, each of which reads its own reminders
 * alone. Asked again on the same day it adds nothing, so every process may ask when it starts.
 */
@Injectable()
export class RemindJob implements OnModuleInit, OnApplicationBootstrap {
  private readonly logger = new Logger('inspections');

  constructor(
    private readonly jobs: Jobs,
    private readonly database: BeforeAnybody,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(REMIND, () => this.run());
  }

  /** A queue that is away at this moment must not keep the program from starting: the next start asks again. */
  async onApplicationBootstrap(): Promise<void> {
    await this.again(this.clock.now()).catch((error: unknown) =>
      this.logger.warn({ err: error }, 'reminders of reports were not scheduled'),
    );
  }

  /** Reminds, and asks for the next time a day later. */
  async run(): Promise<void> {
    const now = this.clock.now();
    await this.database.query('SELECT app.remind_of_reports($1)', [now]);
    await this.again(new Date(now.getTime() + DAY_MS));
  }

  /** One job of this key is in the queue, however many ask for it. */
  private async again(at: Date): Promise<void> {
    await this.database.query('SELECT app.add_job($1, $2, $3, $4)', [REMIND, '{}', at, REMIND]);
  }

  /** Reports overdue, by kind, over all organisations: a number that names none. */
  async overdue(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.query<{ kind: string; overdue: number }>(
      'SELECT kind, overdue FROM app.overdue_report_duties($1)',
      [this.clock.now()],
    );
    return new Map(rows.map(({ kind, overdue }) => [kind, overdue]));
  }
}
