import { Injectable } from '@nestjs/common';
import { newId } from '../../../kernel/ids';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { AuditTrail } from '../../audit';
import type { SetIndicatorDto } from '../dto/indicator.dto';
import { type Precision, precisionOf } from '../rules/precision.rules';
import { RISK_TABLE } from '../rules/risk-table.mapping';
import type { IndicatorCode, RiskIndicator } from '../rules/risk.types';
import { IndicatorsRepository, type SettingView } from './indicators.repository';

export interface IndicatorView {
  readonly indicator: RiskIndicator;
  readonly setting: SettingView | undefined;
  readonly precision: Precision;
}

export interface PrecisionView {
  readonly all: Precision;
  readonly indicators: readonly { readonly code: IndicatorCode; readonly precision: Precision }[];
}

const NONE = { inspected: 0, found: 0 };

/** The table of indicators as an organisation uses it, and how often each was right. */
@Injectable()
export class IndicatorsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: IndicatorsRepository,
    private readonly audit: AuditTrail,
  ) {}

  list(actor: Actor): Promise<IndicatorView[]> {
    return this.uow.read(actor, () => this.views(actor));
  }

  precision(actor: Actor): Promise<PrecisionView> {
    return this.uow.read(actor, async () => {
      const { all, byCode } = await this.repository.outcomes(actor.organisationKey);
      const indicators = RISK_TABLE.indicators.map(({ code }) => ({
        code,
        precision: precisionOf(byCode.get(code) ?? NONE),
      }));
      return { all: precisionOf(all), indicators };
    });
  }

  /** Adds a setting; the ones before stay. Scores that stand were made without it: a rescoring applies it. */
  set(actor: Actor, { code, enabled, weight, reason }: SetIndicatorDto): Promise<IndicatorView> {
    return this.uow.write(actor, async () => {
      const chosen = weight ?? null;
      await this.repository.insert({
        id: newId(),
        ownerId: actor.organisationKey,
        code,
        enabled,
        weight: chosen,
        reason,
        setBy: actor.userKey,
      });
      this.audit.append({ name: 'indicator.updated', facts: { code, enabled, weight: chosen } });
      return (await this.views(actor)).find(({ indicator }) => indicator.code === code)!;
    });
  }

  private async views(actor: Actor): Promise<IndicatorView[]> {
    const [settings, { byCode }] = await Promise.all([
      this.repository.settings(),
      this.repository.outcomes(actor.organisationKey),
    ]);
    return RISK_TABLE.indicators.map((indicator) => ({
      indicator,
      setting: settings.get(indicator.code),
      precision: precisionOf(byCode.get(indicator.code) ?? NONE),
    }));
  }
}
