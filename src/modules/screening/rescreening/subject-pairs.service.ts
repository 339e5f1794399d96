import { Injectable } from '@nestjs/common';
import { askedKeys } from '../searching/asked-keys.rules';
import { CandidatesRepository } from '../searching/candidates.repository';
import { PreparedSubjects } from '../searching/prepared-subjects.service';
import { AlertWriter } from '../alerts/alert-writer.repository';
import { ChangedWordings } from './changed-wordings.repository';
import type { Pairs } from './pair-screening.service';

/**
 * Subjects with the entries they could be. Invariant: the pairs of alerts that stand are among them, whether a search finds them or not, so
 * that an alert ends because it is no hit and never because something else was found first.
 */
@Injectable()
export class SubjectPairs {
  constructor(
    private readonly prepared: PreparedSubjects,
    private readonly candidates: CandidatesRepository,
    private readonly wordings: ChangedWordings,
    private readonly alerts: AlertWriter,
  ) {}

  /** @param listKeys lists with a live version; alerts of other lists are left alone */
  async of(subjectKeys: readonly number[], listKeys: readonly number[]): Promise<Pairs> {
    const [prepared, standing] = await Promise.all([
      this.prepared.of(subjectKeys),
      this.alerts.ofSubjects(subjectKeys, listKeys),
    ]);
    const everyList = { listIds: null, casework: false, onDate: null };
    const asked = askedKeys(prepared.map(({ readings }) => readings));
    const found = await this.candidates.find(asked, everyList);
    const worded = await this.wordings.standing(standing.map(({ entry_key }) => entry_key));
    const met = new Map<number, Set<number>>(subjectKeys.map((key) => [key, new Set()]));
    for (const { query, item } of found) met.get(prepared[query]!.key)!.add(item);
    for (const { subject_key, entry_key } of standing) {
      const wording = worded.get(entry_key);
      if (wording !== undefined) met.get(subject_key)!.add(wording);
    }
    return { subjects: subjectKeys, wordings: met, standing };
  }
}
