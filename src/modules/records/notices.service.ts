import { Injectable } from '@nestjs/common';
import { DomainEvents } from '../../platform/events/domain-events';
import type { Notice } from './notice.types';

/** Name of the domain event that the notifications module listens to. */
export const NOTICE_GIVEN = 'notice given';

/** Any module tells people something here, inside its unit of work: the notice exists exactly if what it tells of was committed. */
@Injectable()
export class Notices {
  constructor(private readonly events: DomainEvents) {}

  give(notice: Notice): Promise<void> {
    return this.events.emit(NOTICE_GIVEN, { ...notice });
  }
}
