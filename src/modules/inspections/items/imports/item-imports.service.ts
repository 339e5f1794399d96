import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { canonicalJson } from '../../../../kernel/canonical-json';
import { COMMON } from '../../../../kernel/common.errors';
import { DomainError } from '../../../../kernel/domain-error';
import { enforce } from '../../../../kernel/verdict';
import type { Actor } from '../../../../platform/context/actor';
import { UnitOfWork } from '../../../../platform/database/unit-of-work';
import type { Submission } from '../../../../platform/http/idempotency';
import { AuditTrail } from '../../../audit';
import { type Accepted, RecordsService, Submissions } from '../../../records';
import { mayEdit } from '../../inspection.rules';
import { INSPECTION } from '../../inspections.errors';
import { InspectionsRepository } from '../../inspections.repository';
import { ItemChanges } from '../item-changes.service';
import type { AcceptedLine, ItemFileFormat, ItemVerdict, ReadLine } from './item-import.types';
import { type ItemImportView, ItemImportsRepository } from './item-imports.repository';
import type { ItemFile } from './item-reader.service';

export interface ItemImport {
  readonly format: ItemFileFormat;
  /** How many items the sender says that the list has. */
  readonly stated: number | null;
  readonly file: ItemFile;
}

/** Lists of found items by file: what is an item is added in one transaction, and each line has its verdict. */
@Injectable()
export class ItemImports {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly submissions: Submissions,
    private readonly records: RecordsService,
    private readonly inspections: InspectionsRepository,
    private readonly items: ItemChanges,
    private readonly repository: ItemImportsRepository,
    private readonly audit: AuditTrail,
  ) {}

  receive(
    actor: Actor,
    inspectionId: string,
    { format, stated, file }: ItemImport,
    { key, route }: Omit<Submission, 'body'>,
  ): Promise<Accepted<ItemImportView>> {
    const sha256 = file.sha256.toString('hex');
    return this.submissions.once(
      actor,
      { key, route, body: { format, stated, sha256 } },
      async ({ resourceId, receiptId }) => {
        const { record, written } = await this.records.beginAddition(actor, inspectionId, 'inspection');
        enforce(mayEdit(await this.inspections.view(record)), INSPECTION.NOT_ALLOWED_NOW);
        const accepted = file.lines.filter(isAccepted);
        const first =
          accepted.length === 0
            ? 0
            : await this.items.add(
                record.key,
                accepted.map(({ item }) => item),
              );
        const verdicts = verdictsOf(file.lines, first);
        await this.repository.insert({
          ...{ id: resourceId, recordKey: record.key, format, stated, size: file.size, sha256: file.sha256 },
          verdicts,
          ownerId: actor.organisationKey,
          createdBy: actor.userKey,
        });
        const vouched = createHash('sha256').update(canonicalJson(verdicts)).digest('hex');
        const facts = {
          import: resourceId,
          sha256,
          items: accepted.length,
          lines: file.lines.length,
          verdicts: vouched,
        };
        const leaf = this.audit.append({ name: 'inspection.items_added', written: [written], facts }, receiptId);
        return { view: (await this.repository.find(resourceId))!, leaf };
      },
      (id) => this.read(actor, id),
    );
  }

  read(actor: Actor, id: string): Promise<ItemImportView> {
    return this.uow.read(actor, async () => {
      const found = await this.repository.find(id);
      if (!found) throw new DomainError(COMMON.NOT_FOUND);
      await this.records.require(found.inspectionId, 'inspection');
      return found;
    });
  }
}

const isAccepted = (line: ReadLine | AcceptedLine): line is AcceptedLine => 'item' in line;

function verdictsOf(lines: readonly (ReadLine | AcceptedLine)[], first: number): ItemVerdict[] {
  let seq = first;
  return lines.map((one) => {
    const { line, unread, faults, text } = one;
    const rest = unread && { unread };
    return isAccepted(one)
      ? { line, verdict: 'accepted', seq: seq++, ...rest }
      : { line, verdict: 'rejected', ...(faults && { faults }), text, ...rest };
  });
}
