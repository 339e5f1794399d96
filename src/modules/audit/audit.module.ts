import { Module, type OnModuleInit } from '@nestjs/common';
import { DomainEvents } from '../../platform/events/domain-events';
import { AuditController } from './audit.controller';
import { AUDIT_EVENTS, type AuditEventName } from './audit-events';
import { AuditRepository } from './audit.repository';
import { AuditService } from './audit.service';
import { AuditTrail } from './audit-trail';
import { ReceiptsService } from './receipts.service';
import { Sequencer } from './sequencer';

@Module({
  controllers: [AuditController],
  providers: [AuditTrail, AuditRepository, AuditService, ReceiptsService, Sequencer],
  exports: [AuditTrail, ReceiptsService, Sequencer],
})
export class AuditModule implements OnModuleInit {
  constructor(
    private readonly events: DomainEvents,
    private readonly trail: AuditTrail,
  ) {}

  /** Modules to the left speak by domain event: what they tell under a name of the catalogue is logged in their transaction. */
  onModuleInit(): void {
    this.events.subscribe(({ name, ...event }) => {
      if ((AUDIT_EVENTS as readonly string[]).includes(name))
        this.trail.append({ name: name as AuditEventName, ...event });
    });
  }
}
