import { Injectable } from '@nestjs/common';

/** `key` is for inside, `id` for outside. */
export interface OrganisationRef {
  readonly key: number;
  readonly id: string;
}

/** Something that happened, told by a module to the modules on its right, inside the same transaction. */
export interface DomainEvent {
  readonly name: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** Whose user, key or rights it is about, if it matters to another organisation than the acting one: it goes into that one's log too. */
  readonly concerns?: OrganisationRef;
}

export type DomainEventHandler = (event: DomainEvent) => Promise<void> | void;

/**
 * In-process events. Handlers run before emit() returns and inside the unit of work that emits, so that what they do stands or falls
 * with it. The only "afterwards" is a job added in the same transaction.
 */
@Injectable()
export class DomainEvents {
  private readonly handlers: DomainEventHandler[] = [];

  subscribe(handler: DomainEventHandler): void {
    this.handlers.push(handler);
  }

  async emit(name: string, facts: DomainEvent['facts'] = {}, concerns?: OrganisationRef): Promise<void> {
    const event = { name, facts, ...(concerns && { concerns }) };
    for (const handler of this.handlers) await handler(event);
  }
}
