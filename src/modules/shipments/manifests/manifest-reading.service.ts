import { Inject, Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { STORAGE, type Storage } from '../../../platform/storage/storage';
import { readManifest, type ReadOptions } from '../readers/manifest.parser';
import type { ManifestFormat, ManifestPart } from '../readers/manifest.types';
import { planOf } from '../tables/column-map.rules';
import { ColumnMapsRepository } from '../tables/column-maps.repository';
import { TABLES } from '../tables/tables.errors';
import type { ManifestView } from './manifest-import.types';
import { appliedMap, type AppliedMap, readingText } from './manifest-reading.rules';

/** How a file is to be read, and what is to be remembered of it. */
export interface Reading {
  readonly options: ReadOptions;
  readonly map: AppliedMap | null;
}

/** Column maps by which tables are read. The version that was used is kept with the manifest: a map that changes later changes nothing. */
@Injectable()
export class ManifestReadings {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly maps: ColumnMapsRepository,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  /** By the map as it is now. Throws COMMON.NOT_FOUND, TABLES.MAP_RETIRED. */
  by(actor: Actor, columnMapId: string | undefined): Promise<Reading> {
    if (columnMapId === undefined) return Promise.resolve({ options: {}, map: null });
    return this.uow.read(actor, async () => {
      const view = await this.maps.find(columnMapId);
      if (!view) throw new DomainError(COMMON.NOT_FOUND);
      if (view.retired_at) throw new DomainError(TABLES.MAP_RETIRED);
      return { options: { columnMap: planOf(view.definition) }, map: { id: columnMapId, version: view.version } };
    });
  }

  /** Reads a received file again as it was read then, whatever became of its map since. */
  async again(actor: Actor, manifest: ManifestView): Promise<AsyncGenerator<ManifestPart>> {
    const map = appliedMap(manifest.reading);
    const view = map && (await this.uow.read(actor, () => this.maps.find(map.id, map.version)));
    const options = view ? { columnMap: planOf(view.definition) } : {};
    return readManifest(await this.storage.open(manifest.storage_key), {}, options);
  }

  /** What is kept with the manifest: nothing for a form that has its own fields, so that it is the same file with any map. */
  kept({ map }: Reading, format: ManifestFormat): string {
    return readingText(format === 'CSV' || format === 'XLSX' ? map : null);
  }
}
