import { Inject, Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import type { Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../../platform/http/cursor';
import { AuditTrail } from '../../audit';
import { RecordsService } from '../../records';
import { type ShipmentListed, ShipmentsRepository } from '../shipments.repository';
import type { ManifestView } from './manifest-import.types';
import { ManifestsRepository } from './manifests.repository';

/** How imports stand and what they made. Each look at a classified manifest is in the log. */
@Injectable()
export class ManifestsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: ManifestsRepository,
    private readonly shipments: ShipmentsRepository,
    private readonly records: RecordsService,
    private readonly audit: AuditTrail,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
  ) {}

  read(actor: Actor, id: string): Promise<ManifestView> {
    return this.uow.read(actor, () => this.require(id));
  }

  list(actor: Actor, limit: number, cursor: string | undefined): Promise<Page<ManifestView>> {
    return this.uow.read(actor, async () => {
      const scope = JSON.stringify([actor.organisationKey, 'manifests']);
      const after = cursor === undefined ? undefined : this.cursors.decode(scope, cursor);
      const rows = await this.repository.page(after, limit);
      const items = rows.slice(0, limit).map((row) => this.shown(row));
      const last = items.at(-1);
      const more = rows.length > limit && last;
      return { items, nextCursor: more ? this.cursors.encode(scope, { at: last.created_us, id: last.id }) : null };
    });
  }

  /** The bills an import made, in the order of the file. */
  bills(actor: Actor, id: string, limit: number, cursor: string | undefined): Promise<Page<ShipmentListed>> {
    return this.uow.read(actor, async () => {
      await this.require(id);
      const scope = JSON.stringify([actor.organisationKey, 'manifest bills', id]);
      const after = cursor === undefined ? undefined : this.cursors.decode(scope, cursor).id;
      const keys = await this.shipments.keysOfManifest(id, after, limit);
      const items = await this.shipments.listed(await this.records.findByKeys(keys.slice(0, limit)));
      const last = items.at(-1)?.record;
      const more = keys.length > limit && last;
      return { items, nextCursor: more ? this.cursors.encode(scope, { at: '0', id: last.id }) : null };
    });
  }

  private async require(id: string): Promise<ManifestView> {
    const manifest = await this.repository.find(id);
    if (!manifest) throw new DomainError(COMMON.NOT_FOUND);
    return this.shown(manifest);
  }

  private shown(manifest: ManifestView): ManifestView {
    if (manifest.classification > 0) this.audit.append({ name: 'manifest.read', facts: { manifest: manifest.id } });
    return manifest;
  }
}
