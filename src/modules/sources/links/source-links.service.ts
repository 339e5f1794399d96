/** Which records rest on a source: seen only by those who know the source, and only while they see the record. */
import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import type { Actor } from '../../../platform/context/actor';
import { RowWriter } from '../../../platform/database/row-writer';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { Submission } from '../../../platform/http/idempotency';
import { AuditTrail } from '../../audit';
import { type Accepted, RecordsService, type SpineRecord, Submissions } from '../../records';
import type { SourceView } from '../source.types';
import { SOURCE } from '../sources.errors';
import { SourcesRepository } from '../sources.repository';
import { SourcesService } from '../sources.service';
import { SourceLinkRow } from './source-link.record';

interface LinkSql {
  readonly id: string;
  readonly sourceId: string;
  readonly recordKey: number;
  readonly createdAt: Date;
}
export interface SourceLink extends LinkSql {
  readonly record: SpineRecord;
}

const LINKS = `SELECT l.id, l.source_id AS "sourceId", l.record_key AS "recordKey", l.created_at AS "createdAt" FROM source_links l WHERE l.withdrawn_at IS NULL`;
const MOST = 200;

@Injectable()
export class SourceLinks {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly writer: RowWriter,
    private readonly submissions: Submissions,
    private readonly records: RecordsService,
    private readonly sources: SourcesService,
    private readonly repository: SourcesRepository,
    private readonly audit: AuditTrail,
  ) {}

  add(actor: Actor, sourceId: string, recordId: string, submission: Submission): Promise<Accepted<SourceLink>> {
    return this.submissions.once(
      actor,
      submission,
      async ({ resourceId: id, receiptId }) => {
        const { source } = await this.sources.require(sourceId);
        const [record] = await this.records.findByIds([recordId]);
        if (!record) {
          const message = 'There is no such record, or none that you can see';
          throw new DomainError(SOURCE.RECORD_UNKNOWN, {
            fields: [{ pointer: '/recordId', code: 'UNKNOWN', message }],
          });
        }
        await this.uow.query(`SELECT pg_advisory_xact_lock(hashtextextended('source_links ' || $1, 2692))`, [
          source.id,
        ]);
        const before = await this.uow.query(`${LINKS} AND l.source_id = $1 AND l.record_key = $2`, [
          source.id,
          record.key,
        ]);
        if (before.length > 0) throw new DomainError(SOURCE.LINKED_BEFORE);
        const leaf = this.audit.append({ name: 'source.linked', facts: { link: id } }, receiptId);
        const made = { ownerId: actor.organisationKey, createdBy: actor.userKey };
        await this.writer.insert(SourceLinkRow, [{ id, sourceId: source.id, recordKey: record.key, ...made }]);
        return { view: await this.require(id), leaf };
      },
      (id) => this.uow.read(actor, () => this.require(id)),
    );
  }

  ofSource(actor: Actor, sourceId: string): Promise<SourceLink[]> {
    return this.uow.read(actor, async () => {
      const { source } = await this.sources.require(sourceId);
      return this.withRecords(
        await this.uow.query<LinkSql>(`${LINKS} AND l.source_id = $1 ORDER BY l.created_at, l.id LIMIT ${MOST}`, [
          source.id,
        ]),
      );
    });
  }

  /** The sources behind a record that the caller knows: to everybody else there are none. */
  ofRecord(actor: Actor, recordId: string): Promise<SourceView[]> {
    return this.uow.read(actor, async () => {
      const { key } = await this.records.requireReadable(actor, recordId);
      const links = await this.uow.query<LinkSql>(`${LINKS} AND l.record_key = $1 LIMIT ${MOST}`, [key]);
      const sources = await this.repository.findMany(links.map(({ sourceId }) => sourceId));
      return sources.map((source) => this.sources.listed(source));
    });
  }

  withdraw(actor: Actor, id: string): Promise<SourceLink> {
    return this.uow.write(actor, async () => {
      const link = await this.require(id);
      this.audit.append({ name: 'source.unlinked', facts: { link: id } });
      const sql = 'UPDATE source_links SET withdrawn_at = now() WHERE id = $1 AND withdrawn_at IS NULL';
      if ((await this.uow.execute(sql, [id])) !== 1) throw new DomainError(COMMON.NOT_FOUND);
      return link;
    });
  }

  private async require(id: string): Promise<SourceLink> {
    const [link] = await this.withRecords(await this.uow.query<LinkSql>(`${LINKS} AND l.id = $1`, [id]));
    if (!link) throw new DomainError(COMMON.NOT_FOUND);
    return link;
  }

  private async withRecords(links: readonly LinkSql[]): Promise<SourceLink[]> {
    const found = await this.records.findByKeys(links.map(({ recordKey }) => recordKey));
    const records = new Map(found.map((record) => [record.key, record]));
    return links.flatMap((link) => {
      const record = records.get(link.recordKey);
      return record ? [{ ...link, record }] : [];
    });
  }
}
