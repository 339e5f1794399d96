import type { BillFacts, HitFact, ListedHits, Parameter, PartyBills, RiskRole } from './risk.types';
import type { SeizureIndex } from './seizure-index.rules';

/** What came before a bill, as far as its organisation may see it. */
export interface RiskPast {
  readonly seizures: SeizureIndex;
  /** Bills in which a name stands in a role, by the sorted words of the name. */
  readonly billsOf: (role: RiskRole, nameKey: string) => readonly PartyBills[];
  /** Visible bills of other voyages that are older than the bill. May stop counting at the number the table asks for. */
  readonly earlierBills: number;
  /** Listed names a party resembles, by the party's number; undefined if nobody screened. */
  readonly listed: ReadonlyMap<number, ListedHits> | undefined;
}

/** The facts for which an indicator is hit; none if it is not. */
export type IndicatorRule = (
  bill: BillFacts,
  past: RiskPast,
  parameters: Readonly<Record<string, Parameter>>,
) => readonly HitFact[];
