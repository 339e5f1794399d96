import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/context/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { type ExportFile, type ExportFormat, ExportsService } from '../entities';
import { RecordsService } from '../records';
import { CasesRepository } from './cases.repository';

export interface CaseExport extends ExportFile {
  /** Members that are no entities, by kind: FollowTheMoney has no bill of lading and no inspection. */
  readonly leftOut: ReadonlyMap<string, number>;
}

/** The entities of a case with the relations among them, as far as this reader sees. */
@Injectable()
export class CaseExportService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly cases: CasesRepository,
    private readonly exports: ExportsService,
  ) {}

  export(actor: Actor, id: string, format: ExportFormat): Promise<CaseExport> {
    return this.uow.read(actor, async () => {
      const record = await this.records.require(id, 'case');
      const members = await this.cases.members(record.key);
      const found = await this.records.findByKeys(members.map(({ member_key }) => member_key));
      const entities = found.filter(({ kind }) => kind === 'entity');
      const leftOut = new Map<string, number>();
      for (const { kind } of found) if (kind !== 'entity') leftOut.set(kind, (leftOut.get(kind) ?? 0) + 1);
      return { ...(await this.exports.withRelations(entities, format, record.reference)), leftOut };
    });
  }
}
