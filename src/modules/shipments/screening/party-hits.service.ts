import { Inject, Injectable } from '@nestjs/common';
import type { Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../../platform/http/cursor';
import { RecordsService, type SpineRecord } from '../../records';
import { ManifestsService } from '../manifests/manifests.service';
import { BillPartiesRepository } from './bill-parties.repository';
import type { PartyHit } from './manifest-screening.types';

/** A hit with the record of its bill. */
export type PartyHitShown = PartyHit & { readonly record: SpineRecord };

@Injectable()
export class PartyHits {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: BillPartiesRepository,
    private readonly manifests: ManifestsService,
    private readonly records: RecordsService,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
  ) {}

  /** What the parties of a manifest met, in the order of the file; each bill shown is in the log if it is classified. */
  page(actor: Actor, manifestId: string, limit: number, cursor: string | undefined): Promise<Page<PartyHitShown>> {
    return this.uow.read(actor, async () => {
      await this.manifests.require(manifestId);
      const scope = JSON.stringify([actor.organisationKey, 'party hits', manifestId]);
      const at = cursor === undefined ? undefined : this.cursors.decode(scope, cursor);
      const after = at && { position: Number(at.at), seq: Number(at.id) };
      const rows = await this.repository.hits(manifestId, after, limit);
      const page = rows.slice(0, limit);
      const last = rows.length > limit ? page.at(-1) : undefined;
      const records = await this.records.findByKeys([...new Set(page.map(({ record_key }) => record_key))]);
      const recordOf = new Map(records.map((record) => [record.key, record]));
      return {
        items: page.flatMap((hit) => {
          const record = recordOf.get(hit.record_key);
          return record ? [{ ...hit, record }] : [];
        }),
        nextCursor: last ? this.cursors.encode(scope, { at: String(last.position), id: String(last.seq) }) : null,
      };
    });
  }
}
