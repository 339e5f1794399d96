import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { Submission } from '../../../platform/http/idempotency';
import { InspectionsService, type InspectionView, type SubmitInspectionDto } from '../../inspections';
import { bare, type Accepted, CLASSIFICATIONS, levelOf, RecordsService } from '../../records';
import { ShipmentsRepository } from '../../shipments';
import type { StartInspectionDto } from '../dto/start-inspection.dto';
import { RISK_TABLE } from '../rules/risk-table.mapping';
import { groundStatement } from './target-view.rules';
import { TargetViews } from './target-views.service';
import { TargetsRepository } from './targets.repository';

/** UN/EDIFACT and AWMDS codes of the mode, as words people use on an inspection. */
const MODES: Readonly<Record<string, string>> = {
  '1': 'sea',
  '10': 'sea',
  '2': 'rail',
  '3': 'road',
  '30': 'road',
  '4': 'air',
  '40': 'air',
  '5': 'post',
};

/** An inspection that begins with what the bill says. What the officer sends goes before what is filled in. */
@Injectable()
export class StartInspection {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: TargetsRepository,
    private readonly views: TargetViews,
    private readonly records: RecordsService,
    private readonly shipments: ShipmentsRepository,
    private readonly inspections: InspectionsService,
  ) {}

  async start(
    actor: Actor,
    targetId: string,
    command: StartInspectionDto,
    submission: Submission,
  ): Promise<Accepted<InspectionView>> {
    const { filled, level } = await this.uow.read(actor, () => this.fill(targetId));
    const given = Object.fromEntries(
      Object.entries(command).filter(([, value]) => value !== undefined && value !== null),
    );
    const { shipmentId, ground } = filled;
    // No inspection of a bill is less sensitive than the bill itself: it quotes it.
    const classification = CLASSIFICATIONS[Math.max(level, levelOf(command.classification ?? filled.classification))];
    const whole = { ...filled, ...given, shipmentId, ground, classification };
    return this.inspections.submit(actor, whole as SubmitInspectionDto, submission);
  }

  private async fill(targetId: string) {
    const target = await this.repository.find(targetId);
    if (!target) throw new DomainError(COMMON.NOT_FOUND);
    const [record] = await this.records.findByKeys([target.record_key]);
    if (!record) throw new DomainError(COMMON.NOT_FOUND);
    const [whole, [shown]] = await Promise.all([this.shipments.view(record), this.views.visible([target])]);
    const bill = bare('shipment', whole, whole.withheld); // the inspection is released by itself
    const numbers = [...new Set(bill.containers.flatMap(({ number }) => (number === null ? [] : [number])))];
    const filled = {
      shipmentId: record.id,
      classification: CLASSIFICATIONS[Math.max(1, record.classification)]!,
      ground: 'RISK_PROFILE' as const,
      groundStatement: groundStatement(shown!.indicators, RISK_TABLE.indicators, shown!.table_version),
      billReference: bill.billReference,
      vesselName: bill.vesselName,
      vesselImo: bill.vesselImo,
      transportMode: MODES[bill.transportMode ?? ''] ?? bill.transportMode,
      containerNumber: numbers.length === 1 ? numbers[0] : null,
    };
    return { filled, level: record.classification };
  }
}
