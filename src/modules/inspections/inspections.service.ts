import { Injectable } from '@nestjs/common';
import type { Page } from '../../kernel/page';
import { enforce } from '../../kernel/verdict';
import type { Actor } from '../../platform/context/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Submission } from '../../platform/http/idempotency';
import { AuditTrail } from '../audit';
import {
  type Accepted,
  type ListFilter,
  RecordsService,
  ReleaseWriter,
  type SpineRecord,
  Submissions,
} from '../records';
import type { SubmitInspectionDto } from './dto/inspection-input.dto';
import { InspectionFields } from './inspection-fields.service';
import { isConsistent } from './inspection.rules';
import { INSPECTION } from './inspections.errors';
import { InspectionsRepository, type InspectionView, type SummaryRow } from './inspections.repository';
import { type Delivery, sealOf, submissionRow } from './sync/submission.mapping';

/** Submitting and reading inspections (resolution 2692, para 7). One method is one unit of work. */
@Injectable()
export class InspectionsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly submissions: Submissions,
    private readonly records: RecordsService,
    private readonly releases: ReleaseWriter,
    private readonly repository: InspectionsRepository,
    private readonly fields: InspectionFields,
    private readonly audit: AuditTrail,
  ) {}

  /** @param delivery how it came, if it came in a bundle */
  submit(
    actor: Actor,
    command: SubmitInspectionDto,
    submission: Submission,
    delivery?: Delivery,
  ): Promise<Accepted<InspectionView>> {
    enforce(isConsistent(command), INSPECTION.CONTRADICTS_ITSELF);
    return this.submissions.once(
      actor,
      submission,
      async ({ resourceId, receiptId }) => {
        // What does not wait for another statement's answer is sent with it: the whole submission takes four round trips.
        const creating = this.records.create(actor, 'inspection', resourceId, command);
        const [record, ownState, shipmentKey, release] = await Promise.all([
          creating,
          this.repository.ownState(),
          command.shipmentId ? this.fields.shipmentKey(command.shipmentId) : null,
          command.release && this.releases.resolveFor(actor, command.release),
        ]).catch(async (error: unknown) => {
          await creating; // a reference that is taken fails what travels with it too; that it is taken is the reason to tell
          throw error;
        });
        const written = [{ id: record.id, version: record.version, before: null }];
        const facts = {
          ...(command.release && { released: command.release.audienceIds }),
          ...(command.clientRef && { submission: sealOf(command.clientRef, submission.body) }),
        };
        const event = {
          name: 'inspection.submitted',
          written,
          ...(Object.keys(facts).length > 0 && { facts }),
        } as const;
        const leaf = this.audit.append(event, receiptId);
        const [view] = await Promise.all([
          this.fields.begin(actor, record, command, { ownState, shipmentKey }),
          release && this.releases.insertResolved(actor, [record], release),
          command.clientRef &&
            this.repository.insertSubmission(
              submissionRow(record.key, receiptId, submission.body, delivery),
              delivery?.photos ?? [],
            ),
        ]);
        return { view: release ? { ...view, record: { ...record, sharing: 'released' as const } } : view, leaf };
      },
      (id) => this.read(actor, id),
    );
  }

  read(actor: Actor, id: string): Promise<InspectionView> {
    return this.uow.read(actor, async () => this.repository.view(await this.records.require(id, 'inspection')));
  }

  list(
    actor: Actor,
    filter: ListFilter,
    limit: number,
    cursor: string | undefined,
  ): Promise<Page<{ record: SpineRecord; summary: SummaryRow }>> {
    return this.uow.read(actor, async () => {
      const page = await this.records.page(actor, 'inspections', { ...filter, kind: 'inspection' }, limit, cursor);
      const summaries = await this.repository.summaries(page.items.map((record) => record.key));
      return {
        items: page.items.map((record) => ({ record, summary: summaries.get(record.key)! })),
        nextCursor: page.nextCursor,
      };
    });
  }
}
