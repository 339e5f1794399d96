import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '../../../../platform/database/unit-of-work';
import { Jobs } from '../../../../platform/jobs/jobs';
import { ActorsRepository, organisationActor, SYSTEM_ACTOR } from '../../../access';
import { AuditTrail } from '../../../audit';
import { Notices } from '../../../records';
import { TELL_JOB } from '../blind.types';
import type { Told } from './blind-match.types';
import { BlindMatchesRepository } from './blind-matches.repository';

/** A query that was answered, a hit of which contact is wanted; then one for each holder. */
interface TellPayload {
  readonly queryId?: string;
  readonly hitId?: string;
  readonly told?: Told;
}

/**
 * Invariant: it runs after every query, whether anybody holds anything or not. What silent holders learn is found and written here and not
 * while the querier waits, so that its answer comes no later for them. Each holder's own log says what it was told; no other does.
 */
@Injectable()
export class TellHoldersJob implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly uow: UnitOfWork,
    private readonly actors: ActorsRepository,
    private readonly matches: BlindMatchesRepository,
    private readonly notices: Notices,
    private readonly audit: AuditTrail,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(TELL_JOB, (payload) => this.run(payload));
  }

  run(payload: TellPayload): Promise<void> {
    return payload.told ? this.tell(payload, payload.told) : this.find(payload);
  }

  private find({ queryId, hitId }: TellPayload): Promise<void> {
    return this.uow.write(SYSTEM_ACTOR, async () => {
      this.audit.append({ name: 'blind_match.holders_told' });
      const found = queryId ? await this.matches.tellHolders(queryId) : await this.matches.tellContact(hitId!);
      for (const told of found)
        await this.jobs.add(
          TELL_JOB,
          { ...(queryId && { queryId }), told },
          { key: `${TELL_JOB}:${queryId ?? hitId}:${told.holder_key}` },
        );
    });
  }

  private async tell({ queryId }: TellPayload, told: Told): Promise<void> {
    const { holder_key: organisationKey, match_id: match, record_id: recordId, matches } = told;
    const holder = await this.actors.byOrganisation(organisationKey);
    if (!holder) return;
    const name = queryId ? 'blind_match.found' : 'blind_match.contact_wanted';
    await this.uow.write(organisationActor(holder), async () => {
      this.audit.append({ name, facts: { match, ...(queryId && { query: queryId, matches }) } });
      await this.notices.give({
        ...{ kind: name, to: { organisationKey }, recordId },
        about: { type: 'blind_match', id: match },
      });
    });
  }
}
