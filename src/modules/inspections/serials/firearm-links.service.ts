import { Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import { enforce, allow, refuse } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { Submission } from '../../../platform/http/idempotency';
import { AuditTrail } from '../../audit';
import { type Accepted, RecordsService, Submissions } from '../../records';
import type { FirearmEndDto, JudgeFirearmLinkDto } from './dto/firearm-link.dto';
import type { FirearmEnd } from './firearm-link.types';
import { FirearmLinks, type StandingLink } from './firearm-links.repository';
import { FIREARM } from './serials.errors';

/** Most judgements shown of one inspection. */
const MOST = 200;

/** A person's judgement on whether two firearms are possibly the same weapon. Neither inspection changes; nothing is merged. */
@Injectable()
export class FirearmLinksService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly submissions: Submissions,
    private readonly records: RecordsService,
    private readonly links: FirearmLinks,
    private readonly audit: AuditTrail,
  ) {}

  judge(actor: Actor, command: JudgeFirearmLinkDto, submission: Submission): Promise<Accepted<StandingLink>> {
    const { decision, reason } = command;
    return this.submissions.once(
      actor,
      submission,
      async ({ resourceId, receiptId }) => {
        const pair = await this.requirePair(command);
        await this.links.takeTurn();
        const last = await this.links.lastOn(pair);
        const stands = last && last.decision !== 'WITHDRAWN';
        enforce(
          decision !== 'WITHDRAWN' || stands ? allow : refuse('NOTHING_STANDS', 'Nothing stands on these two'),
          FIREARM.LINK_NOT_STANDING,
        );
        const [left, right] = pair;
        const supersedesId = last?.id ?? null;
        const ends = [command.left, command.right].map(({ inspectionId, item }) => ({ inspectionId, item }));
        const facts = { link: resourceId, ends, decision, ...(supersedesId && { supersedes: supersedesId }) };
        const leaf = this.audit.append({ name: 'firearm.linked', facts }, receiptId);
        await this.links.insert({
          id: resourceId,
          ownerId: actor.organisationKey,
          ...{
            leftKey: left.inspectionKey,
            leftPlace: left.item,
            rightKey: right.inspectionKey,
            rightPlace: right.item,
          },
          ...{ decision, reason, supersedesId, judgedBy: actor.userKey },
        });
        return { view: await this.read(actor, resourceId), leaf };
      },
      (id) => this.read(actor, id),
    );
  }

  read(actor: Actor, id: string): Promise<StandingLink> {
    return this.uow.read(actor, async () => {
      const link = await this.links.find(id);
      if (!link) throw new DomainError(COMMON.NOT_FOUND);
      await this.records.findByKeys(link.ends.map(({ inspectionKey }) => inspectionKey));
      return link;
    });
  }

  history(actor: Actor, inspectionId: string): Promise<StandingLink[]> {
    return this.uow.read(actor, async () => {
      const { key } = await this.records.require(inspectionId, 'inspection');
      const links = await this.links.history(key, MOST);
      await this.records.findByKeys([...new Set(links.flatMap(({ ends }) => ends.map((end) => end.inspectionKey)))]);
      return links;
    });
  }

  /** Both ends, in the order in which they are kept. What one cannot see does not exist; the fault names the field and not the id. */
  private async requirePair({ left, right }: JudgeFirearmLinkDto): Promise<readonly [FirearmEnd, FirearmEnd]> {
    const seen = await this.records.findByIds([left.inspectionId, right.inspectionId]);
    const placed = (end: FirearmEndDto): FirearmEnd | undefined => {
      const record = seen.find(({ id, kind }) => kind === 'inspection' && id === end.inspectionId.toLowerCase());
      return record && { inspectionKey: record.key, item: end.item };
    };
    const [one, other] = [placed(left), placed(right)];
    const items = await this.links.items([one, other].flatMap((end) => end ?? []));
    const isThere = (end: FirearmEnd | undefined): end is FirearmEnd =>
      items.some(({ inspectionKey, item }) => inspectionKey === end?.inspectionKey && item === end.item);
    if (!isThere(one)) throw unknown('/left');
    if (!isThere(other) || (one.inspectionKey === other.inspectionKey && one.item === other.item))
      throw unknown('/right');
    return one.inspectionKey < other.inspectionKey ||
      (one.inspectionKey === other.inspectionKey && one.item < other.item)
      ? [one, other]
      : [other, one];
  }
}

const unknown = (pointer: string): DomainError =>
  new DomainError(FIREARM.OTHER_UNKNOWN, {
    fields: [
      { pointer, code: 'UNKNOWN', message: 'There is no such item, none that you can see, or it is the same one' },
    ],
  });
