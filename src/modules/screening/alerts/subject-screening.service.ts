import { Injectable } from '@nestjs/common';
import { Screener } from '../searching/screener.service';
import { PreparedSubjects } from '../searching/prepared-subjects.service';

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
  ) {}

  async run(subjectKeys: readonly number[]): Promise<SubjectsScreened> {
    const subjects = await this.subjects.of(subjectKeys);
    const options = { listIds: null, casework: false, onDate: null, limit: 20, nearMisses: 0 };
    const { answers } = await this.screener.screen(
      subjects.map(({ readings }) => readings[0]!.source),
      options,
    );
    return { screened: subjects.length, hit: answers.filter(({ hits }) => hits.length > 0).length };
  }
}
