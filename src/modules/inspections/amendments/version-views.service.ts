import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { RecordsService } from '../../records';
import { VersionsRepository, type VersionView } from './versions.repository';

/** What a closed inspection said before, and says now. */
@Injectable()
export class VersionViews {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly repository: VersionsRepository,
  ) {}

  list(actor: Actor, id: string): Promise<VersionView[]> {
    return this.uow.read(actor, async () => this.repository.of((await this.records.require(id, 'inspection')).key));
  }

  read(actor: Actor, versionId: string): Promise<VersionView> {
    return this.uow.read(actor, async () => {
      const version = await this.repository.find(versionId);
      if (!version) throw new DomainError(COMMON.NOT_FOUND);
      await this.records.require(version.inspectionId, 'inspection');
      return version;
    });
  }
}
