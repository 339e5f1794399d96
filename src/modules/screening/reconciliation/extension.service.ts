import { Injectable } from '@nestjs/common';
import { isUuid } from '../../../kernel/ids';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { RecordsService } from '../../records';
import { PreparedSubjects } from '../searching/prepared-subjects.service';
import { partyOf } from '../watchlists/entry-party.rules';
import { idOfEntry, idOfRecord } from './candidate.mapping';
import { extensionOf, type ExtensionAnswer } from './extension.mapping';
import { ExtensionRepository } from './extension.repository';
import type { ExtendedFacts, ExtensionQuery } from './extension.types';
import { Reconciliation, type SearchScope } from './reconciliation.service';

/** What is known of candidates, as columns. A link tells no more than what it may match against. */
@Injectable()
export class Extension {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reconciliation: Reconciliation,
    private readonly repository: ExtensionRepository,
    private readonly subjects: PreparedSubjects,
    private readonly records: RecordsService,
  ) {}

  extend(actor: Actor, query: ExtensionQuery): Promise<ExtensionAnswer> {
    return this.uow.read(actor, async () => {
      const scope = await this.reconciliation.scope(actor);
      const entries = await this.entries(query.ids, scope);
      const parties = scope.casework ? await this.parties(query.ids) : [];
      return extensionOf(query, [...entries, ...parties]);
    });
  }

  private async entries(ids: readonly string[], { lists }: SearchScope): Promise<ExtendedFacts[]> {
    const wanted = ids.filter((id) => id.startsWith('entry:')).map((id) => id.slice('entry:'.length));
    const listOf = new Map(lists.map((list) => [list.key, list]));
    const rows = await this.repository.entries(wanted.filter(isUuid));
    return rows.flatMap((row) => {
      const list = listOf.get(row.list_key);
      if (!list) return [];
      const more = {
        list: list.code,
        reference: row.reference ?? row.source_id,
        listType: row.list_type,
        listedOn: row.listed_on,
        delistedOn: row.until_on,
      };
      return [{ id: idOfEntry(row.entry_id), party: partyOf(row.content), more }];
    });
  }

  private async parties(ids: readonly string[]): Promise<ExtendedFacts[]> {
    const places = ids.flatMap((id) => {
      const [, recordId, pointer] = /^record:([0-9a-f-]{36})(.*)$/.exec(id) ?? [];
      return recordId && isUuid(recordId) ? [{ recordId, pointer: pointer! }] : [];
    });
    if (places.length === 0) return [];
    const records = await this.records.findByIds([...new Set(places.map(({ recordId }) => recordId))]);
    const keyOf = new Map(records.map(({ id, key }) => [id, key]));
    const known = places.flatMap(({ recordId, pointer }) => {
      const recordKey = keyOf.get(recordId);
      return recordKey === undefined ? [] : [{ recordKey, pointer }];
    });
    const subjects = await this.subjects.of(await this.repository.subjects(known));
    const recordOf = new Map(records.map((record) => [record.key, record]));
    return subjects.map(({ recordKey, pointer, readings: [first] }) => {
      const { id, reference, kind } = recordOf.get(recordKey)!;
      return { id: idOfRecord(id, pointer), party: first!.source, more: { reference, kind } };
    });
  }
}
