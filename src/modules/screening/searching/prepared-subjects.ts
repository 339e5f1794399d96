import { Injectable } from '@nestjs/common';
import type { MatchEntity, PreparedEntity } from '../matching/matching.types';
import { prepare } from '../matching/prepare.rules';
import { CandidatesRepository } from './candidates.repository';

/** A party of a casework record, ready to be compared. */
export interface PreparedSubject {
  readonly key: number;
  readonly recordKey: number;
  readonly pointer: string;
  readonly caption: string;
  readonly party: PreparedEntity;
}

/** What stands in casework changes and depends on its reader: it is read anew each time. */
@Injectable()
export class PreparedSubjects {
  constructor(private readonly repository: CandidatesRepository) {}

  async of(keys: readonly number[]): Promise<PreparedSubject[]> {
    if (keys.length === 0) return [];
    const rows = await this.repository.subjects([...new Set(keys)]);
    return rows.flatMap(({ key, record_key, pointer, party }) => {
      if (party === null) return [];
      const entity = party as MatchEntity;
      const [first] = entity.names;
      const caption = typeof first === 'string' ? first : (first?.value ?? '');
      return [{ key, recordKey: record_key, pointer, caption, party: prepare(entity) }];
    });
  }
}
