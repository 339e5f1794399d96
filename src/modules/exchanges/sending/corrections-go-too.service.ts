import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DomainEvents } from '../../../platform/events/domain-events';
import { RecordsService, TAKING_BACK, type TakingBackFacts } from '../../records';
import { ExchangesRepository } from '../exchanges.repository';

/** A correction says the words of what it corrects again: taken back is the one with the other. */
@Injectable()
export class CorrectionsGoToo implements OnModuleInit {
  constructor(
    private readonly events: DomainEvents,
    private readonly records: RecordsService,
    private readonly repository: ExchangesRepository,
  ) {}

  onModuleInit(): void {
    this.events.subscribe(async ({ name, facts }) => {
      if (name !== TAKING_BACK) return;
      const { kind, recordKey, along } = facts as unknown as TakingBackFacts;
      if (kind !== 'exchange') return;
      const keys = (await this.repository.contents([recordKey])).get(recordKey)?.correctionKeys ?? [];
      along.push(...(await this.records.findByKeys(keys)).map(({ id }) => id));
    });
  }
}
