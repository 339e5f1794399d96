import { Injectable } from '@nestjs/common';
import { DomainError, type FieldFault } from '../../kernel/domain-error';
import { newId } from '../../kernel/ids';
import { enforce } from '../../kernel/verdict';
import type { Actor } from '../../platform/context/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { AuditTrail } from '../audit';
import { parseIdentifier } from '../identifiers';
import { RecordsService, type SpineRecord } from '../records';
import { mayEdit } from './case.rules';
import { CASE } from './cases.errors';
import { CasesRepository, type JudgementView } from './cases.repository';
import type { JudgeLinkDto } from './dto/case-input.dto';
import { groupUses, judgementsByPair, KINDS_OF_LINK, linksOf, pairOf } from './link.rules';
import type { Hub, Judgement, SharedIdentifier } from './link.types';
import { LinksRepository, MOST_ROWS } from './links.repository';

export interface LinkView {
  readonly link: SharedIdentifier;
  readonly left: SpineRecord;
  readonly right: SpineRecord;
  readonly judgement: Judgement | null;
}

export interface LinksView {
  readonly links: readonly LinkView[];
  readonly hubs: readonly { hub: Hub; near: SpineRecord }[];
  readonly truncated: boolean;
}

const MOST_LINKS = 500;

/** Links are found when they are asked for, never stored; only what a person says of one is kept. */
@Injectable()
export class CaseLinksService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly records: RecordsService,
    private readonly cases: CasesRepository,
    private readonly repository: LinksRepository,
    private readonly audit: AuditTrail,
  ) {}

  links(actor: Actor, id: string): Promise<LinksView> {
    return this.uow.read(actor, async () => {
      const { key } = await this.records.require(id, 'case');
      const [members, judgements] = await Promise.all([this.cases.members(key), this.cases.judgements(key)]);
      const keys = members.map(({ member_key }) => member_key);
      const uses = await this.repository.uses(keys, Object.keys(KINDS_OF_LINK));
      const { groups, hubs } = groupUses(uses, new Set(keys));
      const all = linksOf(new Set(keys), groups);
      const truncated = all.length > MOST_LINKS || uses.length === MOST_ROWS;
      return { ...(await this.withRecords(all.slice(0, MOST_LINKS), hubs, judgementsByPair(judgements))), truncated };
    });
  }

  private async withRecords(
    links: readonly SharedIdentifier[],
    hubs: readonly Hub[],
    judgements: ReadonlyMap<string, Judgement>,
  ): Promise<Omit<LinksView, 'truncated'>> {
    const keys = [
      ...links.flatMap(({ left, right }) => [left.recordKey, right.recordKey]),
      ...hubs.map(({ near }) => near.recordKey),
    ];
    const found = await this.records.findByKeys([...new Set(keys)]);
    const records = new Map(found.map((record) => [record.key, record]));
    return {
      links: links.flatMap((link) => {
        const [left, right] = [records.get(link.left.recordKey), records.get(link.right.recordKey)];
        const judgement = judgements.get(pairOf(link.kind, link.key, link.left.recordKey, link.right.recordKey));
        return left && right ? [{ link, left, right, judgement: judgement ?? null }] : [];
      }),
      hubs: hubs.flatMap((hub) => {
        const near = records.get(hub.near.recordKey);
        return near ? [{ hub, near }] : [];
      }),
    };
  }

  /** Keeps what a person says of a link. Nobody judges a link that does not stand in both records. */
  judge(
    actor: Actor,
    id: string,
    ifMatch: string | undefined,
    command: JudgeLinkDto,
  ): Promise<{ judgement: JudgementView; version: number }> {
    return this.uow.write(actor, async () => {
      const { record, written } = await this.records.beginChange(actor, id, 'case', ifMatch);
      enforce(mayEdit((await this.cases.detail(record.key)).status), CASE.NOT_ALLOWED_NOW);
      const { left, right, key } = await this.requireLink(command);
      const { kind, value, verdict, reason } = command;
      this.audit.append({
        name: 'case.link_judged',
        written: [written],
        facts: { left: left.id, right: right.id, kind, verdict },
      });
      await this.cases.insertJudgement({
        id: newId(),
        recordKey: record.key,
        seq: await this.cases.nextJudgement(record.key),
        leftKey: left.key,
        rightKey: right.key,
        kind,
        value,
        norm: key,
        verdict,
        reason,
        judgedBy: actor.userKey,
      });
      return { judgement: (await this.cases.judgements(record.key)).at(-1)!, version: record.version };
    });
  }

  private async requireLink(command: JudgeLinkDto): Promise<{ left: SpineRecord; right: SpineRecord; key: string }> {
    const [leftId, rightId] = [command.leftRecordId.toLowerCase(), command.rightRecordId.toLowerCase()];
    const found = new Map((await this.records.findByIds([leftId, rightId])).map((record) => [record.id, record]));
    const [left, right] = [found.get(leftId), found.get(rightId)];
    const unknown = { code: 'UNKNOWN', message: 'There is no such record, or none that you can see' };
    const fields: FieldFault[] = [
      ...(left ? [] : [{ pointer: '/leftRecordId', ...unknown }]),
      ...(right ? [] : [{ pointer: '/rightRecordId', ...unknown }]),
    ];
    if (!left || !right) throw new DomainError(CASE.NO_SUCH_LINK, { fields });
    const parsed = parseIdentifier(command.kind, command.value);
    const key = parsed.folded ?? parsed.normalised;
    const users = key === '' ? [] : await this.repository.usedBy([left.key, right.key], command.kind, key);
    if (users.length !== 2) {
      const message = 'It does not stand in both records';
      throw new DomainError(CASE.NO_SUCH_LINK, { fields: [{ pointer: '/value', code: 'NOT_SHARED', message }] });
    }
    return { left, right, key };
  }
}
