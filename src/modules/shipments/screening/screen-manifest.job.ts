import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '../../../platform/context/actor';
import { type DomainEvent, DomainEvents } from '../../../platform/events/domain-events';
import { Jobs } from '../../../platform/jobs/jobs';
import { ActorFactory, ActorsRepository, SYSTEM_ACTOR } from '../../access';
import { ManifestsRepository } from '../manifests/manifests.repository';
import { SHIPMENT_EVENTS } from '../shipments.events';
import { ManifestScreening } from './manifest-screening.service';
import { SCREEN_MANIFEST, type ScreenManifestPayload } from './manifest-screening.types';
import { ScreeningRequests } from './screening-requests.service';

/** Screens a manifest that has arrived, afterwards, as the user who asked for it (or sent it) and with the rights of that moment. */
@Injectable()
export class ScreenManifestJob implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly events: DomainEvents,
    private readonly actors: ActorsRepository,
    private readonly factory: ActorFactory,
    private readonly repository: ManifestsRepository,
    private readonly requests: ScreeningRequests,
    private readonly screening: ManifestScreening,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(SCREEN_MANIFEST, (payload) => this.run(payload as unknown as ScreenManifestPayload));
    this.events.subscribe((event) => this.on(event));
  }

  async run({ screeningId, userKey, owner }: ScreenManifestPayload): Promise<void> {
    const row = await this.actors.byUser(userKey);
    const actor = row && this.factory.make(row, { kind: 'system' });
    if (actor?.organisationKey !== owner.key || !actor.actions.has('manifest.screen')) {
      const fault = 'The user who asked for it may no longer screen manifests; a colleague can ask again';
      return this.screening.fail(standIn(owner), screeningId, fault);
    }
    return this.screening.run(actor, screeningId);
  }

  private async on({ name, facts }: DomainEvent): Promise<void> {
    if (name !== SHIPMENT_EVENTS.manifestArrived) return;
    const manifest = await this.repository.find(facts.manifestId as string);
    if (manifest) await this.requests.add(manifest);
  }
}

/** The program itself, in the organisation's place, to write down that nothing was done; it sees the manifest, whatever its level. */
const standIn = (owner: ScreenManifestPayload['owner']): Actor => ({
  ...SYSTEM_ACTOR,
  organisationKey: owner.key,
  organisationId: owner.id,
  organisationCode: owner.code,
  clearance: 2,
});
