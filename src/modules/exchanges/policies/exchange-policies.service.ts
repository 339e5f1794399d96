import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import { newId } from '../../../kernel/ids';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { violates } from '../../../platform/database/pg-errors';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { AuditTrail } from '../../audit';
import { EXCHANGE_POLICY } from '../exchanges.errors';
import { inForce, loosens, mayConfirm } from './exchange-policy.rules';
import { NO_POLICY, type PolicyTerms, type PolicyView } from './exchange-policy.types';
import { ExchangePoliciesRepository } from './exchange-policies.repository';

export interface PoliciesView {
  /** Null: nobody has said anything yet. */
  readonly inForce: PolicyView | null;
  readonly versions: readonly PolicyView[];
}

/**
 * How an organisation sends: its own affair, versioned, never changed in place. Who could switch the second person off alone would need
 * none: a version that asks for less waits until another person of the organisation confirms it.
 */
@Injectable()
export class ExchangePolicies {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: ExchangePoliciesRepository,
    private readonly audit: AuditTrail,
  ) {}

  /** What holds for the acting organisation now, inside the caller's unit of work. */
  async terms(): Promise<PolicyTerms> {
    return inForce(await this.repository.newestFirst()) ?? NO_POLICY;
  }

  all(actor: Actor): Promise<PoliciesView> {
    return this.uow.read(actor, async () => {
      const versions = await this.repository.newestFirst();
      return { inForce: inForce(versions) ?? null, versions };
    });
  }

  async add(actor: Actor, { reason, ...terms }: PolicyTerms & { readonly reason: string }): Promise<PolicyView> {
    try {
      return await this.uow.write(actor, async () => {
        const before = await this.repository.newestFirst();
        const asked = (inForce(before) ?? NO_POLICY).secondPersonFor;
        const version = (before[0]?.version ?? 0) + 1;
        const id = newId();
        this.audit.append({ name: 'exchange_policy.added', facts: { policy: id, version, ...terms } });
        await this.repository.insert({
          ...{ id, ownerId: actor.organisationKey, version, reason, createdBy: actor.userKey },
          ...{ secondPersonFor: [...terms.secondPersonFor], loosens: loosens(asked, terms.secondPersonFor) },
          ...{ remindDays: terms.remindDays, defaultDueDays: terms.defaultDueDays },
        });
        return (await this.repository.newestFirst())[0]!;
      });
    } catch (error) {
      if (violates(error, 'exchange_policies_version_unique'))
        throw new DomainError(EXCHANGE_POLICY.VERSION_TAKEN, {}, { cause: error });
      throw error;
    }
  }

  confirm(actor: Actor, id: string): Promise<PolicyView> {
    return this.uow.write(actor, async () => {
      const versions = await this.repository.newestFirst();
      const policy = versions.find((each) => each.id === id);
      if (!policy) throw new DomainError(COMMON.NOT_FOUND);
      enforce(mayConfirm(policy, versions, actor.userKey), EXCHANGE_POLICY.NOT_YOURS_TO_CONFIRM);
      this.audit.append({ name: 'exchange_policy.confirmed', facts: { policy: id, version: policy.version } });
      if (!(await this.repository.confirm(id, actor.userKey))) throw new DomainError(EXCHANGE_POLICY.VERSION_TAKEN);
      return (await this.repository.newestFirst()).find((each) => each.id === id)!;
    });
  }
}
