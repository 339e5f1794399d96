import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/context/actor';
import { RecordDto } from '../dto/record.dto';
import type { RecordKind, SpineRecord } from '../record.types';

/** How a record shows to this reader: what its own GET answers, as JSON. */
export type Presenter = (actor: Actor, id: string) => Promise<object>;

/**
 * Modules to the right say here how a record of theirs shows, because this one may not know them. A kind nobody speaks for shows what
 * every record does.
 */
@Injectable()
export class RecordPresenters {
  private readonly presenters = new Map<RecordKind, Presenter>();

  register(kind: RecordKind, presenter: Presenter): void {
    if (this.presenters.has(kind)) throw new Error(`records of kind ${kind} have two presenters`);
    this.presenters.set(kind, presenter);
  }

  async present(actor: Actor, record: SpineRecord): Promise<object> {
    const presenter = this.presenters.get(record.kind);
    return presenter ? presenter(actor, record.id) : RecordDto.from(record);
  }
}
