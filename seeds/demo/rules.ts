import type { Cast } from './cast';
import { check, type Narrator } from './narrator';

interface Rule {
  readonly id: string;
  readonly instrument: string;
}
interface Table {
  readonly version: string;
  readonly rules: readonly Rule[];
  readonly sideRules: readonly { readonly id: string }[];
}
interface Impact {
  readonly items: readonly { readonly outcomeBefore: string; readonly outcomeAfter: string }[];
  readonly tried: number;
}

const RENEWED_TO = '2027-10-17';
/** No such resolution is known, so that the demonstration's version must never take effect. */
const NEVER = '2099-01-01T00:00:00Z';

/** The table as if the measures of V5 had been renewed for a year. */
function renewed(current: Table): Table {
  const [v5, v6] = ['V5', 'V6'].map((id) => current.rules.find((rule) => rule.id === id)!);
  const instrument = 'Demonstration: no such resolution is known';
  const rules = current.rules.flatMap((rule) =>
    rule.id === 'V6'
      ? [
          { ...v5!, id: 'V6', instrument, validFrom: '2026-10-17', validTo: RENEWED_TO, source: 'demonstration' },
          { ...v6!, id: 'V7', instrument, validFrom: RENEWED_TO },
        ]
      : [rule],
  );
  const sideRules = current.sideRules.map((side) =>
    side.id === 'ASSET_FREEZE' ? { ...side, confirmedTo: RENEWED_TO } : side,
  );
  return { ...current, version: 'demonstration-2027', rules, sideRules };
}

/** Step 8: one legal officer proposes, the other approves; before that everybody sees which stored answers would change. */
export async function changeTheRules({ haiti, lawyer, secondLawyer }: Cast, narrator: Narrator): Promise<void> {
  narrator.step(
    '8. Two legal officers put a new version of the rules on file, and its impact is seen before it takes effect',
  );
  const made = await haiti.speaker.submit('/v1/assessments', {
    shipmentDate: '2026-11-02',
    goods: [{ category: 'SALW', quantity: 2 }],
    consignee: { name: 'Magasin Lakay Fretyan', class: 'BUSINESS', listRefs: [] },
    endUse: { purpose: 'COMMERCIAL' },
  });
  const stored = made.body as { id: string; outcome: string };
  check(stored.outcome === 'NEEDS_LEGAL_CONFIRMATION', 'nothing is said of a day nobody has confirmed');

  const { body: current } = await lawyer.speaker.call('GET', '/v1/rule-sets/current', { expect: 200 });
  const proposed = await lawyer.speaker.submit('/v1/rule-sets', {
    content: renewed((current as { content: Table }).content),
    reason: 'Demonstration: as if the measures had been renewed in October 2026',
  });
  const path = `/v1/rule-sets/${(proposed.body as { id: string }).id}`;
  const { body } = await haiti.speaker.call('GET', `${path}/impact`, { expect: 200 });
  const { items, tried } = body as Impact;
  check(items.length === 1, 'one stored answer would change');
  narrator.remark(
    `Of Anna's ${tried} stored assessments ${items.length} would change: ${items[0]!.outcomeBefore} to ${items[0]!.outcomeAfter}`,
  );
  const approval = { effectiveFrom: NEVER, note: 'Demonstration: takes effect in 2099, that is never' };
  await lawyer.speaker.call('POST', `${path}/approval`, { body: approval, expect: 422 });
  narrator.remark('Nobody approves the own proposal.');
  await secondLawyer.speaker.call('POST', `${path}/approval`, { body: approval, expect: 200 });
  const { body: inForce } = await haiti.speaker.call('GET', '/v1/rule-sets/current', { expect: 200 });
  check((inForce as { id: string }).id === (current as { id: string }).id, 'until then the delivered table answers');
}
