import { Injectable } from '@nestjs/common';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { Submission } from '../../../platform/http/idempotency';
import { AuditTrail } from '../../audit';
import { type Accepted, RecordsService, ReleaseWriter, type ResolvedTerms, Submissions } from '../../records';
import type { RequestExemptionDto } from './dto/exemption-input.dto';
import { coherenceOf, mentionsOf, newRow } from './exemption.mapping';
import { isCoherent } from './exemption-request.rules';
import { type ExemptionView, ExemptionViews } from './exemption-views.service';
import { EXEMPTION } from './exemptions.errors';
import { ExemptionsRepository } from './exemptions.repository';

/** The body "2653 Committee", which is made with the schema (migration 2). */
const COMMITTEE = '01900000-0000-7000-8000-000000000002';

/** Asking the Committee. A request that nobody on the Committee can read would be none, so it is released to it in the same act. */
@Injectable()
export class ExemptionRequests {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly submissions: Submissions,
    private readonly records: RecordsService,
    private readonly releases: ReleaseWriter,
    private readonly repository: ExemptionsRepository,
    private readonly views: ExemptionViews,
    private readonly audit: AuditTrail,
  ) {}

  submit(actor: Actor, command: RequestExemptionDto, submission: Submission): Promise<Accepted<ExemptionView>> {
    return this.submissions.once(
      actor,
      submission,
      async ({ resourceId, receiptId }) => {
        enforce(isCoherent(coherenceOf(newRow(0, command))), EXEMPTION.NOT_COHERENT);
        const [created, releases] = await Promise.all([
          this.records.create(actor, 'exemption', resourceId, command),
          this.releasesFor(actor, command),
        ]);
        const record = { ...created, sharing: 'released' as const };
        const written = [{ id: record.id, version: record.version, before: null }];
        const facts = { type: command.type, released: releases.flatMap(({ terms }) => terms.audienceIds) };
        const leaf = this.audit.append({ name: 'exemption.requested', written, facts }, receiptId);
        const row = newRow(record.key, command);
        const [view] = await Promise.all([
          this.repository.insert(row, mentionsOf(command)).then(() => this.views.of(record)),
          ...releases.map((terms) => this.releases.insertResolved(actor, [record], terms)),
        ]);
        return { view, leaf };
      },
      (id) => this.uow.read(actor, () => this.views.one(id)),
    );
  }

  /** The Committee's has no end; the others have the terms they were given. */
  private releasesFor(actor: Actor, { release }: RequestExemptionDto): Promise<ResolvedTerms[]> {
    const others = (release?.audienceIds ?? []).filter((id) => id.toLowerCase() !== COMMITTEE);
    const toCommittee = { audienceIds: [COMMITTEE], purpose: 'Exemption request to the Committee' };
    const terms = [toCommittee, ...(release && others.length > 0 ? [{ ...release, audienceIds: others }] : [])];
    return Promise.all(terms.map((one) => this.releases.resolveFor(actor, one)));
  }
}
