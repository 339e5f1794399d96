import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import type { Actor } from '../../../platform/context/actor';
import type { Submission } from '../../../platform/http/idempotency';
import { AuditTrail } from '../../audit';
import { type Accepted, RecordsService, ReleaseWriter, type SpineRecord, Submissions } from '../../records';
import type { RecordDiversionDto } from './dto/diversion-input.dto';
import { findOf, mentionsOf, patchOf } from './diversion.mapping';
import type { DiversionRow } from './diversion.record';
import type { SupplyFacts } from './diversion.types';
import { DIVERSION } from './diversions.errors';
import { DiversionsRepository, type DiversionView } from './diversions.repository';
import { DiversionsService } from './diversions.service';
import { Supplies } from './supplies.repository';

interface References {
  readonly find: SpineRecord;
  readonly exemption: SpineRecord | undefined;
  readonly supplies: readonly SupplyFacts[];
}

/** Tying a find to the supply that was exempt (2692 paras 6 and 7, 2752 para 3). */
@Injectable()
export class DiversionRecording {
  constructor(
    private readonly submissions: Submissions,
    private readonly records: RecordsService,
    private readonly releases: ReleaseWriter,
    private readonly repository: DiversionsRepository,
    private readonly supplies: Supplies,
    private readonly diversions: DiversionsService,
    private readonly audit: AuditTrail,
  ) {}

  record(actor: Actor, command: RecordDiversionDto, submission: Submission): Promise<Accepted<DiversionView>> {
    return this.submissions.once(
      actor,
      submission,
      async ({ resourceId, receiptId }) => {
        const { find, exemption, supplies } = await this.references(command);
        const content = { note: null, ...patchOf(command) } as DiversionRow;
        const verdict = this.diversions.judge(findOf(content), supplies);
        const [record, release] = await Promise.all([
          this.records.create(actor, 'diversion', resourceId, command),
          command.release && this.releases.resolveFor(actor, command.release),
        ]);
        const written = [{ id: record.id, version: record.version, before: null }];
        const { assessmentId, release: terms } = command;
        const named = {
          findId: find.id,
          ...(exemption && { exemptionId: exemption.id }),
          ...(assessmentId && { assessmentId }),
        };
        const facts = { ...named, ...(terms && { released: terms.audienceIds }) };
        const leaf = this.audit.append({ name: 'diversion.recorded', written, facts }, receiptId);
        const keys = { recordKey: record.key, findKey: find.key, exemptionKey: exemption?.key ?? null };
        const row = { ...content, ...keys, ...verdict, assessmentId: assessmentId ?? null };
        const shown = release ? { ...record, sharing: 'released' as const } : record;
        await Promise.all([
          this.repository.insert(row, mentionsOf(row)),
          release && this.releases.insertResolved(actor, [record], release),
        ]);
        return { view: await this.repository.view(shown), leaf };
      },
      (id) => this.diversions.read(actor, id),
    );
  }

  /** What one cannot see does not exist; each fault names its field and not the id. */
  private async references({ findId, assessmentId, exemptionId, foundOn }: RecordDiversionDto): Promise<References> {
    if (!assessmentId && !exemptionId)
      throw fault(DIVERSION.SUPPLY_MISSING, '/exemptionId', 'Name the exempted supply');
    const [seen, assessed] = await Promise.all([
      this.records.findByIds([findId, ...(exemptionId ? [exemptionId] : [])]),
      assessmentId ? this.supplies.ofAssessment(assessmentId) : null,
    ]);
    const named = (id: string | undefined): SpineRecord | undefined => seen.find((one) => one.id === id?.toLowerCase());
    const [find, exemption] = [named(findId), named(exemptionId)];
    if (!find) throw unknown('/findId');
    if (assessed === undefined) throw unknown('/assessmentId');
    if (exemptionId && exemption?.kind !== 'exemption') throw unknown('/exemptionId');
    const approved = exemption && (await this.supplies.ofExemption(exemption.id, foundOn));
    return { find, exemption, supplies: [assessed, approved].flatMap((one) => one ?? []) };
  }
}

const fault = (error: (typeof DIVERSION)['SUPPLY_MISSING'], pointer: string, message: string): DomainError =>
  new DomainError(error, { fields: [{ pointer, code: 'UNKNOWN', message }] });
const unknown = (pointer: string): DomainError =>
  fault(DIVERSION.REFERENCE_UNKNOWN, pointer, 'There is none, or none that you can see');
