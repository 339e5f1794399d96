import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../../kernel/domain-error';
import type { Actor } from '../../../../platform/context/actor';
import { RowWriter } from '../../../../platform/database/row-writer';
import { UnitOfWork } from '../../../../platform/database/unit-of-work';
import type { Submission } from '../../../../platform/http/idempotency';
import { AuditTrail } from '../../../audit';
import type { SpineRecord } from '../../record.types';
import { RecordsService } from '../../records.service';
import { type Accepted, Submissions } from '../../submissions.service';
import { HANDLING } from '../handling.errors';
import { placeOf } from '../held-back.rules';
import { QuoteRow } from './quote.record';

export interface QuoteView {
  readonly id: string;
  readonly source: SpineRecord;
  readonly field: string | null;
  readonly text: string;
  readonly locator: string | null;
  readonly quotedAt: Date;
}

export interface QuoteCommand {
  readonly sourceId: string;
  readonly field?: string;
  readonly text: string;
  readonly locator?: string;
}

/**
 * What one record quotes from another. Invariant: a quote is shown to who sees both records, and the quoted field if one is named; the
 * policies of `quotes` say so, at each reading anew.
 */
@Injectable()
export class Quotes {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly submissions: Submissions,
    private readonly records: RecordsService,
    private readonly writer: RowWriter,
    private readonly audit: AuditTrail,
  ) {}

  quote(actor: Actor, id: string, command: QuoteCommand, submission: Submission): Promise<Accepted<QuoteView>> {
    return this.submissions.once(
      actor,
      submission,
      async ({ resourceId, receiptId }) => {
        await this.records.requireReadable(actor, id);
        const { record, written } = await this.records.beginAddition(actor, id);
        const source = await this.source(actor, command, record);
        const facts = { quote: resourceId, source: source.id };
        const leaf = this.audit.append({ name: 'record.quoted', written: [written], facts }, receiptId);
        await this.writer.insert(QuoteRow, [
          {
            id: resourceId,
            recordKey: record.key,
            sourceKey: source.key,
            field: command.field ?? null,
            text: command.text,
            locator: command.locator ?? null,
            quotedBy: actor.userKey,
          },
        ]);
        return { view: (await this.of(record.key, resourceId))[0]!, leaf };
      },
      (quoteId) =>
        this.uow.read(actor, async () => {
          const record = await this.records.requireReadable(actor, id);
          const [quote] = await this.of(record.key, quoteId);
          if (!quote) throw new DomainError(HANDLING.SOURCE_UNKNOWN);
          return quote;
        }),
    );
  }

  list(actor: Actor, id: string): Promise<QuoteView[]> {
    return this.uow.read(actor, async () => this.of((await this.records.requireReadable(actor, id)).key));
  }

  private async source(actor: Actor, { sourceId, field }: QuoteCommand, record: SpineRecord): Promise<SpineRecord> {
    const [source] = await this.records.findByIds([sourceId.toLowerCase()], actor);
    if (!source || source.id === record.id) throw unknown('/sourceId', 'No other record that you can see has this id');
    if (field === undefined) return source;
    const shown =
      placeOf(source.kind, field) !== undefined &&
      (await this.uow.query<{ shown: boolean }>('SELECT app.shows_field($1, $2) AS shown', [source.key, field]))[0]!
        .shown;
    if (!shown) throw unknown('/field', 'No field of that record that is shown to you');
    return source;
  }

  private async of(recordKey: number, only?: string): Promise<QuoteView[]> {
    const rows = await this.uow.query<Omit<QuoteView, 'source'> & { source_key: number }>(
      `SELECT q.id, q.source_key, q.field, q.text, q.locator, q.quoted_at AS "quotedAt" FROM quotes q
        WHERE q.record_key = $1 AND ($2::uuid IS NULL OR q.id = $2) ORDER BY q.quoted_at, q.id`,
      [recordKey, only ?? null],
    );
    const sources = new Map(
      (await this.records.findByKeys([...new Set(rows.map(({ source_key }) => source_key))])).map((each) => [
        each.key,
        each,
      ]),
    );
    return rows.flatMap(({ source_key, ...row }) => {
      const source = sources.get(source_key);
      return source ? [{ ...row, source }] : [];
    });
  }
}

const unknown = (pointer: string, message: string): DomainError =>
  new DomainError(HANDLING.SOURCE_UNKNOWN, { fields: [{ pointer, code: 'UNKNOWN', message }] });
