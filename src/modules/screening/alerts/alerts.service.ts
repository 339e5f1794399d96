import { Inject, Injectable } from '@nestjs/common';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import { newId } from '../../../kernel/ids';
import type { Page } from '../../../kernel/page';
import { enforce } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../../platform/http/cursor';
import { versionFrom } from '../../../platform/http/etag';
import { AuditTrail } from '../../audit';
import { SCREENING_ERRORS } from '../screening.errors';
import { ALERT_LIFE, mayJudge } from './alert.rules';
import type { AfterAlert } from './alert-list.query';
import type { AlertDecision, AlertFilter, AlertRowView, JudgementView } from './alert.types';
import { AlertViews, type AlertView } from './alert-views.service';
import { AlertsRepository } from './alerts.repository';
import { changesBetween, type ValueChange } from './basis.rules';

export interface JudgedAlert extends AlertView {
  readonly judgements: readonly JudgementView[];
}

export interface AlertHistory extends JudgedAlert {
  /** Of the same pair, the newest first. */
  readonly former: readonly JudgedAlert[];
  /** Of other parties with the very same values and the same entry, as far as somebody judged them. */
  readonly alike: readonly JudgedAlert[];
  /** What is otherwise than in the newest of them, as far as the reader may see it. */
  readonly changes: readonly ValueChange[];
}

/** The queue and what people make of it. One method is one unit of work. */
@Injectable()
export class AlertsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: AlertsRepository,
    private readonly views: AlertViews,
    private readonly audit: AuditTrail,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
  ) {}

  list(actor: Actor, filter: AlertFilter, limit: number, cursor: string | undefined): Promise<Page<AlertView>> {
    return this.uow.read(actor, async () => {
      const scope = JSON.stringify([actor.organisationKey, 'alerts', filter]);
      const after = cursor === undefined ? undefined : positionOf(this.cursors.decode(scope, cursor));
      const rows = await this.repository.page(filter, after, limit);
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      const more = rows.length > limit && last;
      const at = more ? { at: `${last.urgency}:${last.score}`, id: last.id } : undefined;
      return { items: await this.views.of(page), nextCursor: at ? this.cursors.encode(scope, at) : null };
    });
  }

  read(actor: Actor, id: string): Promise<AlertHistory> {
    return this.uow.read(actor, () => this.history(id));
  }

  judge(
    actor: Actor,
    id: string,
    ifMatch: string | undefined,
    { decision, reason }: { decision: AlertDecision; reason: string },
  ): Promise<AlertHistory> {
    return this.uow.write(actor, async () => {
      const alert = await this.require(id);
      if (alert.version !== versionFrom(ifMatch)) throw new DomainError(COMMON.VERSION_MISMATCH);
      const verdict = mayJudge(alert, decision, actor.userKey);
      const isSecond = !verdict.allowed && verdict.reasons[0]!.code === 'SECOND_PERSON_NEEDED';
      enforce(verdict, isSecond ? SCREENING_ERRORS.SECOND_PERSON_NEEDED : SCREENING_ERRORS.NOT_IN_THIS_STATE);
      await this.write(actor, alert, decision, reason);
      return this.history(id);
    });
  }

  /** The judgement before the move: the database moves no alert without one. */
  private async write(actor: Actor, alert: AlertRowView, decision: AlertDecision, reason: string): Promise<void> {
    const { id, record_key: recordKey, version, state, basis } = alert;
    const next = ALERT_LIFE.next(state, decision)!;
    this.audit.append({ name: 'alert.judged', facts: { alert: id, decision, from: state, to: next } });
    await this.repository.judge({
      id: newId(),
      ownerId: actor.organisationKey,
      alertId: id,
      recordKey,
      alertVersion: version,
      decision,
      reason,
      basis,
      judgedBy: actor.userKey,
    });
    if (!(await this.repository.move(alert, next, actor.userKey))) throw new DomainError(COMMON.VERSION_MISMATCH);
  }

  private async require(id: string): Promise<AlertRowView> {
    const alert = await this.repository.find(id);
    if (!alert) throw new DomainError(COMMON.NOT_FOUND);
    return alert;
  }

  private async history(id: string): Promise<AlertHistory> {
    const alert = await this.require(id);
    const [former, alike] = await Promise.all([this.repository.former(alert), this.repository.alike(alert)]);
    const rows = [alert, ...former, ...alike];
    const judgements = await this.repository.judgements(rows.map((row) => row.id));
    const views = (await this.views.of(rows)).map((each) => ({ ...each, judgements: judgements.get(each.id) ?? [] }));
    const shown = (some: readonly AlertRowView[]): JudgedAlert[] =>
      views.filter((view) => some.some((row) => row.id === view.id));
    const [view] = shown([alert]);
    const [before] = shown(former);
    const changes = before ? changesBetween(before, view!) : [];
    return { ...view!, former: shown(former), alike: shown(alike), changes };
  }
}

function positionOf({ at, id }: { at: string; id: string }): AfterAlert {
  const [urgency, score] = at.split(':');
  return { urgency: urgency!, score: score!, id };
}
