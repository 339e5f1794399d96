import { Injectable } from '@nestjs/common';
import { newId } from '../../../kernel/ids';
import type { Actor } from '../../../platform/context/actor';
import { RowWriter } from '../../../platform/database/row-writer';
import { Notices } from '../notices.service';
import type { SpineRecord } from '../record.types';
import { RecallReaderRow } from './recall-reader.record';
import { RecallRow } from './recall.record';
import { GoingAlong } from './going-along.service';
import { type Losing, RecalledReleasesRepository } from './recalled-releases.repository';

/** What is said of an act of taking back. */
export interface Saying {
  readonly because: string | null;
  readonly destroyCopies: boolean;
}

interface Act extends Saying {
  readonly id?: string;
  /** Null takes it from everybody. */
  readonly named: readonly number[] | null;
  readonly releaseIds: readonly string[];
  /** Of a narrowing: the terms that hold now. */
  readonly terms?: object;
}

export interface Recalled {
  readonly id: string;
  /** Organisations that are told, each once. */
  readonly told: number;
}

const isTold = ({ basis }: Losing): boolean => basis !== 'UNREAD';

/**
 * Writes a recall inside the unit of work of whoever takes back, which has locked the record, ended the releases and names the act in the
 * log. Those who had read the record are told in the same transaction; those who could have and did not only lose it.
 */
@Injectable()
export class RecallWriter {
  constructor(
    private readonly writer: RowWriter,
    private readonly releases: RecalledReleasesRepository,
    private readonly notices: Notices,
    private readonly goingAlong: GoingAlong,
  ) {}

  /** One release was withdrawn: tells those it had reached and no other release reaches. */
  async withdrawn(actor: Actor, record: SpineRecord, saying: Saying): Promise<Recalled> {
    const fallen = await this.releases.fallen(record.key);
    const named = fallen.map(({ audienceKey }) => audienceKey);
    const losing = await this.releases.losing(record.key, named, named, saying.destroyCopies);
    return this.write(actor, record, { ...saying, named, releaseIds: fallen.map(({ id }) => id) }, losing);
  }

  /**
   * Takes what says the same again from the same audiences.
   * @returns keys of what was taken
   */
  async along(actor: Actor, record: SpineRecord, saying: Saying, named: readonly number[] | null): Promise<number[]> {
    const taken = await this.goingAlong.end(actor, record, saying, named);
    for (const { recallId: id, record: one, releaseIds, losing } of taken)
      await this.write(actor, one, { ...saying, id, named, releaseIds }, losing);
    return taken.map((each) => each.record.key);
  }

  async write(actor: Actor, record: SpineRecord, act: Act, readers: readonly Losing[]): Promise<Recalled> {
    const id = act.id ?? newId();
    const row: RecallRow = {
      id,
      recordKey: record.key,
      ownerId: actor.organisationKey,
      recordId: record.id,
      reference: record.reference,
      kind: record.kind,
      classification: record.classification,
      act: act.terms ? 'NARROWED' : 'WITHDRAWN',
      everybody: act.named === null,
      audienceKeys: [...(act.named ?? [])],
      releaseIds: [...act.releaseIds],
      because: act.because,
      destroyCopies: act.destroyCopies,
      terms: act.terms ?? null,
      byUser: actor.userKey,
    };
    const rows = readers.map(({ organisationKey, basis }) => ({
      recallId: id,
      organisationKey,
      recordKey: record.key,
      ownerId: actor.organisationKey,
      basis,
    }));
    await this.releases.endFieldsOutOfSight(record.key, actor.userKey, act.because);
    await this.writer.insert(RecallRow, [row]);
    await this.writer.insert(RecallReaderRow, rows);
    const told = readers.filter(isTold);
    for (const { organisationKey } of told) {
      const about = { type: 'recall', id };
      await this.notices.give({ kind: 'record.recalled', to: { organisationKey }, recordId: record.id, about });
    }
    return { id, told: told.length };
  }
}
