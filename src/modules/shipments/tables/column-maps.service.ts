import { Inject, Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import { newId } from '../../../kernel/ids';
import type { Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../../platform/http/cursor';
import { newestFirst } from '../../../platform/http/keyset-page';
import { versionFrom } from '../../../platform/http/etag';
import { AuditTrail } from '../../audit';
import { faultsOfMap, planOf } from './column-map.rules';
import type { ColumnMapDefinition, ColumnMapView } from './column-map.types';
import { ColumnMapsRepository } from './column-maps.repository';
import { type MapTrial, tryTable } from './table-trial.parser';
import { TABLES } from './tables.errors';

export interface ColumnMapCommand {
  readonly name: string;
  readonly definition: ColumnMapDefinition;
}

/** Column maps of an organisation. A change makes a new version; the old ones stay. */
@Injectable()
export class ColumnMapsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: ColumnMapsRepository,
    private readonly audit: AuditTrail,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
  ) {}

  create(actor: Actor, command: ColumnMapCommand): Promise<ColumnMapView> {
    requireUsable(command.definition);
    const id = newId();
    return this.uow.write(actor, async () => {
      this.audit.append({ name: 'column_map.saved', facts: { columnMap: id, version: 1 } });
      const { name } = command;
      await Promise.all([
        this.repository.insert({ id, ownerId: actor.organisationKey, name, version: 1, createdBy: actor.userKey }),
        this.append(actor, id, 1, command),
      ]);
      return this.require(id);
    });
  }

  read(actor: Actor, id: string, version?: number): Promise<ColumnMapView> {
    return this.uow.read(actor, () => this.require(id, version));
  }

  list(actor: Actor, limit: number, cursor: string | undefined): Promise<Page<ColumnMapView>> {
    const request = { cursors: this.cursors, scope: [actor.organisationKey, 'column maps'], limit, cursor };
    return this.uow.read(actor, () => newestFirst(request, (after) => this.repository.page(after, limit)));
  }

  update(actor: Actor, id: string, ifMatch: string | undefined, command: ColumnMapCommand): Promise<ColumnMapView> {
    return this.uow.write(actor, async () => {
      const before = await this.require(id);
      const expected = versionFrom(ifMatch);
      if (before.retired_at) throw new DomainError(TABLES.MAP_RETIRED);
      requireUsable(command.definition);
      const version = expected + 1;
      this.audit.append({ name: 'column_map.saved', facts: { columnMap: id, version } });
      if (!(await this.repository.advance(id, expected, command.name))) throw new DomainError(COMMON.VERSION_MISMATCH);
      await this.append(actor, id, version, command);
      return this.require(id);
    });
  }

  retire(actor: Actor, id: string): Promise<void> {
    return this.uow.write(actor, async () => {
      await this.require(id);
      this.audit.append({ name: 'column_map.removed', facts: { columnMap: id } });
      if (!(await this.repository.retire(id, actor.userKey))) throw new DomainError(TABLES.MAP_RETIRED);
    });
  }

  /** Shows what a file would become by the map. Nothing is stored. The file is taken only once the map was found. */
  async tryOut(actor: Actor, id: string, file: () => Promise<Buffer>): Promise<MapTrial> {
    const { definition } = await this.read(actor, id);
    return tryTable(await file(), planOf(definition));
  }

  private append(actor: Actor, mapId: string, version: number, { name, definition }: ColumnMapCommand): Promise<void> {
    const row = { ownerId: actor.organisationKey, mapId, version, name, definition, savedBy: actor.userKey };
    return this.repository.insertVersion(row);
  }

  private async require(id: string, version?: number): Promise<ColumnMapView> {
    const map = await this.repository.find(id, version);
    if (!map) throw new DomainError(COMMON.NOT_FOUND);
    return map;
  }
}

function requireUsable(definition: ColumnMapDefinition): void {
  const fields = faultsOfMap(definition);
  if (fields.length > 0) throw new DomainError(TABLES.MAP_UNUSABLE, { fields });
}
