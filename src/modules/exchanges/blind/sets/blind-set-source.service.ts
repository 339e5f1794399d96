import { Injectable } from '@nestjs/common';
import { DomainError, type FieldFault } from '../../../../kernel/domain-error';
import type { Actor } from '../../../../platform/context/actor';
import { REQUEST_ERRORS } from '../../../../platform/http/http.errors';
import { RecordsService } from '../../../records';
import { BLIND } from '../blind.errors';
import { readItems, shapeFaults } from '../blind-items.rules';
import { blindKindOf, identifierKindOf } from '../blind-keys.rules';
import { type BlindItem, BLIND_KINDS, type BlindKind, MOST_OF_RECORDS } from '../blind.types';
import type { PublishBlindSetDto } from '../dto/blind-set.dto';
import type { Gathered } from './blind-set.types';
import { BlindSetsRepository } from './blind-sets.repository';

/** Where the identifiers of a set come from: records of one's own, named or all of a kind, or lines that are in no record. */
@Injectable()
export class BlindSetSource {
  constructor(
    private readonly records: RecordsService,
    private readonly repository: BlindSetsRepository,
  ) {}

  /** Within the unit of work that publishes. Throws SOURCE_UNCLEAR, RECORD_UNKNOWN, TOO_MANY, and REQUEST.INVALID for lines. */
  async gather(actor: Actor, command: PublishBlindSetDto): Promise<Gathered> {
    const { recordIds, recordKind, lines, kinds } = command;
    const named = [recordIds, recordKind, lines].filter(Boolean);
    if (named.length !== 1 || (lines && kinds)) throw new DomainError(BLIND.SOURCE_UNCLEAR);
    if (lines) return fromLines(lines);
    const records = recordIds
      ? await this.named(actor, recordIds)
      : await this.repository.ownRecords(actor.organisationKey, recordKind!);
    const level = records.reduce((highest, { classification }) => Math.max(highest, classification), 0);
    return {
      ...(await this.ofRecords(
        records.map(({ key }) => key),
        kinds ?? BLIND_KINDS,
      )),
      level,
    };
  }

  async ofRecords(recordKeys: readonly number[], kinds: readonly BlindKind[]): Promise<Omit<Gathered, 'level'>> {
    const found = await this.repository.identifiersOf(recordKeys, kinds.map(identifierKindOf), MOST_OF_RECORDS);
    if (found.length > MOST_OF_RECORDS) throw new DomainError(BLIND.TOO_MANY);
    const { matchable, leftOut } = readItems(
      found.map(({ kind, raw, birthYear, recordKey }) => ({
        ...{ kind: blindKindOf(kind)!, value: raw, recordKey },
        ...(birthYear !== null && { birthYear }),
      })),
    );
    const entries = matchable.map(({ item, keys }, entry) => ({ entry, item, keys, recordKey: item.recordKey }));
    const used = [...new Set(entries.map(({ recordKey }) => recordKey))];
    // The places of what was left out mean nothing to whoever named records.
    return {
      source: 'RECORDS',
      entries,
      leftOut: leftOut.map((each) => ({ ...each, lines: [] })),
      recordKeys: used,
    };
  }

  private async named(actor: Actor, ids: readonly string[]): Promise<{ key: number; classification: number }[]> {
    const wanted = ids.map((id) => id.toLowerCase());
    const own = (await this.records.findByIds(wanted)).filter(({ ownerId }) => ownerId === actor.organisationKey);
    const known = new Set(own.map(({ id }) => id));
    const fields: FieldFault[] = wanted.flatMap((id, i) =>
      known.has(id) ? [] : [{ pointer: `/recordIds/${i}`, code: 'UNKNOWN', message: 'No such record of your own' }],
    );
    if (fields.length > 0) throw new DomainError(BLIND.RECORD_UNKNOWN, { fields });
    return own;
  }
}

function fromLines(lines: readonly object[]): Gathered {
  const fields = shapeFaults(lines, '/lines');
  if (fields.length > 0) throw new DomainError(REQUEST_ERRORS.INVALID, { fields });
  const { matchable, leftOut } = readItems(lines as readonly BlindItem[]);
  const entries = matchable.map(({ at, item, keys }) => ({ entry: at, item, keys, recordKey: null }));
  return { source: 'LINES', entries, leftOut, recordKeys: [], level: null };
}
