import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { canonicalJson } from '../../../kernel/canonical-json';
import { CLOCK, type Clock } from '../../../kernel/clock';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { violates } from '../../../platform/database/pg-errors';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { ClaimedIds, Submission } from '../../../platform/http/idempotency';
import { clearedFor } from '../../access';
import { AuditTrail, type Leaf } from '../../audit';
import { type Accepted, type Classification, levelOf, RECORD, Submissions } from '../../records';
import { type Difference, differences } from './assessment-comparison.rules';
import { readCase, rowOf } from './assessment.mapping';
import type { Assessment } from '../rules/assessment.types';
import { AssessmentSubjects, requireOneWord } from './assessment-subjects.service';
import { type AssessmentHead, AssessmentsRepository, type AssessmentView } from './assessments.repository';
import { type CaseForm, mergeCase } from '../rules/case-merge.rules';
import { ASSESSMENT } from '../embargo.errors';
import { assess } from '../rules/embargo.rules';
import { RuleSetsService } from '../rule-sets/rule-sets.service';

/** What is to be answered and kept. `input` is the form of the README as it was sent, without what belongs to the request. */
export interface AssessmentCommand {
  readonly input: unknown;
  /** What is known already, and `input` is stated over: the facts of a bill. */
  readonly known?: CaseForm;
  /** The bill or other record it is about. */
  readonly recordId?: string | null | undefined;
  readonly exemptionId?: string | null | undefined;
  /** Law, list and mandates as on this day instead of the day of shipment. */
  readonly asOf?: string | null | undefined;
  /** CONFIDENTIAL unless said otherwise, and never below what it is about. */
  readonly classification?: Classification | null | undefined;
}

export interface AnsweredNow {
  readonly stored: AssessmentView;
  readonly answer: Assessment;
  readonly differences: readonly Difference[];
}

interface Making {
  readonly input: CaseForm;
  readonly asOf: string | null;
  readonly recordId: string | null;
  readonly exemptionId: string | null;
  readonly level: number;
  readonly follows: string | null;
}

/** Answers by the table in force, kept as they were given. Each look at a classified one is in the log. */
@Injectable()
export class AssessmentsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly submissions: Submissions,
    private readonly subjects: AssessmentSubjects,
    private readonly repository: AssessmentsRepository,
    private readonly ruleSets: RuleSetsService,
    private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  make(actor: Actor, submission: Submission, command: AssessmentCommand): Promise<Accepted<AssessmentView>> {
    requireOneWord(command.input, command.exemptionId);
    const { form } = readCase(command.input, command.known ? 'may be empty' : 'says something');
    const making: Making = {
      input: command.known ? mergeCase(command.known, form) : form,
      asOf: command.asOf ?? null,
      recordId: command.recordId ?? null,
      exemptionId: command.exemptionId ?? null,
      level: levelOf(command.classification ?? 'CONFIDENTIAL'),
      follows: null,
    };
    return this.submissions.once(
      actor,
      submission,
      (ids) => this.store(actor, ids, making),
      (id) => this.read(actor, id),
    );
  }

  /** The same case once more by the table now in force, with what has become known since; the old answer stays as it is. */
  repeat(
    actor: Actor,
    id: string,
    submission: Submission,
    command: AssessmentCommand,
  ): Promise<Accepted<AssessmentView>> {
    readCase(command.input, 'may be empty');
    return this.submissions.once(
      actor,
      submission,
      async (ids) => {
        const old = await this.require(id);
        if (old.followedBy) throw new DomainError(ASSESSMENT.ALREADY_REPEATED);
        requireOneWord(command.input, command.exemptionId ?? old.exemptionId);
        const making: Making = {
          input: mergeCase(old.input, command.input as CaseForm),
          asOf: command.asOf ?? old.asOf,
          recordId: old.recordId,
          exemptionId: command.exemptionId ?? old.exemptionId,
          level: Math.max(old.classification, levelOf(command.classification ?? 'UNCLASSIFIED')),
          follows: old.id,
        };
        return this.store(actor, ids, making);
      },
      (made) => this.read(actor, made),
    );
  }

  read(actor: Actor, id: string): Promise<AssessmentView> {
    return this.uow.read(actor, () => this.require(id));
  }

  /** What the table in force says today of a stored case. Nothing is stored. */
  now(actor: Actor, id: string, reading: 'AS_IT_STOOD' | 'AS_IT_STANDS'): Promise<AnsweredNow> {
    return this.uow.read(actor, async () => {
      const [stored, ruleSet] = await Promise.all([this.require(id), this.ruleSets.inForce()]);
      const asOf = reading === 'AS_IT_STANDS' ? this.clock.now().toISOString().slice(0, 10) : undefined;
      const answer = assess(readCase(stored.input, 'may be empty').input, ruleSet, asOf === undefined ? {} : { asOf });
      return { stored, answer, differences: differences(stored.answer, answer) };
    });
  }

  /** Notes in the log what an act shows of classified assessments. */
  shown<T extends Pick<AssessmentHead, 'id' | 'classification'>>(heads: readonly T[]): readonly T[] {
    const classified = heads.filter(({ classification }) => classification > 0).map(({ id }) => id);
    if (classified.length > 0) this.audit.append({ name: 'assessment.read', facts: { assessments: classified } });
    return heads;
  }

  private async store(actor: Actor, ids: ClaimedIds, making: Making): Promise<{ view: AssessmentView; leaf: Leaf }> {
    const [{ record, exemption, input: form }, ruleSet] = await Promise.all([
      this.subjects.resolve(making),
      this.ruleSets.inForce(),
    ]);
    const classification = Math.max(making.level, ...[record, exemption].map((one) => one?.classification ?? 0));
    enforce(clearedFor(actor, classification), RECORD.ABOVE_CLEARANCE);
    const { asOf, follows } = making;
    const answer = assess(readCase(form, 'may be empty').input, ruleSet, asOf === null ? {} : { asOf });
    const leaf = this.audit.append(
      { name: 'assessment.made', facts: factsOf(ids.resourceId, { ...making, input: form }, answer) },
      ids.receiptId,
    );
    const row = rowOf({ id: ids.resourceId, form, asOf, follows, answer, ruleSet, classification });
    const keys = { recordKey: record?.key ?? null, exemptionKey: exemption?.key ?? null };
    const inserted = this.repository
      .insert({ ...row, ...keys, ownerId: actor.organisationKey, createdBy: actor.userKey })
      .catch((error: unknown) => {
        const twice = violates(error, 'assessments_repeated_once');
        throw twice ? new DomainError(ASSESSMENT.ALREADY_REPEATED, {}, { cause: error }) : error;
      });
    const [view] = await Promise.all([this.repository.find(ids.resourceId), inserted]);
    return { view: view!, leaf };
  }

  private async require(id: string): Promise<AssessmentView> {
    const view = await this.repository.find(id);
    if (!view) throw new DomainError(COMMON.NOT_FOUND);
    this.shown([view]);
    return view;
  }
}

/** The leaf vouches for what was asked and answered, to the byte, and tells none of it. */
function factsOf(id: string, { input, recordId, follows }: Making, answer: Assessment): Record<string, unknown> {
  const said = createHash('sha256').update(canonicalJson({ input, answer })).digest('hex');
  return {
    assessment: id,
    ruleSet: answer.ruleSet.hash,
    said,
    ...(recordId && { about: recordId }),
    ...(follows && { follows }),
  };
}
