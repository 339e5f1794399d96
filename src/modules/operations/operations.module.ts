import { Module, type OnModuleInit } from '@nestjs/common';
import { Metrics } from '../../platform/metrics/metrics';
import { InFlight } from '../../platform/http/in-flight';
import { AuditModule, Sequencer } from '../audit';
import { HealthController } from './health.controller';
import { ReferenceController } from './reference.controller';
import { Readiness } from './readiness';

/** What operators and clients need around the casework: health, and the public reference tables. */
@Module({
  imports: [AuditModule],
  controllers: [HealthController, ReferenceController],
  providers: [Readiness],
})
export class OperationsModule implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly inFlight: InFlight,
    private readonly sequencer: Sequencer,
    private readonly readiness: Readiness,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge('lambi_http_in_flight', 'Requests being worked on', () => this.inFlight.current);
    this.metrics.labelled(
      'lambi_watchlist_age_seconds',
      'Seconds since a published watchlist was last compared with its source',
      'list',
      () => this.readiness.listAges(),
    );
    if (!this.sequencer.isHere) return;
    this.metrics.gauge(
      'lambi_sequencer_idle_seconds',
      'Since the last successful round',
      () => (Date.now() - this.sequencer.lastSuccessAt) / 1000,
    );
  }
}
