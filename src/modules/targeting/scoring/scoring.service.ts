import { Inject, Injectable } from '@nestjs/common';
import { canonicalJson } from '../../../kernel/canonical-json';
import { newId } from '../../../kernel/ids';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { AuditTrail } from '../../audit';
import { type PartyScreening, SCREENING } from '../../screening';
import { IndicatorsRepository } from '../indicators/indicators.repository';
import { RISK_TABLE } from '../rules/risk-table.mapping';
import { assessRisk } from '../rules/risk.rules';
import type { BillFacts } from '../rules/risk.types';
import { BillsRepository } from './bills.repository';
import { PastOfRun } from './past-of-run.service';
import { PastRepository } from './past.repository';
import { type NewScore, type ScoredWith, ScoresRepository, type StandingScore } from './scores.repository';
import { BATCH, type ScoringScope } from './scoring.types';

/**
 * Scores the bills of an organisation as one of its users, in batches of one transaction each. A run that was killed goes on where it
 * stopped, because bills that have their score are not asked for again; the same bills with the same past give no new row.
 */
@Injectable()
export class ScoringService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly bills: BillsRepository,
    private readonly pastRepository: PastRepository,
    private readonly scores: ScoresRepository,
    private readonly indicators: IndicatorsRepository,
    private readonly audit: AuditTrail,
    @Inject(SCREENING) private readonly screening: PartyScreening,
  ) {}

  /** How many bills were scored. */
  async run(actor: Actor, scope: ScoringScope): Promise<number> {
    const past = new PastOfRun(this.pastRepository, (parties, onDate) => this.screening.screen(parties, onDate));
    let scored = 0;
    for (let after = 0; ;) {
      const batch = await this.uow.read(actor, () => this.bills.page(actor.organisationKey, scope, after, BATCH));
      if (batch.length === 0) return scored;
      await this.uow.write(actor, () => this.score(actor, batch, past, scope));
      scored += batch.length;
      after = batch.at(-1)!.key;
    }
  }

  private async score(actor: Actor, batch: readonly BillFacts[], run: PastOfRun, scope: ScoringScope): Promise<void> {
    // The pool's limit is for requests; reading what came before may take longer on a large archive.
    await this.uow.query(`SELECT set_config('statement_timeout', '600000', true)`);
    const settings = await this.indicators.settings();
    const standing = await this.scores.standing(batch.map(({ key }) => key));
    const { past, screened } = await run.of(batch);
    const made: ScoredWith = {
      version: RISK_TABLE.version,
      hash: RISK_TABLE.hash,
      screening: screened ? 'SCREENED' : 'NOT_AVAILABLE',
    };
    const known = new Map(standing.map((row) => [row.record_key, row]));
    const scores = batch.map((bill) =>
      newScore(bill, known.get(bill.key), assessRisk(bill, past(bill), RISK_TABLE.indicators, settings)),
    );
    const same = scores.filter((score) => isSame(score, known.get(score.recordKey), made));
    const changed = scores.filter((score) => score.expected !== null && !same.includes(score));
    const fresh = scores.filter(({ expected }) => expected === null);
    const { organisationKey: owner, userKey: user } = actor;
    await this.scores.insert(owner, user, fresh, made);
    await this.scores.replace(owner, user, changed, made);
    await this.scores.confirm(same.map(({ target }) => target));
    this.audit.append({
      name: 'target.scored',
      facts: {
        bills: batch.length,
        changed: changed.length,
        fresh: fresh.length,
        table: made.version,
        ...(scope.manifestId && { manifest: scope.manifestId }),
      },
    });
  }
}

const newScore = (
  bill: BillFacts,
  standing: StandingScore | undefined,
  { score, indicators }: ReturnType<typeof assessRisk>,
): NewScore => ({
  target: standing?.id ?? newId(),
  id: newId(),
  recordKey: bill.key,
  expected: standing?.version ?? null,
  score,
  codes: indicators.map(({ code }) => code),
  indicators,
});

const isSame = (score: NewScore, standing: StandingScore | undefined, made: ScoredWith): boolean =>
  standing?.table_hash === made.hash &&
  standing.screening === made.screening &&
  canonicalJson(standing.indicators) === canonicalJson(score.indicators);
