import { Injectable } from '@nestjs/common';
import { DomainError, type ErrorDefinition } from '../../kernel/domain-error';
import type { Actor } from '../../platform/context/actor';
import { type Change, RecordsService, requireMayRelease } from '../records';
import { EXCHANGE } from './exchanges.errors';

/**
 * Originator control at the point where it is most easily lost: what is sent along is released to the addressees, so it must be the
 * sender's own. Another's record, however visible, is never passed on by enclosing it.
 */
@Injectable()
export class Enclosures {
  constructor(private readonly records: RecordsService) {}

  /** Opens the records for release, inside the caller's unit of work. Throws ENCLOSURE_UNKNOWN or NOT_YOURS_TO_ENCLOSE, naming each by its place. */
  async open(actor: Actor, recordIds: readonly string[]): Promise<Change[]> {
    if (recordIds.length === 0) return [];
    requireMayRelease(actor); // to enclose a record is to release it
    const wanted = recordIds.map((id) => id.toLowerCase());
    const owners = new Map((await this.records.findByIds(wanted)).map(({ id, ownerId }) => [id, ownerId]));
    refuse(
      wanted,
      (id) => !owners.has(id),
      EXCHANGE.ENCLOSURE_UNKNOWN,
      'UNKNOWN',
      'There is no such record, or none that you can see',
    );
    refuse(
      wanted,
      (id) => owners.get(id) !== actor.organisationKey,
      EXCHANGE.NOT_YOURS_TO_ENCLOSE,
      'NOT_YOURS',
      'This record is controlled by the organisation that submitted it',
    );
    const changes: Change[] = [];
    // In one order for everybody: two exchanges enclosing the same records then wait for each other and do not deadlock.
    for (const id of [...new Set(wanted)].sort()) changes.push(await this.records.beginSharing(actor, id));
    return changes;
  }
}

function refuse(
  ids: readonly string[],
  isFault: (id: string) => boolean,
  error: ErrorDefinition,
  code: string,
  message: string,
): void {
  const fields = ids.flatMap((id, i) => (isFault(id) ? [{ pointer: `/enclosedRecordIds/${i}`, code, message }] : []));
  if (fields.length > 0) throw new DomainError(error, { fields });
}
