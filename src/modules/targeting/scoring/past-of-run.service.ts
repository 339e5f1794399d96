import type { ScreenedParty, ScreeningAnswer } from '../../screening';
import { nameKey } from '../../identifiers';
import type { RiskPast } from '../rules/past.types';
import { ENOUGH_EARLIER_BILLS, NAME_CUT_AT } from '../rules/risk-indicators.cases';
import type { BillFacts, ListedHits, PartyBills } from '../rules/risk.types';
import { indexSeizures, type SeizureIndex } from '../rules/seizure-index.rules';
import type { PastRepository } from './past.repository';

/** Names remembered during a run; beyond them it forgets and asks again, so that memory does not grow with the bills. */
const MOST_NAMES = 50_000;

type Listed = ReadonlyMap<string, ReadonlyMap<number, ListedHits>>;
export type Screen = (parties: readonly ScreenedParty[], onDate: string | null) => Promise<ScreeningAnswer>;

/** What one run of scoring has learnt of the past so far: seizures once, each name and voyage once. */
export class PastOfRun {
  private seizures: SeizureIndex | undefined;
  private readonly bills = new Map<string, PartyBills[]>();
  private readonly asked = new Set<string>();
  private readonly earlier = new Map<string, number>();

  constructor(
    private readonly repository: PastRepository,
    private readonly screen: Screen,
  ) {}

  /** The past of each bill of a batch; `screened` is false if nobody screened. */
  async of(batch: readonly BillFacts[]): Promise<{ past: (bill: BillFacts) => RiskPast; screened: boolean }> {
    const seizures = (this.seizures ??= indexSeizures(await this.repository.seizures(), NAME_CUT_AT));
    await this.learnNames(batch);
    await this.learnVoyages(batch);
    const listed = await this.listed(batch);
    const past = (bill: BillFacts): RiskPast => ({
      seizures,
      billsOf: (role, key) => this.bills.get(`${role} ${key}`) ?? [],
      earlierBills: this.earlier.get(bill.voyage) ?? 0,
      listed: listed?.get(bill.id),
    });
    return { past, screened: listed !== undefined };
  }

  private async learnNames(batch: readonly BillFacts[]): Promise<void> {
    const named = batch.flatMap(({ parties }) =>
      parties.flatMap(({ role, name, isPlaceholder }) =>
        role === 'CARRIER' || name === null || isPlaceholder ? [] : [nameKey(name)],
      ),
    );
    if (this.asked.size > MOST_NAMES) {
      this.asked.clear();
      this.bills.clear();
    }
    const unknown = [...new Set(named)].filter((key) => key !== '' && !this.asked.has(key));
    for (const { role, norm, ...group } of await this.repository.partyBills(unknown)) {
      const key = `${role} ${norm}`;
      const groups = this.bills.get(key);
      if (groups) groups.push(group);
      else this.bills.set(key, [group]);
    }
    unknown.forEach((key) => this.asked.add(key));
  }

  private async learnVoyages(batch: readonly BillFacts[]): Promise<void> {
    for (const { voyage, key } of batch) {
      if (this.earlier.has(voyage)) continue;
      this.earlier.set(voyage, await this.repository.earlierBills(voyage, key, ENOUGH_EARLIER_BILLS));
    }
  }

  /** All parties of one day are screened together. Undefined if nobody screens: that is not the same as no hit. */
  private async listed(batch: readonly BillFacts[]): Promise<Listed | undefined> {
    const byDay = new Map<string | null, { bill: BillFacts; seq: number; party: ScreenedParty }[]>();
    for (const bill of batch) {
      const day = byDay.get(bill.onDate) ?? [];
      byDay.set(bill.onDate, day);
      for (const { seq, role, name, address, isPlaceholder } of bill.parties) {
        if (name !== null && !isPlaceholder) day.push({ bill, seq, party: { name, address, role } });
      }
    }
    const listed = new Map<string, Map<number, ListedHits>>();
    for (const [day, asked] of byDay) {
      const answer = await this.screen(
        asked.map(({ party }) => party),
        day,
      );
      if (answer === 'NOT_AVAILABLE') return undefined;
      asked.forEach(({ bill, seq }, i) => {
        const ofBill = listed.get(bill.id) ?? new Map<number, ListedHits>();
        listed.set(bill.id, ofBill.set(seq, answer[i] ?? []));
      });
    }
    return listed;
  }
}
