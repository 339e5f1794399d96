import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../kernel/clock';
import type { Page } from '../../../kernel/page';
import { enforce } from '../../../kernel/verdict';
import { DomainError } from '../../../kernel/domain-error';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { AuditTrail } from '../../audit';
import { type ListFilter, RecordsService } from '../../records';
import type { CorrectDiversionDto } from './dto/diversion-input.dto';
import { findOf, mentionsOf, patchOf } from './diversion.mapping';
import type { DiversionRow } from './diversion.record';
import { certaintyOf, isDiversion } from './diversion.rules';
import type { FindFacts, SupplyFacts } from './diversion.types';
import { DIVERSION } from './diversions.errors';
import { DiversionsRepository, type DiversionView } from './diversions.repository';
import { Supplies } from './supplies.repository';

/** Reading diversions, and correcting what was said of a find. */
@Injectable()
export class DiversionsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly repository: DiversionsRepository,
    private readonly supplies: Supplies,
    private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  read(actor: Actor, id: string): Promise<DiversionView> {
    return this.uow.read(actor, async () => this.repository.view(await this.records.require(id, 'diversion')));
  }

  list(actor: Actor, filter: ListFilter, limit: number, cursor: string | undefined): Promise<Page<DiversionView>> {
    return this.uow.read(actor, async () => {
      const page = await this.records.page(actor, 'diversions', { ...filter, kind: 'diversion' }, limit, cursor);
      return { items: await this.repository.views(page.items), nextCursor: page.nextCursor };
    });
  }

  correct(actor: Actor, id: string, ifMatch: string | undefined, command: CorrectDiversionDto): Promise<DiversionView> {
    return this.uow.write(actor, async () => {
      const { record, written } = await this.records.beginChange(actor, id, 'diversion', ifMatch);
      const view = await this.repository.view(record);
      const patch = patchOf(command);
      const judged = command.foundWith ?? command.foundOn ?? command.goods;
      const verdict = judged && this.judge(findOf({ ...view.row, ...patch }), await this.suppliesOf(view, patch));
      const fields = Object.keys(command).sort();
      this.audit.append({ name: 'diversion.updated', written: [written], facts: { fields } });
      await this.repository.update(record.key, { ...patch, ...verdict });
      await this.replaceMentions(view.row, patch);
      return this.repository.view(await this.records.require(id, 'diversion'));
    });
  }

  /** The verdict on a find against the supplies it is tied to. Throws SAME_PARTY, NOT_A_DIVERSION. */
  judge(find: FindFacts, supplies: readonly SupplyFacts[]): Pick<DiversionRow, 'verdict' | 'reasons'> {
    const verdict = isDiversion(find, supplies, this.clock.now().toISOString().slice(0, 10));
    const same = !verdict.allowed && verdict.reasons.some(({ code }) => code === 'SAME_PARTY');
    enforce(verdict, same ? DIVERSION.SAME_PARTY : DIVERSION.NOT_A_DIVERSION);
    const { certainty, doubts } = certaintyOf(find, supplies);
    return { verdict: certainty, reasons: [...doubts] };
  }

  private async suppliesOf({ row, exemption }: DiversionView, patch: Partial<DiversionRow>): Promise<SupplyFacts[]> {
    const foundOn = patch.foundOn ?? row.foundOn;
    const found = await Promise.all([
      row.assessmentId === null ? [] : this.supplies.ofAssessment(row.assessmentId),
      row.exemptionKey === null ? [] : exemption && this.supplies.ofExemption(exemption.id, foundOn),
    ]);
    return found.flatMap((supply) => {
      if (!supply) throw new DomainError(DIVERSION.SUPPLY_HIDDEN);
      return supply;
    });
  }

  private async replaceMentions(before: DiversionRow, patch: Partial<DiversionRow>): Promise<void> {
    const changed = {
      ...('foundWithName' in patch && { foundWithName: patch.foundWithName ?? null }),
      ...(patch.goods && { goods: patch.goods }),
    };
    const old = mentionsOf({
      ...('foundWithName' in changed && { foundWithName: before.foundWithName }),
      ...(changed.goods && { goods: before.goods }),
    });
    const mentions = mentionsOf(changed);
    const pointers = new Set([...old, ...mentions].map(({ pointer }) => pointer));
    if (pointers.size > 0) await this.repository.replaceMentions(before.recordKey, [...pointers], mentions);
  }
}
