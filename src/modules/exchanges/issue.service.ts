import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/context/actor';
import type { ClaimedIds } from '../../platform/http/idempotency';
import { AuditTrail, type Leaf, type Written } from '../audit';
import { type Handling, HeldBack, RecordsService, ReleaseWriter, type SpineRecord, type Withholding } from '../records';
import { Enclosures } from './enclosures.service';
import type { ExchangeRow } from './exchange.record';
import { ExchangesRepository } from './exchanges.repository';

export interface Issue {
  readonly name: 'exchange.sent' | 'exchange.replied';
  readonly handling: Handling;
  readonly content: Omit<ExchangeRow, 'recordKey'>;
  readonly recipients: readonly { readonly key: number; readonly id: string }[];
  readonly enclosedRecordIds: readonly string[] | undefined;
  readonly heldBackFields: readonly Withholding[] | undefined;
  /** What else this act writes. */
  readonly written: readonly Written[];
  readonly facts: Readonly<Record<string, unknown>>;
  /** Writes the event that goes with it; sent with the rest. */
  readonly event: (record: SpineRecord) => Promise<void>;
}

/**
 * The one way an exchange comes into being: the record, its addressees, its enclosures and the releases of all of them, in the caller's
 * unit of work, under one leaf. Nothing is half sent.
 */
@Injectable()
export class IssueService {
  constructor(
    private readonly records: RecordsService,
    private readonly releases: ReleaseWriter,
    private readonly repository: ExchangesRepository,
    private readonly enclosures: Enclosures,
    private readonly audit: AuditTrail,
    private readonly held: HeldBack,
  ) {}

  async issue(actor: Actor, ids: ClaimedIds, issue: Issue): Promise<{ record: SpineRecord; leaf: Leaf }> {
    const changes = await this.enclosures.open(actor, issue.enclosedRecordIds ?? []);
    const record = await this.records.create(actor, 'exchange', ids.resourceId, issue.handling);
    const written = [
      { id: record.id, version: record.version, before: null },
      ...issue.written,
      ...changes.map((change) => change.written),
    ];
    const leaf = this.audit.append({ name: issue.name, written, facts: issue.facts }, ids.receiptId);
    const enclosed = changes.map((change) => change.record);
    const audienceKeys = issue.recipients.map(({ key }) => key);
    await Promise.all([
      this.repository.insert(actor, { ...issue.content, recordKey: record.key }, audienceKeys, enclosed),
      issue.event(record),
      this.releases.insert(actor, [record, ...enclosed], {
        audienceIds: issue.recipients.map(({ id }) => id),
        purpose: `Exchange ${record.reference}`,
      }),
    ]);
    await this.held.hold(actor, record, issue.heldBackFields);
    return { record: { ...record, sharing: 'released' }, leaf };
  }
}
