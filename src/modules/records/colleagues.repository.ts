import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { type Action, actionsOf, type Role } from '../access';
import type { RecordKind, SpineRecord } from './record.types';

export interface Colleague {
  readonly key: number;
  readonly id: string;
}
interface ColleagueSql extends Colleague {
  readonly roles: Role[];
}

/**
 * People of the acting organisation who may see a record that the caller sees: what the organisation was given, and their own role and
 * clearance allow. Row-level security leaves out everybody else's users, so that another organisation's user and nobody are the same.
 */
@Injectable()
export class Colleagues {
  constructor(private readonly uow: UnitOfWork) {}

  /** Those of the users named, by id, who may see the record and do this. Each id that is left out is left out for one and the same reason. */
  async whoMay(
    action: Action,
    record: Pick<SpineRecord, 'kind' | 'classification'>,
    ids: readonly string[],
  ): Promise<Colleague[]> {
    if (ids.length === 0) return [];
    return (await this.cleared('id = ANY ($2::uuid[])', ids, record.classification)).filter(
      mayAll(action, record.kind),
    );
  }

  /** The same by key, for somebody whom a row names. */
  async mayStill(
    action: Action,
    record: Pick<SpineRecord, 'kind' | 'classification'>,
    userKey: number,
  ): Promise<boolean> {
    const found = await this.cleared('key = ANY ($2::int[])', [userKey], record.classification);
    return found.some(mayAll(action, record.kind));
  }

  private cleared(where: string, named: readonly unknown[], classification: number): Promise<ColleagueSql[]> {
    return this.uow.query<ColleagueSql>(
      `SELECT key, id, roles FROM users
        WHERE organisation_key = (SELECT current_setting('app.me')::int) AND disabled_at IS NULL AND clearance >= $1 AND ${where} ORDER BY key`,
      [classification, named],
    );
  }
}

const mayAll =
  (action: Action, kind: RecordKind) =>
  ({ roles }: ColleagueSql): boolean => {
    const granted = actionsOf(roles);
    return granted.has(action) && granted.has(`${kind}.read` as Action);
  };
