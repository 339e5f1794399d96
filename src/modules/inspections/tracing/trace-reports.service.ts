import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { AuditTrail } from '../../audit';
import { writeRow } from '../../entities';
import { type ListFilter, RecordsService } from '../../records';
import { timeToCrime } from './time-to-crime.rules';
import { FORMS, missingFor } from './trace-form.rules';
import { type CountedTrace, statisticsOf, type TraceStatistics } from './trace-statistics.rules';
import type { TraceSystem } from './trace.types';
import { type AnswerView, TracesRepository, type TraceView } from './traces.repository';
import { TRACE } from './tracing.errors';

const MOST = 10_000;
const AT_ONCE = 200;

/** Figures and batches, over what the reader sees and nothing else. */
@Injectable()
export class TraceReports {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly repository: TracesRepository,
    private readonly audit: AuditTrail,
  ) {}

  statistics(actor: Actor, filter: ListFilter): Promise<TraceStatistics> {
    return this.uow.read(actor, async () => {
      const traces = await this.all(actor, filter);
      this.audit.append({ name: 'trace.statistics_read', facts: { traces: traces.length } });
      return statisticsOf(traces.map(countedOf));
    });
  }

  /** Own drafts for one system, in the order and under the names of its form (RFC 4180; formulas are guarded). */
  batch(actor: Actor, system: TraceSystem): Promise<string> {
    return this.uow.read(actor, async () => {
      const filter = { owner: 'mine' as const, details: { 'traces.system': system, 'traces.state': 'DRAFT' } };
      const drafts = await this.all(actor, filter);
      this.audit.append({ name: 'trace.exported', facts: { system, traces: drafts.length } });
      const form = FORMS[system];
      const head = [
        'reference',
        ...form.map(({ field, formItem }) => (formItem ? `${formItem} ${field}` : field)),
        'missing',
        'doubts',
      ];
      const rows = drafts.map(({ record, fields, doubts }) => [
        record.reference,
        ...form.map(({ field }) => fields[field] ?? ''),
        missingFor(system, fields).join(' '),
        doubts.join(' '),
      ]);
      return [head, ...rows].map((row) => writeRow(row)).join('');
    });
  }

  private async all(actor: Actor, filter: ListFilter): Promise<TraceView[]> {
    const found: TraceView[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.records.page(actor, 'trace reports', { ...filter, kind: 'trace' }, AT_ONCE, cursor);
      found.push(...(await this.repository.views(page.items)));
      cursor = page.nextCursor ?? undefined;
      if (found.length > MOST) throw new DomainError(TRACE.TOO_MANY, { detail: `more than ${MOST}` });
    } while (cursor !== undefined);
    return found;
  }
}

function countedOf({
  system,
  state,
  inspectionKey,
  itemPlace,
  answers,
  events,
  reasons,
  fields,
}: TraceView): CountedTrace {
  const answer = answers.find(({ standing }) => standing);
  return {
    ...{ system, state, reasons, firearm: `${inspectionKey} ${itemPlace}`, isEstablished: isEstablished(answer) },
    timeToCrime: timeToCrime(answer?.content.purchasedOn, fields.recoveredOn),
    sentOn: events.find(({ event }) => event === 'send')?.on ?? null,
    endedOn: events.at(-1)?.on ?? null,
  };
}

/** As far as the reader sees: a buyer that is held back establishes it for the owner alone. */
function isEstablished(answer: AnswerView | undefined): boolean {
  if (!answer) return false;
  const { contextEstablished, diversionPoint, firstBuyer } = answer.content;
  return contextEstablished === true || Boolean(diversionPoint ?? firstBuyer ?? answer.heldBackBuyer);
}
