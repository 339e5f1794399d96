import { setImmediate as turn } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Keyset, Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../../platform/http/cursor';
import { type Difference, differences } from './assessment-comparison.rules';
import { readCase } from './assessment.mapping';
import {
  type AssessmentFilter,
  type AssessmentHead,
  AssessmentsRepository,
  type AssessmentView,
} from './assessments.repository';
import { AssessmentsService } from './assessments.service';
import { assess } from '../rules/embargo.rules';
import { type GapCount, type GapFilter, type GapRow, GapsRepository } from './gaps.repository';
import { type NamedRuleSet, RuleSetsService } from '../rule-sets/rule-sets.service';

export interface Impact {
  readonly stored: AssessmentView;
  readonly outcome: AssessmentHead['outcome'];
  readonly differences: readonly Difference[];
}

export interface ImpactPage extends Page<Impact> {
  /** How many assessments this page tried; a page may hold none that would change and still not be the last. */
  readonly tried: number;
}

/** Assessments tried for one page of an impact, in portions. */
const PORTION = 50;
const MOST_TRIED = 2_000;

/** Lists over the acting organisation's own assessments: what it has, what would change, where the law of a State differs. */
@Injectable()
export class AssessmentLists {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: AssessmentsRepository,
    private readonly gapsRepository: GapsRepository,
    private readonly assessments: AssessmentsService,
    private readonly ruleSets: RuleSetsService,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
  ) {}

  list(actor: Actor, filter: AssessmentFilter, limit: number, cursor?: string): Promise<Page<AssessmentHead>> {
    return this.uow.read(actor, async () => {
      const scope = JSON.stringify([actor.organisationKey, 'assessments', filter]);
      const rows = await this.repository.page(filter, this.after(scope, cursor), limit);
      const items = this.assessments.shown(rows.slice(0, limit));
      return { items, nextCursor: rows.length > limit ? this.cursorAt(scope, items.at(-1)) : null };
    });
  }

  /** Which of the newest assessments another table would answer otherwise. */
  impact(actor: Actor, ruleSetId: string, limit: number, cursor?: string): Promise<ImpactPage> {
    return this.uow.read(actor, async () => {
      const ruleSet = await this.ruleSets.sealed(ruleSetId);
      const scope = JSON.stringify([actor.organisationKey, 'impact', ruleSetId]);
      const items: Impact[] = [];
      let after = this.after(scope, cursor);
      for (let tried = 0; ;) {
        const portion = await this.repository.newest(after, PORTION);
        for (const stored of portion) {
          tried += 1;
          await turn(); // two thousand answers in one go would keep everybody else waiting
          after = keysetOf(stored);
          const changed = changeUnder(ruleSet, stored);
          if (changed) items.push(changed);
          if (items.length === limit) break;
        }
        const more = portion.length === PORTION || items.length === limit;
        if (more && items.length < limit && tried < MOST_TRIED) continue;
        this.assessments.shown(items.map(({ stored }) => stored));
        return { items, tried, nextCursor: more && after ? this.cursors.encode(scope, after) : null };
      }
    });
  }

  gaps(
    actor: Actor,
    filter: GapFilter,
    limit: number,
    cursor?: string,
  ): Promise<Page<GapRow> & { readonly counts: readonly GapCount[] }> {
    return this.uow.read(actor, async () => {
      const scope = JSON.stringify([actor.organisationKey, 'implementation gaps', filter]);
      const after = this.after(scope, cursor);
      const [rows, counts] = await Promise.all([
        this.gapsRepository.page(filter, after, limit),
        this.gapsRepository.counts(filter),
      ]);
      const items = this.assessments.shown(rows.slice(0, limit));
      const last = items.at(-1);
      const id = last && { ...last, id: `${last.id}/${last.gap.jurisdiction}` };
      return { items, counts, nextCursor: rows.length > limit ? this.cursorAt(scope, id) : null };
    });
  }

  private after(scope: string, cursor: string | undefined): Keyset | undefined {
    return cursor === undefined ? undefined : this.cursors.decode(scope, cursor);
  }

  private cursorAt(scope: string, last: Pick<AssessmentHead, 'id' | 'created_us'> | undefined): string | null {
    return last ? this.cursors.encode(scope, keysetOf(last)) : null;
  }
}

const keysetOf = ({ id, created_us }: Pick<AssessmentHead, 'id' | 'created_us'>): Keyset => ({ at: created_us, id });

/** Read as it was read then: on the day of shipment, or on the day that was asked for. */
function changeUnder(ruleSet: NamedRuleSet, stored: AssessmentView): Impact | undefined {
  const { input } = readCase(stored.input, 'may be empty');
  const answer = assess(input, ruleSet, stored.asOf === null ? {} : { asOf: stored.asOf });
  const changed = differences(stored.answer, answer);
  return changed.length === 0 ? undefined : { stored, outcome: answer.outcome, differences: changed };
}
