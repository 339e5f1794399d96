import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { clearedFor } from '../../access';
import { ReceiptsService } from '../../audit';
import { levelOf, RECORD, RecordsService } from '../../records';
import { InspectionsService } from '../inspections.service';
import { ConflictsService } from './conflicts.service';
import { DeliveriesService } from './deliveries.service';
import { inspectionForm } from './inspection-form.pipe';
import { type Answer, clashed, received } from './sync-answer.mapping';
import { distinctPhotos, verdictBeside } from './sync.rules';
import type { BundleLine } from './sync.types';
import { type SubmissionRow, SubmissionsRepository } from './submissions.repository';

const ROUTE = 'POST /v1/sync/inspections';

/**
 * Invariant: whatever is sent, how often, in which order and by how many at once, a reference stands for one record, and that record's
 * content is the first that was accepted. The unique key of client references decides; everything before it only spares work.
 */
@Injectable()
export class SyncService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly inspections: InspectionsService,
    private readonly records: RecordsService,
    private readonly receipts: ReceiptsService,
    private readonly submissions: SubmissionsRepository,
    private readonly deliveries: DeliveriesService,
    private readonly conflicts: ConflictsService,
  ) {}

  /** @throws DomainError as POST /v1/inspections does; of kind `unavailable` nothing is certain, of any other nothing was stored */
  async answer(actor: Actor, line: BundleLine): Promise<Answer> {
    const inspection = { ...line.inspection, clientRef: line.clientRef };
    const command = await inspectionForm(inspection);
    enforce(clearedFor(actor, levelOf(command.classification ?? 'CONFIDENTIAL')), RECORD.ABOVE_CLEARANCE);
    const known = await this.known(actor, line);
    if (known) return this.answerKnown(actor, line, known);
    try {
      const { replayed } = await this.inspections.submit(
        actor,
        command,
        { key: `sync:${line.clientRef}:${line.sha256}`, route: ROUTE, body: inspection },
        { device: line.device, madeAt: line.madeAt, photos: distinctPhotos(line.photos) },
      );
      return await this.answerReceived(actor, line, replayed ? 'already_have' : 'accepted');
    } catch (error) {
      if (!isTaken(error)) throw error;
      return this.answerKnown(actor, line, await this.known(actor, line));
    }
  }

  /** The record that has the reference, if the actor sees it. One that is hidden by its classification clashes all the same. */
  private known(actor: Actor, { clientRef }: BundleLine): Promise<SubmissionRow | undefined> {
    return this.uow.read(actor, async () => {
      const row = await this.submissions.findByClientRef(actor.organisationKey, clientRef);
      if (row) await this.records.findByIds([row.id]); // it is shown, so the log notes it
      return row;
    });
  }

  private async answerKnown(actor: Actor, line: BundleLine, known: SubmissionRow | undefined): Promise<Answer> {
    const storedSha256 = known?.content_sha256 ?? null;
    if (known && verdictBeside({ contentSha256: storedSha256 }, line.sha256) === 'already_have') {
      await this.deliveries.announceMore(actor, known, line.photos);
      return this.answerReceived(actor, line, 'already_have');
    }
    const kept = await this.conflicts.keep(actor, line);
    return clashed(line.clientRef, known, { storedSha256, sentSha256: line.sha256, kept });
  }

  /** Read anew, so that the answer is what is stored, and the receipt the one of the first acceptance. */
  private answerReceived(actor: Actor, line: BundleLine, verdict: 'accepted' | 'already_have'): Promise<Answer> {
    return this.uow.read(actor, async () => {
      const row = (await this.submissions.findByClientRef(actor.organisationKey, line.clientRef))!;
      const [receipt] = await Promise.all([
        this.receipts.find(actor, row.receipt_id!),
        this.records.findByIds([row.id]),
      ]);
      return received(verdict, line.clientRef, row, receipt);
    });
  }
}

const isTaken = (error: unknown): boolean =>
  error instanceof DomainError && error.definition.code === RECORD.CLIENT_REF_TAKEN.code;
