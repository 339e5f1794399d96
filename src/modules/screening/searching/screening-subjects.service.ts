import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type DomainEvent, DomainEvents } from '../../../platform/events/domain-events';
import { EntitiesService, ENTITY_EVENTS, type Matchable } from '../../entities';
import type { MatchEntity } from '../matching/matching.types';
import { hashedKeys, readingsOf } from './asked-keys.rules';

/** Scopes of finding keys: a consignee's hundred bills must not hide the one entity of that name. */
const ENTITIES = 0;
const PARTIES = -1;

/** A party of a casework record, to be found from now on. */
export interface NewSubject {
  readonly recordKey: number;
  /** JSON pointer of the party in the record; '' if it is the record itself. */
  readonly pointer: string;
  readonly party: MatchEntity;
  /** An entity's content is its statements, which are read as the searcher sees them; of other parties it is kept here. */
  readonly kept: boolean;
}

/**
 * Parties of casework that can be found. An entity is there from the transaction that records it. Keys are only added: one that no longer
 * fits costs a candidate, while one that is missing would cost a hit.
 */
@Injectable()
export class ScreeningSubjects implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly events: DomainEvents,
    private readonly entities: EntitiesService,
  ) {}

  onModuleInit(): void {
    this.events.subscribe((event) => this.on(event));
  }

  /** Within a unit of work of the records' owner. Gives the subjects' keys, in the order given. */
  async register(subjects: readonly NewSubject[]): Promise<number[]> {
    if (subjects.length === 0) return [];
    const rows = await this.uow.query<{ key: number; record_key: number; pointer: string }>(
      `INSERT INTO screening_subjects (record_key, pointer, party)
       SELECT * FROM unnest($1::bigint[], $2::text[], $3::jsonb[]) ON CONFLICT (record_key, pointer) DO UPDATE SET party = EXCLUDED.party
       RETURNING key, record_key, pointer`,
      [
        subjects.map(({ recordKey }) => recordKey),
        subjects.map(({ pointer }) => pointer),
        subjects.map(({ party, kept }) => (kept ? JSON.stringify(party) : null)),
      ],
    );
    const keyOf = new Map(rows.map(({ key, record_key, pointer }) => [`${record_key} ${pointer}`, key]));
    const keys = subjects.map(({ recordKey, pointer }) => keyOf.get(`${recordKey} ${pointer}`)!);
    const scopes: number[] = [];
    const items: number[] = [];
    const hashes: number[] = [];
    const known = new Map<string, readonly number[]>();
    subjects.forEach(({ party, pointer }, at) => {
      // The same consignee stands on many bills.
      const text = JSON.stringify(party);
      const found = known.get(text) ?? hashedKeys(readingsOf(party));
      known.set(text, found);
      for (const hash of found) {
        scopes.push(pointer === '' ? ENTITIES : PARTIES);
        items.push(keys[at]!);
        hashes.push(hash);
      }
    });
    await this.uow.execute(
      'INSERT INTO finding_keys (scope, key, item) SELECT * FROM unnest($1::int[], $2::int[], $3::bigint[]) ORDER BY 1, 2, 3 ON CONFLICT DO NOTHING',
      [scopes, hashes, items],
    );
    return keys;
  }

  private async on({ name, facts }: DomainEvent): Promise<void> {
    if (name !== ENTITY_EVENTS.changed) return;
    const entities = await this.entities.matchable([facts.recordKey as number]);
    await this.register(entities.filter(isComparable).map(subjectOf));
  }
}

/** An address or a relation has no name to be screened by. */
export const isComparable = ({ names, identifiers, schema }: Matchable): boolean =>
  schema !== 'Address' && names.length + identifiers.length > 0;

export const subjectOf = (entity: Matchable): NewSubject => ({
  recordKey: entity.recordKey,
  pointer: '',
  party: partyOfEntity(entity),
  kept: false,
});

export const partyOfEntity = ({
  schema,
  names,
  birthDates,
  countries,
  genders,
  identifiers,
}: Matchable): MatchEntity => ({
  schema: schema,
  names,
  birthDates,
  countries,
  genders,
  identifiers,
});
