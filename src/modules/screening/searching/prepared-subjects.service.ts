import { Injectable } from '@nestjs/common';
import { EntitiesService } from '../../entities';
import type { MatchEntity, PreparedEntity } from '../matching/matching.types';
import { CandidatesRepository } from './candidates.repository';
import { readingsOf } from './asked-keys.rules';
import { isComparable, partyOfEntity } from './screening-subjects.service';

/** A party of a casework record, ready to be compared. */
export interface PreparedSubject {
  readonly key: number;
  readonly recordKey: number;
  readonly pointer: string;
  readonly caption: string;
  readonly readings: readonly PreparedEntity[];
}

/** What stands in casework changes and depends on its reader: it is read anew each time. */
@Injectable()
export class PreparedSubjects {
  constructor(
    private readonly repository: CandidatesRepository,
    private readonly entities: EntitiesService,
  ) {}

  /** Within a unit of work: those of them the actor sees, with what the actor sees of them. */
  async of(keys: readonly number[]): Promise<PreparedSubject[]> {
    if (keys.length === 0) return [];
    const rows = await this.repository.subjects([...new Set(keys)]);
    const stated = await this.entities.matchable(
      rows.filter(({ party }) => party === null).map((row) => row.record_key),
    );
    const entityOf = new Map(stated.filter(isComparable).map((entity) => [entity.recordKey, entity]));
    return rows.flatMap(({ key, record_key: recordKey, pointer, party: kept }) => {
      const entity = kept === null ? entityOf.get(recordKey) : undefined;
      const party = entity ? partyOfEntity(entity) : (kept as MatchEntity | null);
      if (!party) return [];
      return [{ key, recordKey, pointer, caption: entity?.caption ?? nameOf(party), readings: readingsOf(party) }];
    });
  }
}

function nameOf({ names: [first] }: MatchEntity): string {
  return typeof first === 'string' ? first : (first?.value ?? '');
}
