import { Injectable, type OnModuleInit } from '@nestjs/common';
import { BeforeAnybody } from '../../platform/database/before-anybody';
import { Metrics } from '../../platform/metrics/metrics';

/** How much waits or was given up, over all organisations: numbers that name none. */
@Injectable()
export class NotificationBacklog implements OnModuleInit {
  constructor(
    private readonly database: BeforeAnybody,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    const help = 'E-mails and webhook deliveries that wait, failed or were given up, over all organisations';
    this.metrics.labelled('lambi_notification_backlog', help, 'what', () => this.numbers());
  }

  private async numbers(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.query<{ what: string; number: string }>(
      'SELECT what, number FROM app.notification_backlog()',
    );
    return new Map(rows.map(({ what, number }) => [what, Number(number)]));
  }
}
