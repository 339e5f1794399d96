import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import type { Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../../platform/http/cursor';
import { newestFirst } from '../../../platform/http/keyset-page';
import { STORAGE, type Storage } from '../../../platform/storage/storage';
import { AuditTrail } from '../../audit';
import type { ManifestView } from './manifest-import.types';
import { ManifestsRepository } from './manifests.repository';

/** Received files and how their imports stand. Each look at a classified manifest is in the log. */
@Injectable()
export class ManifestsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: ManifestsRepository,
    private readonly audit: AuditTrail,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  read(actor: Actor, id: string): Promise<ManifestView> {
    return this.uow.read(actor, () => this.require(id));
  }

  list(actor: Actor, limit: number, cursor: string | undefined): Promise<Page<ManifestView>> {
    return this.uow.read(actor, async () => {
      const request = { cursors: this.cursors, scope: [actor.organisationKey, 'manifests'], limit, cursor };
      const page = await newestFirst(request, (after) => this.repository.page(after, limit));
      return { ...page, items: page.items.map((row) => this.shown(row)) };
    });
  }

  /** The file itself, as it arrived. */
  async open(actor: Actor, id: string): Promise<{ manifest: ManifestView; content: Readable }> {
    const manifest = await this.read(actor, id);
    return { manifest, content: await this.storage.open(manifest.storage_key) };
  }

  /** Within a unit of work: the manifest, or the 404 of one that does not exist. */
  async require(id: string): Promise<ManifestView> {
    const manifest = await this.repository.find(id);
    if (!manifest) throw new DomainError(COMMON.NOT_FOUND);
    return this.shown(manifest);
  }

  private shown(manifest: ManifestView): ManifestView {
    if (manifest.classification > 0) this.audit.append({ name: 'manifest.read', facts: { manifest: manifest.id } });
    return manifest;
  }
}
