import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '../../../platform/context/actor';
import { Jobs } from '../../../platform/jobs/jobs';
import { ActorFactory, ActorsRepository, SYSTEM_ACTOR } from '../../access';
import { ManifestImport } from './manifest-import.service';
import { IMPORT_MANIFEST, type ImportPayload } from './manifest-import.types';

const elsewhere = { line: null, column: null };

/** Runs an import as the user who sent the file, with the rights of this moment: who was disabled since then imports nothing. */
@Injectable()
export class ImportManifestJob implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly actors: ActorsRepository,
    private readonly factory: ActorFactory,
    private readonly imports: ManifestImport,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(IMPORT_MANIFEST, (payload) => this.run(payload as unknown as ImportPayload));
  }

  async run({ manifestId, userKey, owner, classification }: ImportPayload): Promise<void> {
    const row = await this.actors.byUser(userKey);
    const actor = row && this.factory.make(row, { kind: 'system' });
    if (!actor) {
      const message = 'The user who sent the file was disabled before it was read; a colleague can send it again';
      return this.imports.refuse(standIn(owner), manifestId, { code: 'USER_DISABLED', message, ...elsewhere });
    }
    const permitted = actor.actions.has('manifest.import') && actor.clearance >= classification;
    if (actor.organisationKey !== owner.key || !permitted) {
      const message = 'The user who sent the file may no longer import manifests; a colleague can send it again';
      return this.imports.refuse(standIn(owner), manifestId, { code: 'NOT_PERMITTED', message, ...elsewhere });
    }
    return this.imports.run(actor, manifestId);
  }
}

/** The program itself, in the organisation's place, to write down that nothing was done; it sees the manifest, whatever its level. */
const standIn = (owner: ImportPayload['owner']): Actor => ({
  ...SYSTEM_ACTOR,
  organisationKey: owner.key,
  organisationId: owner.id,
  organisationCode: owner.code,
  clearance: 2,
});
