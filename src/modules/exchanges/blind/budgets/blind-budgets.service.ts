import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../../kernel/common.errors';
import { DomainError } from '../../../../kernel/domain-error';
import type { Actor } from '../../../../platform/context/actor';
import { UnitOfWork } from '../../../../platform/database/unit-of-work';
import { AuditTrail } from '../../../audit';
import type { BlindLimitsDto } from '../dto/blind-budget.dto';

export interface BudgetView {
  readonly identifiersPerDay: number;
  readonly hitsPerDay: number;
  readonly callsPerMinute: number;
  readonly day: string;
  readonly identifiersUsed: number;
  readonly hitsUsed: number;
}

/** How much an organisation may ask. Spent by app.ask_blindly alone; here it is shown, and set by an access administrator. */
@Injectable()
export class BlindBudgetsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  own(actor: Actor): Promise<BudgetView> {
    return this.uow.read(actor, () => this.of(actor.organisationKey));
  }

  /** Throws COMMON.NOT_FOUND. */
  ofOrganisation(actor: Actor, id: string): Promise<BudgetView> {
    return this.uow.read(actor, async () => this.of((await this.organisation(id)).key));
  }

  /** Throws COMMON.NOT_FOUND. What was set before is kept. */
  set(actor: Actor, id: string, limits: BlindLimitsDto): Promise<BudgetView> {
    const { identifiersPerDay, hitsPerDay, callsPerMinute, reason } = limits;
    return this.uow.write(actor, async () => {
      const { key } = await this.organisation(id);
      const facts = { organisation: id, identifiersPerDay, hitsPerDay, callsPerMinute };
      this.audit.append({ name: 'blind_budget.updated', facts, concerns: { key, id } });
      await this.uow.execute(
        `INSERT INTO blind_limits (organisation_key, identifiers_per_day, hits_per_day, calls_per_minute, reason, set_by)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [key, identifiersPerDay, hitsPerDay, callsPerMinute, reason, actor.userKey],
      );
      return this.of(key);
    });
  }

  private async organisation(id: string): Promise<{ key: number }> {
    const [row] = await this.uow.query<{ key: number }>('SELECT key FROM organisations WHERE id = $1', [id]);
    if (!row) throw new DomainError(COMMON.NOT_FOUND);
    return row;
  }

  private async of(organisationKey: number): Promise<BudgetView> {
    const [row] = await this.uow.query<BudgetView>(
      `SELECT l.identifiers_per_day AS "identifiersPerDay", l.hits_per_day AS "hitsPerDay", l.calls_per_minute AS "callsPerMinute",
              d.today::text AS day, coalesce(u.identifiers, 0) AS "identifiersUsed", coalesce(u.hits, 0) AS "hitsUsed"
         FROM app.blind_limits_of($1) l CROSS JOIN (SELECT (now() AT TIME ZONE 'UTC')::date AS today) d
         LEFT JOIN blind_usage u ON u.owner_id = $1 AND u.day = d.today`,
      [organisationKey],
    );
    return row!;
  }
}
