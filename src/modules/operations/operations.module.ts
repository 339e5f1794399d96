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
  ) {}

  onModuleInit(): void {
    this.metrics.gauge('lambi_http_in_flight', 'Requests being worked on', () => this.inFlight.current);
    if (!this.sequencer.isHere) return;
    this.metrics.gauge(
      'lambi_sequencer_idle_seconds',
      'Since the last successful round',
      () => (Date.now() - this.sequencer.lastSuccessAt) / 1000,
    );
  }
}
