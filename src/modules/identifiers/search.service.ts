import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/context/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { AuditTrail } from '../audit';
import { RecordsService, type SpineRecord } from '../records';
import type { Searchable } from './dto/search.dto';
import type { IdentifierKind } from './identifier.types';
import { type IdentifierHit, IdentifiersRepository } from './identifiers.repository';

export interface Found {
  readonly record: SpineRecord;
  readonly hit: IdentifierHit;
}

const KINDS: Readonly<Partial<Record<Searchable, readonly IdentifierKind[]>>> = { vessel: ['imo', 'vessel_name'] };

/** Finds records by what they mention. What was looked for is in the log by kind only; what was found, by id. */
@Injectable()
export class SearchService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: IdentifiersRepository,
    private readonly records: RecordsService,
    private readonly audit: AuditTrail,
  ) {}

  search(actor: Actor, by: Searchable, value: string, limit: number): Promise<{ found: Found[]; truncated: boolean }> {
    return this.uow.read(actor, async () => {
      const kinds = KINDS[by] ?? [by as IdentifierKind];
      const hits = (await Promise.all(kinds.map((kind) => this.repository.find(kind, value, limit + 1)))).flat();
      hits.sort((a, b) => b.score - a.score || b.record_key - a.record_key);
      const page = hits.slice(0, limit);
      const records = new Map(
        (await this.records.findByKeys([...new Set(page.map((hit) => hit.record_key))])).map((record) => [
          record.key,
          record,
        ]),
      );
      this.audit.append({ name: 'record.searched', facts: { by, hits: page.length } });
      const found = page.flatMap((hit) => {
        const record = records.get(hit.record_key);
        return record ? [{ record, hit }] : [];
      });
      return { found, truncated: hits.length > limit };
    });
  }
}
