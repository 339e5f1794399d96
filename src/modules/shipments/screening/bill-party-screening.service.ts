import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/context/actor';
import { NameScreening, partyNamed, type ScreeningHit, ScreeningSubjects, SubjectScreening } from '../../screening';
import { BillPartiesRepository } from './bill-parties.repository';
import type { BatchScreened, BillParty } from './manifest-screening.types';
import type { NamesMet } from './names-met.rules';

/** Makes the parties of bills findable by name, and screens them. Within a bulk unit of work of the bills' owner. */
@Injectable()
export class BillPartyScreening {
  constructor(
    private readonly names: NameScreening,
    private readonly subjects: ScreeningSubjects,
    private readonly alerts: SubjectScreening,
    private readonly repository: BillPartiesRepository,
  ) {}

  async screen(actor: Actor, parties: readonly BillParty[], met: NamesMet): Promise<Omit<BatchScreened, 'bills'>> {
    const keys = await this.subjects.register(
      parties.map(({ record_key, seq, name }) => ({
        recordKey: record_key,
        pointer: `/parties/${seq}`,
        party: partyNamed(name),
        kept: true,
      })),
    );
    const lists = await this.names.lists();
    if (lists.length === 0) return { parties: parties.length, screened: 0, hits: 0, lists };
    const unknown = met.unknown(lists, new Set(parties.map(({ name }) => name)));
    const answer = await this.names.screen(unknown, null);
    met.learn(unknown, answer.hits);
    const hit = parties.flatMap((party, at) => {
      const hits = met.of(party.name);
      return hits.length > 0 ? [{ party, key: keys[at]!, hits }] : [];
    });
    await this.repository.replaceHits(
      parties,
      hit.map(({ party, hits }) => hitRow(actor, party, hits)),
    );
    // Whoever has no hit has no alert: only the others are gone through once more.
    if (hit.length > 0) await this.alerts.run(hit.map(({ key }) => key));
    return { parties: parties.length, screened: parties.length, hits: hit.length, lists };
  }
}

const hitRow = (
  { organisationKey: ownerId }: Actor,
  { record_key: recordKey, seq, name }: BillParty,
  hits: readonly ScreeningHit[],
) => ({ ownerId, recordKey, seq, name, score: hits[0]!.score, hits });
