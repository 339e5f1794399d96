import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { newId } from '../../../kernel/ids';
import { AuditTrail } from '../../audit';
import { match } from '../matching/match.rules';
import { DEFAULT_THRESHOLD } from '../matching/weights.cases';
import { likeness } from '../searching/compare.rules';
import { type PreparedContent, PreparedContents } from '../searching/prepared-contents.service';
import { type PreparedSubject, PreparedSubjects } from '../searching/prepared-subjects.service';
import type { Hit, SourcedValue, StandingAlert } from '../alerts/alert.types';
import { AlertWriter, type NewAlert } from '../alerts/alert-writer.repository';
import { basisText, comparedOf, restsOn } from '../alerts/basis.rules';
import { ScreenedSubjects, type SubjectPlace } from './screened-subjects.repository';
import { RunTally } from './run-tally.rules';
import { ScreeningRuns } from './screening-runs.repository';
import { settle } from '../alerts/settlement.rules';

/** Which subject is compared with which wording; and the alerts that stand for these pairs. */
export interface Pairs {
  /** Everybody who was looked at, whether anything shares a key with them or not. */
  readonly subjects: readonly number[];
  /** Keys of wordings by key of a subject. */
  readonly wordings: ReadonlyMap<number, ReadonlySet<number>>;
  readonly standing: readonly StandingAlert[];
}

export interface Screened {
  readonly opened: readonly string[];
  /** Subjects with at least one hit. */
  readonly hit: ReadonlySet<number>;
}

/** Compares pairs, opens an alert for each new hit and ends what is no hit any more. Within a unit of work of the subjects' owner. */
@Injectable()
export class PairScreening {
  constructor(
    private readonly prepared: PreparedSubjects,
    private readonly contents: PreparedContents,
    private readonly subjects: ScreenedSubjects,
    private readonly alerts: AlertWriter,
    private readonly runs: ScreeningRuns,
    private readonly audit: AuditTrail,
  ) {}

  async screen(runId: string, pairs: Pairs): Promise<Screened> {
    const places = await this.subjects.places([...new Set([...pairs.subjects, ...pairs.wordings.keys()])]);
    const placeOf = new Map(places.map((place) => [place.key, place]));
    const tally = new RunTally();
    this.audit.append({ name: 'screening.progressed', facts: { run: runId } });
    for (const { classification } of places) tally.add(classification, { subjects: 1 });
    const contents = await this.contents.of([...pairs.wordings.values()].flatMap((keys) => [...keys]));
    const hits: Hit[] = [];
    for (const subject of await this.prepared.of([...placeOf.keys()])) {
      const met = [...(pairs.wordings.get(subject.key) ?? [])].flatMap((key) => contents.get(key) ?? []);
      tally.add(placeOf.get(subject.key)!.classification, { pairs: met.length });
      hits.push(...met.flatMap((content) => hitOf(subject, content) ?? []));
    }
    const opened = await this.settle(runId, { hits, standing: pairs.standing, contents, placeOf }, tally);
    await this.runs.count(runId, tally.counts);
    return { opened, hit: new Set(hits.map(({ subjectKey }) => subjectKey)) };
  }

  /** Ends alerts whose entry is off its list. */
  async lapse(runId: string, standing: readonly StandingAlert[]): Promise<void> {
    const ended = await this.alerts.end(settle([], standing, new Set()).end);
    const tally = new RunTally();
    for (const { id, level } of standing) if (ended.has(id)) tally.add(level, { lapsed: 1 });
    await this.runs.count(runId, tally.counts);
  }

  private async settle(
    runId: string,
    { hits, standing, contents, placeOf }: Judged,
    tally: RunTally,
  ): Promise<readonly string[]> {
    const listed = new Set([...contents.values()].map(({ content }) => content.entry_key));
    const { open, end } = settle(hits, standing, listed);
    const stated = await this.subjects.sources([...new Set(hits.map(({ recordKey }) => recordKey))]);
    const fresh = new Set(open);
    const alerts = hits.flatMap((hit) => {
      const alert = alertOf(hit, stated.get(hit.recordKey)!, placeOf.get(hit.subjectKey)!);
      tally.add(alert.level, { hits: 1 });
      return fresh.has(hit) ? [alert] : [];
    });
    const ended = await this.alerts.end(end);
    const opened = await this.alerts.open(runId, alerts);
    for (const { alert, state } of end)
      if (ended.has(alert.id)) tally.add(alert.level, state === 'LAPSED' ? { lapsed: 1 } : { superseded: 1 });
    for (const { id, level } of alerts) if (opened.has(id)) tally.add(level, { opened: 1 });
    if (opened.size > 0) this.audit.append({ name: 'alert.opened', facts: { run: runId, alerts: [...opened] } });
    return [...opened];
  }
}

interface Judged {
  readonly hits: readonly Hit[];
  readonly standing: readonly StandingAlert[];
  readonly contents: ReadonlyMap<number, PreparedContent>;
  readonly placeOf: ReadonlyMap<number, SubjectPlace>;
}

function hitOf(subject: PreparedSubject, { content, party }: PreparedContent): Hit | undefined {
  const { score, query } = likeness(subject.readings, [party]);
  if (score < DEFAULT_THRESHOLD || score <= 0) return undefined;
  const compared = comparedOf(subject.readings[0]!.source, party.source);
  return {
    subjectKey: subject.key,
    recordKey: subject.recordKey,
    pointer: subject.pointer,
    listKey: content.list_key,
    entryKey: content.entry_key,
    contentKey: content.key,
    score,
    features: match(query, party).features,
    compared,
    basis: createHash('sha256').update(basisText(compared)).digest('hex'),
  };
}

/** As hidden as its record and as each source that its score would betray. */
function alertOf(hit: Hit, stated: readonly SourcedValue[], { classification }: SubjectPlace): NewAlert {
  const rests = restsOn(hit.features, stated);
  return {
    ...hit,
    id: newId(),
    sources: stated.filter(({ source }) => source !== null),
    restsOn: rests.map(({ source }) => source!),
    level: Math.max(classification, ...rests.map(({ level }) => level)),
  };
}
