import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../../platform/database/unit-of-work';
import { Blinder } from '../blinder.service';
import type { Entry } from './blind-set.types';

const AT = '(t.n::int - 1) * 16 + 1 FOR 16';

/** The way into the index; there is none out of it but app.answer_blindly and app.tell_blind_holders. */
@Injectable()
export class BlindIndex {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly blinder: Blinder,
  ) {}

  get keyId(): number {
    return this.blinder.keyId;
  }

  /** In the unit of work that writes the set. */
  async insert(setKey: number, entries: readonly Entry[]): Promise<void> {
    const { lookups, exacts } = this.blinder.blind(entries);
    await this.uow.execute(
      `INSERT INTO blind_index (set_key, key_id, entry, kind, lookup, exact, record_key)
       SELECT $1, $2, t.entry, t.kind, substring($3::bytea FROM ${AT}),
              nullif(substring($4::bytea FROM ${AT}), decode(repeat('00', 16), 'hex')), t.record_key
         FROM unnest($5::int[], $6::text[], $7::bigint[]) WITH ORDINALITY AS t (entry, kind, record_key, n)`,
      [
        ...[setKey, this.blinder.keyId, lookups, exacts],
        entries.map(({ entry }) => entry),
        entries.map(({ item }) => item.kind),
        entries.map(({ recordKey }) => recordKey),
      ],
    );
  }
}
