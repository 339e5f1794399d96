import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { RecordsService } from '../../records';
import { EntitiesRepository, type EntityView, type StatementView } from '../entities.repository';
import { captionOf } from '../caption.rules';
import { clustersOf } from './clusters.rules';
import { JudgementsRepository, type StandingRow } from './judgements.repository';
import { knownBy, mergeMembers, type Merged } from './profile.rules';

export interface ProfileView {
  readonly merged: Merged<StatementView>;
  readonly caption: string;
  readonly members: readonly EntityView[];
  readonly ties: readonly StandingRow[];
  readonly disputed: readonly StandingRow[];
}

/** The merged view: an entity with all that the reader's organisation judged the same, as far as this reader sees them. */
@Injectable()
export class ProfilesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly entities: EntitiesRepository,
    private readonly repository: JudgementsRepository,
  ) {}

  profile(actor: Actor, id: string, knownAt: Date | undefined): Promise<ProfileView> {
    return this.uow.read(actor, async () => {
      const record = await this.records.require(id, 'entity');
      if (knownAt && record.createdAt > knownAt) throw new DomainError(COMMON.NOT_FOUND);
      const rows = await this.repository.standing([record.key], knownAt);
      const keys = rows.flatMap(({ decision, leftKey, rightKey }) => (decision === 'same' ? [leftKey, rightKey] : []));
      const records = await this.records.findByKeys([...new Set([record.key, ...keys])]);
      const seen = new Set(records.map((one) => one.id));
      // A member can go out of sight between the two statements, and what hung on it alone goes with it.
      const clusters = clustersOf(rows.filter(({ left, right }) => seen.has(left) && seen.has(right)));
      const members = new Set(clusters.membersOf(id));
      const views = await Promise.all(
        records.filter((one) => members.has(one.id)).map((one) => this.entities.view(one, knownAt?.toISOString())),
      );
      const within = ({ left, right }: { left: string; right: string }): boolean =>
        members.has(left) || members.has(right);
      return {
        ...profileOf(views, knownAt),
        ties: (clusters.ties as StandingRow[]).filter(within),
        disputed: (clusters.disputed as StandingRow[]).filter(within),
      };
    });
  }
}

function profileOf(
  views: readonly EntityView[],
  knownAt: Date | undefined,
): Pick<ProfileView, 'merged' | 'caption' | 'members'> {
  const members = [...views].sort((one, other) => (one.record.id < other.record.id ? -1 : 1));
  const merged = mergeMembers(
    members.map(({ record, schema, statements }) => ({
      id: record.id,
      schema,
      statements: knownBy(
        statements.filter(({ withdrawn }) => withdrawn === null),
        knownAt,
      ),
    })),
  );
  const inOrder = merged.statements.map(({ statement }, seq) => ({ ...statement, seq }));
  return { merged, members, caption: captionOf(merged.schema, inOrder) };
}
