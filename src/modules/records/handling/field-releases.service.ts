import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { AuditTrail } from '../../audit';
import { RECORD } from '../records.errors';
import { RecordsService } from '../records.service';

/** Taking a field back from one audience while the record stays released to it. */
@Injectable()
export class FieldReleases {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly audit: AuditTrail,
  ) {}

  withdraw(actor: Actor, id: string, because: string | undefined): Promise<void> {
    return this.uow.write(actor, async () => {
      const [release] = await this.uow.query<{ record_id: string }>(
        'SELECT r.id AS record_id FROM field_releases f JOIN records r ON r.key = f.record_key WHERE f.id = $1',
        [id],
      );
      if (!release) throw new DomainError(COMMON.NOT_FOUND);
      const { written } = await this.records.beginSharing(actor, release.record_id);
      this.audit.append({ name: 'field_release.withdrawn', written: [written], facts: { fieldRelease: id } });
      const ended = await this.uow.execute(
        `UPDATE field_releases SET revoked_at = now(), revoked_by = $2, revoked_because = $3 WHERE id = $1 AND revoked_at IS NULL`,
        [id, actor.userKey, because ?? null],
      );
      if (ended !== 1) throw new DomainError(RECORD.RELEASE_WITHDRAWN);
    });
  }
}
