import { Inject, Injectable } from '@nestjs/common';
import { canonicalJson } from '../../../kernel/canonical-json';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import { newId } from '../../../kernel/ids';
import type { Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { violates } from '../../../platform/database/pg-errors';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../../platform/http/cursor';
import { newestFirst } from '../../../platform/http/keyset-page';
import { AuditTrail } from '../../audit';
import { type Classification, levelOf, RecordsService } from '../../records';
import { type ConflictDetailRow, type ConflictRow, ConflictsRepository } from './conflicts.repository';
import { type BundleLine, MAX_CONFLICTS } from './sync.types';

/** What was sent under a reference that stands for another content: kept as it was sent, for a person to compare. */
@Injectable()
export class ConflictsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: ConflictsRepository,
    private readonly records: RecordsService,
    private readonly audit: AuditTrail,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
  ) {}

  /** Keeps each content once. False if so many are kept under this reference that no more are. */
  async keep(actor: Actor, line: BundleLine): Promise<boolean> {
    const { clientRef, sha256 } = line;
    const before = await this.uow.read(actor, () => this.repository.kept(actor.organisationKey, clientRef, sha256));
    if (before.isKept) return true;
    if (before.count >= MAX_CONFLICTS) return false;
    try {
      await this.uow.write(actor, async () => {
        const id = newId();
        this.audit.append({ name: 'inspection.conflict_kept', facts: { conflict: id, clientRef, sha256 } });
        await this.repository.insert({
          id,
          ownerId: actor.organisationKey,
          clientRef,
          classification: levelOf((line.inspection['classification'] as Classification) ?? 'CONFIDENTIAL'),
          sentSha256: Buffer.from(sha256, 'hex'),
          sent: canonicalJson(line.inspection),
          photos: line.photos,
          device: line.device,
          madeAt: line.madeAt,
          sentBy: actor.userKey,
        });
      });
    } catch (error) {
      if (!violates(error, 'submission_conflicts_content_unique')) throw error; // another sender was quicker with the same
    }
    return true;
  }

  list(actor: Actor, limit: number, cursor: string | undefined): Promise<Page<ConflictRow>> {
    return this.uow.read(actor, async () => {
      const request = { cursors: this.cursors, scope: [actor.organisationKey, 'sync-conflicts'], limit, cursor };
      const page = await newestFirst(request, (after) => this.repository.page(actor.organisationKey, after, limit));
      await this.noteShown(page.items);
      return page;
    });
  }

  read(actor: Actor, id: string): Promise<ConflictDetailRow> {
    return this.uow.read(actor, async () => {
      const row = await this.repository.find(id);
      if (!row) throw new DomainError(COMMON.NOT_FOUND);
      this.audit.append({ name: 'inspection.conflict_read', facts: { conflict: id } });
      await this.noteShown([row]);
      return row;
    });
  }

  /** Their ids and references are shown, so the log notes them like any record that is. */
  private async noteShown(rows: readonly ConflictRow[]): Promise<void> {
    await this.records.findByIds([...new Set(rows.flatMap(({ record_id: id }) => id ?? []))]);
  }
}
