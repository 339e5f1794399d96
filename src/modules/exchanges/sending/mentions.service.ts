import { Injectable } from '@nestjs/common';
import { DomainError, type ErrorDefinition } from '../../../kernel/domain-error';
import type { Actor } from '../../../platform/context/actor';
import { type Change, RecordsService, requireMayRelease } from '../../records';
import { DraftsRepository } from '../drafts/drafts.repository';
import { EXCHANGE } from '../exchanges.errors';
import { ExchangesRepository } from '../exchanges.repository';
import type { Message } from './message.types';

const UNKNOWN = 'There is no such record, or none that you can see';

/**
 * Originator control at the point where it is most easily lost: what is sent along is released to the addressees, so it must be the
 * sender's own. Another's record, however visible, is never passed on by enclosing it. A reference releases nothing.
 */
@Injectable()
export class Mentions {
  constructor(
    private readonly records: RecordsService,
    private readonly repository: ExchangesRepository,
    private readonly drafts: DraftsRepository,
  ) {}

  /** What the message points at, as keys. Throws REFERENCE_UNKNOWN, naming each by its place. */
  async resolve(actor: Actor, message: Message): Promise<{ references: readonly number[]; followsUp: number | null }> {
    const wanted = message.referencedRecordIds.map((id) => id.toLowerCase());
    const followed = message.followsUpId === null ? [] : [message.followsUpId.toLowerCase()];
    const named = await this.records.findByIds([...wanted, ...followed], actor);
    const found = new Map(named.map((each) => [each.id, each]));
    const sent = await this.repository.heads(followed.flatMap((id) => found.get(id)?.key ?? []));
    const fields = [
      ...faults(
        wanted,
        (id) => !found.has(id),
        (i) => `/referencedRecordIds/${i}`,
        'UNKNOWN',
        UNKNOWN,
      ),
      ...faults(
        followed,
        (id) => !sent.has(found.get(id)?.key ?? -1),
        () => '/followsUp',
        'UNKNOWN',
        'There is no such exchange, or none that you can see',
      ),
    ];
    refuse(EXCHANGE.REFERENCE_UNKNOWN, fields);
    return {
      references: [...new Set(wanted)].map((id) => found.get(id)!.key),
      followsUp: followed[0] === undefined ? null : found.get(followed[0])!.key,
    };
  }

  /** Opens the records for release, inside the caller's unit of work. Throws ENCLOSURE_UNKNOWN or NOT_YOURS_TO_ENCLOSE, naming each by its place. */
  async openEnclosures(actor: Actor, recordIds: readonly string[]): Promise<Change[]> {
    if (recordIds.length === 0) return [];
    requireMayRelease(actor); // to enclose a record is to release it
    const wanted = await this.requireEnclosable(actor, recordIds);
    const changes: Change[] = [];
    // In one order for everybody: two exchanges enclosing the same records then wait for each other and do not deadlock.
    for (const id of [...new Set(wanted)].sort()) changes.push(await this.records.beginSharing(actor, id));
    return changes;
  }

  async requireEnclosable(actor: Actor, recordIds: readonly string[]): Promise<string[]> {
    const wanted = recordIds.map((id) => id.toLowerCase());
    const found = await this.records.findByIds(wanted, actor);
    const owners = new Map(found.map(({ id, ownerId }) => [id, ownerId]));
    const at = (i: number): string => `/enclosedRecordIds/${i}`;
    refuse(
      EXCHANGE.ENCLOSURE_UNKNOWN,
      faults(wanted, (id) => !owners.has(id), at, 'UNKNOWN', UNKNOWN),
    );
    const another = (id: string): boolean => owners.get(id) !== actor.organisationKey;
    const controlled = 'This record is controlled by the organisation that submitted it';
    refuse(EXCHANGE.NOT_YOURS_TO_ENCLOSE, faults(wanted, another, at, 'NOT_YOURS', controlled));
    const exchanges = found.filter(({ kind }) => kind === 'exchange');
    const drafts = await this.drafts.find(exchanges.map(({ key }) => key));
    const sent = await this.repository.heads([...drafts.keys()]);
    const unsent = new Set(exchanges.filter(({ key }) => drafts.has(key) && !sent.has(key)).map(({ id }) => id));
    refuse(
      EXCHANGE.NOT_SENT,
      faults(wanted, (id) => unsent.has(id), at, 'NOT_SENT', 'This exchange is a draft'),
    );
    return wanted;
  }
}

type Fault = { readonly pointer: string; readonly code: string; readonly message: string };

const faults = (
  ids: readonly string[],
  isFault: (id: string) => boolean,
  at: (place: number) => string,
  code: string,
  message: string,
): Fault[] => ids.flatMap((id, i) => (isFault(id) ? [{ pointer: at(i), code, message }] : []));

function refuse(error: ErrorDefinition, fields: readonly Fault[]): void {
  if (fields.length > 0) throw new DomainError(error, { fields });
}
