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

  async run({ manifestId, userKey, owner }: ImportPayload): Promise<void> {
    const row = await this.actors.byUser(userKey);
    const actor = row && this.factory.make(row, { kind: 'system' });
    if (!actor) {
      const message = 'The user who sent the file was disabled before it was read; a colleague can send it again';
      return this.imports.refuse(standIn(owner), manifestId, { code: 'USER_DISABLED', message, ...elsewhere });
    }
    if (actor.organisationKey !== owner.key || !actor.actions.has('manifest.import')) {
      const message = 'The user who sent the file may no longer import manifests; a colleague can send it again';
      return this.imports.refuse(standIn(owner), manifestId, { code: 'NOT_PERMITTED', message, ...elsewhere });
    }
    return this.imports.run(actor, manifestId);
  }
}

/** The program itself, in the organisation's place: it can write down that nothing was done, and read no casework. */
const standIn = (owner: ImportPayload['owner']): Actor => ({
  ...SYSTEM_ACTOR,
  organisationKey: owner.key,
  organisationId: owner.id,
  organisationCode: owner.code,
});
