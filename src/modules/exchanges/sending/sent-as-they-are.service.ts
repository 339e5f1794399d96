import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import { DomainEvents } from '../../../platform/events/domain-events';
import { ATTACHING, type AttachingFacts } from '../../records';
import { EXCHANGE } from '../exchanges.errors';
import { ExchangesRepository } from '../exchanges.repository';

/** Nothing is attached to what was sent: its addressees would not be told. A policy of the database refuses it too. */
@Injectable()
export class SentAsTheyAre implements OnModuleInit {
  constructor(
    private readonly events: DomainEvents,
    private readonly repository: ExchangesRepository,
  ) {}

  onModuleInit(): void {
    this.events.subscribe(async ({ name, facts }) => {
      if (name !== ATTACHING) return;
      const { kind, recordKey } = facts as unknown as AttachingFacts;
      if (kind !== 'exchange') return;
      const sent = await this.repository.heads([recordKey]);
      if (sent.size > 0) throw new DomainError(EXCHANGE.SENT_BEFORE);
    });
  }
}
