import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../../kernel/domain-error';
import { newId } from '../../../../kernel/ids';
import type { Actor } from '../../../../platform/context/actor';
import { violates } from '../../../../platform/database/pg-errors';
import { UnitOfWork } from '../../../../platform/database/unit-of-work';
import { REQUEST_ERRORS } from '../../../../platform/http/http.errors';
import { isCalendarDay } from '../../../../platform/http/rfc3339';
import { AuditTrail } from '../../../audit';
import type { AddHolidayDto, AddPolicyDto } from '../dto/policy.dto';
import { REPORTING_POLICY } from '../reporting.errors';
import { type HolidayView, PoliciesRepository, type PolicyView } from './policies.repository';

const LEAP_YEAR = 2024;

/**
 * By when reports are due: project policy, for resolution 2692 (2023) sets no deadline. Nothing is changed in place: a new version holds
 * for what is completed after it, and each duty keeps the version it arose under.
 */
@Injectable()
export class PoliciesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: PoliciesRepository,
    private readonly audit: AuditTrail,
  ) {}

  policies(actor: Actor): Promise<PolicyView[]> {
    return this.uow.read(actor, () => this.repository.all());
  }

  async addPolicy(actor: Actor, { organisationId, ...terms }: AddPolicyDto): Promise<PolicyView> {
    try {
      return await this.uow.write(actor, async () => {
        const organisationKey = organisationId === undefined ? null : await this.organisationKey(organisationId);
        const version = (await this.repository.newestVersion(organisationKey)) + 1;
        const id = newId();
        await this.repository.insert({ ...terms, id, organisationKey, version, createdBy: actor.userKey });
        this.audit.append({
          name: 'reporting_policy.added',
          facts: { policy: id, version, organisation: organisationId ?? null, ...termsLogged(terms) },
        });
        return (await this.repository.find(id))!;
      });
    } catch (error) {
      if (violates(error, 'reporting_policies_version_unique'))
        throw new DomainError(REPORTING_POLICY.VERSION_TAKEN, {}, { cause: error });
      throw error;
    }
  }

  private async organisationKey(id: string): Promise<number> {
    const key = await this.repository.organisationKey(id);
    if (key !== undefined) return key;
    throw new DomainError(REPORTING_POLICY.ORGANISATION_UNKNOWN, {
      fields: [{ pointer: '/organisationId', code: 'UNKNOWN', message: 'There is no such organisation' }],
    });
  }

  holidays(actor: Actor, country: string | undefined): Promise<HolidayView[]> {
    return this.uow.read(actor, () => this.repository.holidays(country));
  }

  addHoliday(actor: Actor, { country, month, day, year, observed, name, source }: AddHolidayDto): Promise<HolidayView> {
    requireRealDay(year, month, day);
    return this.uow.write(actor, async () => {
      const row = { id: newId(), country, month, day, year: year ?? null, observed: observed ?? true, name, source };
      await this.repository.insertHoliday({ ...row, createdBy: actor.userKey });
      this.audit.append({
        name: 'public_holiday.added',
        facts: { holiday: row.id, country, year: row.year, month, day, observed: row.observed },
      });
      return (await this.repository.holidays(country)).find(({ id }) => id === row.id)!;
    });
  }
}

/** 29 February stands where no year is named. */
function requireRealDay(year: number | undefined, month: number, day: number): void {
  const two = (number: number): string => String(number).padStart(2, '0');
  if (isCalendarDay(`${year ?? LEAP_YEAR}-${two(month)}-${two(day)}`)) return;
  const fault = { pointer: '/day', code: 'NO_SUCH_DAY', message: 'The month has no such day' };
  throw new DomainError(REQUEST_ERRORS.INVALID, { fields: [fault] });
}

const termsLogged = ({
  initialWorkingDays,
  followUpDays,
  countedFrom,
  remindDays,
}: Omit<AddPolicyDto, 'organisationId'>): object => ({ initialWorkingDays, followUpDays, countedFrom, remindDays });
