import { Injectable } from '@nestjs/common';
import type { PartyScreening, ScreenedParty, ScreeningAnswer } from '../screening.types';
import { NameScreening } from './name-screening.service';

/** Screens the parties of bills against every list the caller sees. Where no list is live, nobody was screened. */
@Injectable()
export class ListedParties implements PartyScreening {
  constructor(private readonly names: NameScreening) {}

  async screen(parties: readonly ScreenedParty[], onDate: string | null): Promise<ScreeningAnswer> {
    const { lists, hits } = await this.names.screen(
      parties.map(({ name }) => name),
      onDate,
    );
    return lists.length === 0 ? 'NOT_AVAILABLE' : parties.map(({ name }) => hits.get(name)!);
  }
}
