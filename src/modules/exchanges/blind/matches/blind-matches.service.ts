import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../../kernel/common.errors';
import { DomainError } from '../../../../kernel/domain-error';
import { newId } from '../../../../kernel/ids';
import type { Page } from '../../../../kernel/page';
import type { Actor } from '../../../../platform/context/actor';
import { UnitOfWork } from '../../../../platform/database/unit-of-work';
import type { Submission } from '../../../../platform/http/idempotency';
import { newestFirst, type PageRequest } from '../../../../platform/http/keyset-page';
import { Jobs } from '../../../../platform/jobs/jobs';
import { AuditTrail } from '../../../audit';
import { CLASSIFICATIONS, levelOf, Notices } from '../../../records';
import { SendingService } from '../../sending/sending.service';
import { BLIND } from '../blind.errors';
import { type ContactAnswer, TELL_JOB } from '../blind.types';
import type { ContactHolderDto } from '../dto/blind-match.dto';
import type { MatchView, Side } from './blind-match.types';
import { BlindMatchesRepository } from './blind-matches.repository';

/** What a request is classified as at least. */
const LEAST = levelOf('CONFIDENTIAL');

/** What two sides make of a match. Neither sees more of the other than the rule, or the other's own word, allows. */
@Injectable()
export class BlindMatchesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly matches: BlindMatchesRepository,
    private readonly sending: SendingService,
    private readonly jobs: Jobs,
    private readonly notices: Notices,
    private readonly audit: AuditTrail,
  ) {}

  list(actor: Actor, side: Side | null, request: PageRequest): Promise<Page<MatchView>> {
    return this.uow.read(actor, () => newestFirst(request, (after) => this.matches.page(side, after, request.limit)));
  }

  read(actor: Actor, id: string): Promise<MatchView> {
    return this.uow.read(actor, () => this.require(id));
  }

  /**
   * A known holder gets a request, after a second person approved it where the policy asks for one; holders not known are asked to come forward. Throws ALREADY_WANTED, and what sending throws.
   * The request says what both sides know, which query and which place in it, and not the identifier; it is classified as high as the match,
   * for whom it goes to says who holds it.
   */
  async contact(actor: Actor, id: string, command: ContactHolderDto, submission: Submission): Promise<MatchView> {
    const match = await this.uow.read(actor, () => this.require(id, 'ASKED'));
    const known = match.rule === 'CONTACT_ME' ? [match.party!] : match.acceptedBy;
    if (known.length === 0) return this.want(actor, match, command.message);
    const exchange = await this.request(actor, match, { command, submission, known });
    return this.uow.write(actor, async () => {
      this.audit.append({
        name: 'blind_match.requested',
        facts: { hit: id, exchange: exchange.id, sent: exchange.sent },
      });
      await this.matches.keepExchange(id, exchange.id);
      return this.require(id);
    });
  }

  /** Throws NO_CONTACT_WANTED. */
  answer(actor: Actor, id: string, answer: ContactAnswer): Promise<MatchView> {
    return this.uow.write(actor, async () => {
      await this.require(id, 'HELD');
      this.audit.append({ name: 'blind_match.contact_answered', facts: { match: id, answer } });
      const asker = await this.matches.answerContact(id, answer === 'ACCEPTED');
      if (!asker) throw new DomainError(BLIND.NO_CONTACT_WANTED);
      // A refusal is not told: of several holders it would give away that there is one more.
      if (answer === 'ACCEPTED')
        await this.notices.give({
          ...{ kind: 'blind_match.found', to: { organisationKey: asker.asker_key }, recordId: null },
          about: { type: 'blind_match', id: asker.hit_id },
        });
      return this.require(id);
    });
  }

  private want(actor: Actor, { id, contactWantedAt }: MatchView, message: string): Promise<MatchView> {
    if (contactWantedAt) throw new DomainError(BLIND.ALREADY_WANTED);
    return this.uow.write(actor, async () => {
      this.audit.append({ name: 'blind_match.contact_asked', facts: { hit: id } });
      if (!(await this.matches.want(id, message))) throw new DomainError(BLIND.ALREADY_WANTED);
      await this.jobs.add(TELL_JOB, { hitId: id }, { key: `${TELL_JOB}:${newId()}` });
      return this.require(id);
    });
  }

  private async request(
    actor: Actor,
    { queryId, item, level }: MatchView,
    { command, submission, known }: { command: ContactHolderDto; submission: Submission; known: readonly string[] },
  ): Promise<{ id: string; sent: boolean }> {
    const recipientAudienceIds = await this.uow.read(actor, () => this.matches.audiencesOf(known));
    const { view } = await this.sending.send(
      actor,
      {
        type: 'REQUEST',
        subject: `Blind match: query ${queryId}, identifier ${item}`,
        body: command.message,
        urgency: command.urgency ?? 'ROUTINE',
        classification: CLASSIFICATIONS[Math.max(level, LEAST)]!,
        ...(command.dueOn && { dueOn: command.dueOn }),
        recipientAudienceIds,
      },
      submission,
    );
    return { id: view.record.id, sent: view.stage === 'SENT' };
  }

  private async require(id: string, side?: Side): Promise<MatchView> {
    const match = await this.matches.find(id);
    if (!match || (side && match.side !== side)) throw new DomainError(COMMON.NOT_FOUND);
    return match;
  }
}
