import { Injectable } from '@nestjs/common';
import { Screener } from '../searching/screener.service';
import { PreparedSubjects } from '../searching/prepared-subjects.service';
import { WatchlistsRepository } from '../watchlists/watchlists.repository';

export interface SubjectsScreened {
  readonly screened: number;
  /** Subjects with at least one hit. */
  readonly hit: number;
}

/** Screens parties of casework against every list their owner sees. Within a unit of work of that owner. */
@Injectable()
export class SubjectScreening {
  constructor(
    private readonly subjects: PreparedSubjects,
    private readonly screener: Screener,
    private readonly watchlists: WatchlistsRepository,
  ) {}

  async run(subjectKeys: readonly number[]): Promise<SubjectsScreened> {
    const lists = (await this.watchlists.visible(null)).filter(({ live_number }) => live_number !== null);
    const subjects = await this.subjects.of(subjectKeys);
    const options = { lists, casework: false, onDate: null, limit: 20, nearMisses: 0 };
    const answers = await this.screener.screen(
      subjects.map(({ readings }) => readings[0]!.source),
      options,
    );
    return { screened: subjects.length, hit: answers.filter(({ hits }) => hits.length > 0).length };
  }
}
