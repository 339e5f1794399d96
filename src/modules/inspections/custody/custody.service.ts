import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError, type FieldFault } from '../../../kernel/domain-error';
import { newId } from '../../../kernel/ids';
import type { Actor } from '../../../platform/context/actor';
import { violates } from '../../../platform/database/pg-errors';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { Submission } from '../../../platform/http/idempotency';
import { AuditTrail } from '../../audit';
import { type Accepted, RecordsService, type SpineRecord, Submissions } from '../../records';
import { standing } from './chain.rules';
import { CUSTODY } from './custody.errors';
import { toldRow } from './custody.mapping';
import { CustodyRepository, type CustodyView, type ExhibitView } from './custody.repository';
import type { ExhibitedItem } from './custody.types';
import type { ExhibitedItemDto, RecordCustodyDto, SeizeExhibitDto } from './dto/custody.dto';

/**
 * What became of what was found. Custody goes on after an inspection is closed: it only adds. What is told is kept even where it breaks the
 * chain, for the break is what somebody has to see.
 */
@Injectable()
export class CustodyService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly submissions: Submissions,
    private readonly records: RecordsService,
    private readonly repository: CustodyRepository,
    private readonly audit: AuditTrail,
  ) {}

  seize(
    actor: Actor,
    inspectionId: string,
    command: SeizeExhibitDto,
    submission: Submission,
  ): Promise<Accepted<ExhibitView>> {
    return this.submissions.once(
      actor,
      submission,
      async ({ resourceId, receiptId }) => {
        const { record, written } = await this.records.beginAddition(actor, inspectionId, 'inspection');
        const { items } = await this.repository.custodyOf(record.key);
        const held = requireItems(items, command.items);
        const seq = await this.repository.nextExhibit(record.key);
        const { exhibitNo, courtFile = null } = command;
        const owner = { ownerId: actor.organisationKey, recordedBy: actor.userKey };
        await this.insert({ ...owner, id: resourceId, recordKey: record.key, seq, exhibitNo, items: held, courtFile });
        const { seizedAt, seizedBy, seal, place, statement } = command;
        const event = { occurredAt: seizedAt, toHolder: seizedBy, sealSet: seal, place, statement };
        await this.append(actor, record, { seq, events: [] }, { id: newId(), ...event, kind: 'SEIZED' });
        const facts = { exhibit: resourceId, items: held.map((item) => item.seq) };
        const leaf = this.audit.append({ name: 'exhibit.seized', written: [written], facts }, receiptId);
        return { view: (await this.repository.find(resourceId))!, leaf };
      },
      (id) => this.read(actor, id),
    );
  }

  record(
    actor: Actor,
    exhibitId: string,
    command: RecordCustodyDto,
    submission: Submission,
  ): Promise<Accepted<ExhibitView>> {
    return this.submissions.once(
      actor,
      submission,
      async ({ resourceId, receiptId }) => {
        const place = await this.repository.place(exhibitId);
        if (!place) throw new DomainError(COMMON.NOT_FOUND);
        const { record, written } = await this.records.beginAddition(actor, place.inspectionId, 'inspection');
        const { events } = (await this.repository.find(exhibitId))!;
        await this.append(actor, record, { seq: place.seq, events }, { ...command, id: resourceId });
        const facts = { exhibit: exhibitId, event: resourceId, kind: command.kind };
        const leaf = this.audit.append({ name: 'custody.recorded', written: [written], facts }, receiptId);
        return { view: (await this.repository.find(exhibitId))!, leaf };
      },
      (eventId) =>
        this.uow.read(actor, async () => {
          const told = await this.repository.exhibitOf(eventId);
          if (!told) throw new DomainError(COMMON.NOT_FOUND);
          return this.read(actor, told);
        }),
    );
  }

  read(actor: Actor, exhibitId: string): Promise<ExhibitView> {
    return this.uow.read(actor, async () => {
      const exhibit = await this.repository.find(exhibitId);
      if (!exhibit) throw new DomainError(COMMON.NOT_FOUND);
      await this.records.require(exhibit.inspectionId, 'inspection');
      return exhibit;
    });
  }

  custodyOf(actor: Actor, inspectionId: string): Promise<CustodyView> {
    return this.uow.read(actor, async () =>
      this.repository.custodyOf((await this.records.require(inspectionId, 'inspection')).key),
    );
  }

  private async insert(row: Parameters<CustodyRepository['insertExhibit']>[0]): Promise<void> {
    try {
      await this.repository.insertExhibit(row);
    } catch (error) {
      if (violates(error, 'exhibits_number_unique')) throw new DomainError(CUSTODY.NUMBER_TAKEN, {}, { cause: error });
      throw error;
    }
  }

  private async append(
    actor: Actor,
    record: SpineRecord,
    { seq, events }: { seq: number; events: ExhibitView['events'] },
    { id, store, ...told }: RecordCustodyDto & { id: string },
  ): Promise<void> {
    requireEnd(told.kind, told.disposal);
    requireStanding(events, told.corrects);
    const place = { recordKey: record.key, exhibitSeq: seq, seq: events.length };
    await this.repository.insertEvent({ ...toldRow(told), ...place, id, recordedBy: actor.userKey });
    if (store) await this.repository.holdBack(id, record.key, actor.organisationKey, store);
  }
}

function requireStanding(events: ExhibitView['events'], seq: number | null | undefined): void {
  if (typeof seq !== 'number' || standing(events).some((event) => event.seq === seq)) return;
  const fault = { pointer: '/corrects', code: 'UNKNOWN', message: 'No event of this exhibit stands at this place' };
  throw new DomainError(CUSTODY.EVENT_UNKNOWN, { fields: [fault] });
}

function requireEnd(kind: RecordCustodyDto['kind'], disposal: RecordCustodyDto['disposal'] | null): void {
  if ((kind === 'DISPOSED') === Boolean(disposal)) return;
  const message = 'Say what became of it for DISPOSED, and only then';
  throw new DomainError(CUSTODY.END_UNCLEAR, { fields: [{ pointer: '/disposal', code: 'UNCLEAR', message }] });
}

/** Each item once, and no more of it than was found. Left out, the quantity is all of it. */
function requireItems(found: readonly ExhibitedItem[], wanted: readonly ExhibitedItemDto[]): ExhibitedItem[] {
  const left = new Map(found.map(({ seq, quantity }) => [seq, quantity]));
  const fields: FieldFault[] = [];
  const items = wanted.map(({ seq, quantity }, i) => {
    const most = left.get(seq);
    left.delete(seq);
    if (most === undefined) {
      const message = 'No item stands at this place, or it is named twice';
      fields.push({ pointer: `/items/${i}/seq`, code: 'UNKNOWN', message });
    } else if ((quantity ?? most) > most) {
      fields.push({ pointer: `/items/${i}/quantity`, code: 'TOO_MANY', message: `Only ${most} were found` });
    }
    return { seq, quantity: quantity ?? most ?? 0 };
  });
  if (fields.length > 0) throw new DomainError(CUSTODY.ITEM_UNKNOWN, { fields });
  return items;
}
