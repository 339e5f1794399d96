import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/context/actor';
import { NameScreening, partyNamed, type ScreeningHit, ScreeningSubjects, SubjectScreening } from '../../screening';
import { BillPartiesRepository } from './bill-parties.repository';
import type { BatchScreened, BillParty } from './manifest-screening.types';

/** Makes the parties of bills findable by name, and screens them. Within a bulk unit of work of the bills' owner. */
@Injectable()
export class BillPartyScreening {
  constructor(
    private readonly names: NameScreening,
    private readonly subjects: ScreeningSubjects,
    private readonly alerts: SubjectScreening,
    private readonly repository: BillPartiesRepository,
  ) {}

  async screen(actor: Actor, parties: readonly BillParty[]): Promise<Omit<BatchScreened, 'bills'>> {
    const keys = await this.register(parties);
    const names = parties.map(({ name }) => name);
    const { lists, hits: met } = await this.names.screen(names, null);
    if (lists.length === 0) return { parties: parties.length, screened: 0, hits: 0, lists };
    const hit = parties.flatMap((party, at) => {
      const hits = met.get(party.name) ?? [];
      return hits.length > 0 ? [{ party, key: keys[at]!, hits }] : [];
    });
    await this.repository.replaceHits(
      parties,
      hit.map(({ party, hits }) => hitRow(actor, party, hits)),
    );
    // Without a hit there is an alert only where there was one before: those and the hits are gone through once more.
    const alerted = await this.alerts.alerted(keys);
    const again = [...new Set([...hit.map(({ key }) => key), ...alerted])];
    if (again.length > 0) await this.alerts.run(again);
    return { parties: parties.length, screened: parties.length, hits: hit.length, lists };
  }

  /** Keys of the screening subjects. One that is found by the name it has needs nothing more. */
  private async register(parties: readonly BillParty[]): Promise<number[]> {
    const fresh = parties.filter(({ subject_key }) => subject_key === null);
    const keys = await this.subjects.register(
      fresh.map(({ record_key, seq, name }) => ({
        recordKey: record_key,
        pointer: `/parties/${seq}`,
        party: partyNamed(name),
        kept: true,
      })),
    );
    const keyOf = new Map(fresh.map((party, at) => [party, keys[at]!]));
    return parties.map((party) => party.subject_key ?? keyOf.get(party)!);
  }
}

const hitRow = (
  { organisationKey: ownerId }: Actor,
  { record_key: recordKey, seq, name }: BillParty,
  hits: readonly ScreeningHit[],
) => ({ ownerId, recordKey, seq, name, score: hits[0]!.score, hits });
