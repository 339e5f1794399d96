import { Injectable } from '@nestjs/common';
import { newId } from '../../../../kernel/ids';
import type { Actor } from '../../../../platform/context/actor';
import type { SpineRecord } from '../../record.types';
import { ReleaseWriter } from '../../releases/release-writer.service';
import { HeldBackRepository } from '../held-back.repository';
import { ConsentRepository } from './consent.repository';
import type { ConsentAudience, ConsentView, Grant } from './consent.types';

export interface GrantedTerms {
  readonly audiences: readonly ConsentAudience[];
  readonly fields: readonly string[];
  readonly purpose: string;
  readonly until: Date | null;
}

/** What a grant writes, within the unit of work that decides: releases of the record where there are none yet, and releases of fields. */
@Injectable()
export class ConsentGrants {
  constructor(
    private readonly repository: ConsentRepository,
    private readonly heldBack: HeldBackRepository,
    private readonly writer: ReleaseWriter,
  ) {}

  terms(view: ConsentView, { audienceIds, fields, purpose, until }: Grant): GrantedTerms {
    const wanted = audienceIds?.map((id) => id.toLowerCase());
    return {
      audiences: view.audiences.filter(({ id }) => !wanted || wanted.includes(id)),
      fields: view.fields.filter((field) => !fields || fields.includes(field)),
      purpose: purpose ?? view.purpose,
      until: until === undefined ? view.until : new Date(until),
    };
  }

  async write(
    actor: Actor,
    record: SpineRecord,
    { askerId }: ConsentView,
    terms: GrantedTerms,
  ): Promise<{ releaseIds: string[]; fieldReleaseIds: string[] }> {
    const { audiences, until, purpose } = terms;
    const [released, reach, held] = await Promise.all([
      this.repository.releasedUntil(record.key, until),
      this.repository.reach(askerId),
      this.heldBack.of([record.key]),
    ]);
    // The asker sees it through whatever reaches it now; a release of its own would outlast a group it may leave. Its State sees no more for that.
    const seen = (key: number): boolean =>
      released.includes(key) || (key === reach.itself && released.some((each) => reach.readers.includes(each)));
    const wanting = audiences.filter(({ key }) => !seen(key));
    const resolved = {
      terms: { audienceIds: wanting.map(({ id }) => id), purpose },
      expiresAt: until,
      audienceKeys: wanting.map(({ key }) => key),
    };
    const consentedTo = { consentedTo: askerId };
    const releaseIds =
      wanting.length > 0 ? await this.writer.insertResolved(actor, [record], resolved, consentedTo) : [];
    const rows = held
      .filter(({ field }) => terms.fields.includes(field))
      .flatMap(({ id: heldId }) =>
        audiences.map(({ key: audienceKey }) => ({
          ...{ id: newId(), heldId, recordKey: record.key, ownerId: actor.organisationKey, audienceKey, purpose },
          ...{ ...consentedTo, releasedBy: actor.userKey, expiresAt: until },
        })),
      );
    await this.heldBack.insertReleases(rows);
    await this.writer.tell(
      record.id,
      resolved.audienceKeys.map((audienceKey) => ({ audienceKey })),
    );
    return { releaseIds, fieldReleaseIds: rows.map(({ id }) => id) };
  }
}
