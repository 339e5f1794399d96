import { Injectable } from '@nestjs/common';
import { askedKeys, readingsOf } from '../searching/asked-keys.rules';
import { PreparedContents } from '../searching/prepared-contents.service';
import { AlertWriter } from '../alerts/alert-writer.repository';
import type { Pairs } from './pair-screening.service';
import { ScreenedSubjects } from './screened-subjects.repository';

/** Wordings of a list with the subjects they could be, and with those of alerts that stand for their entries. */
@Injectable()
export class WordingPairs {
  constructor(
    private readonly contents: PreparedContents,
    private readonly subjects: ScreenedSubjects,
    private readonly alerts: AlertWriter,
  ) {}

  async of(wordingKeys: readonly number[]): Promise<Pairs> {
    const contents = [...(await this.contents.of(wordingKeys)).values()];
    const asked = askedKeys(contents.map(({ party }) => readingsOf(party.source)));
    const [found, standing] = await Promise.all([
      this.subjects.sharing(asked),
      this.alerts.ofEntries(contents.map(({ content }) => content.entry_key)),
    ]);
    const met = new Map<number, Set<number>>();
    const note = (subject: number, wording: number): void => {
      met.set(subject, (met.get(subject) ?? new Set()).add(wording));
    };
    for (const { query, subject } of found) note(subject, contents[query]!.content.key);
    const wordingOf = new Map(contents.map(({ content }) => [content.entry_key, content.key]));
    for (const { subject_key, entry_key } of standing) note(subject_key, wordingOf.get(entry_key)!);
    return { subjects: [...met.keys()], wordings: met, standing };
  }
}
