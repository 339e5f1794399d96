import { RISK_INDICATORS } from '../rules/risk-indicators.cases';
import type { IndicatorHit } from '../rules/risk.types';
import { evidenceOf, groundStatement, visibleScore } from './target-view.rules';

const seizure = { id: 'f', kind: 'inspection' as const, reference: 'DO-DGA-INS-2025-000001' };
const HITS: readonly IndicatorHit[] = [
  {
    code: 'CONSIGNEE_SEEN',
    weight: 10,
    facts: [
      {
        pointer: '/parties/0/name',
        value: 'X',
        says: 'The name resembles Y in DO-DGA-INS-2025-000001',
        record: seizure,
      },
    ],
  },
  { code: 'LOAD_PORT', weight: 1, facts: [{ pointer: '/loadingPlace', value: 'USMIA', says: 'Loaded at USMIA' }] },
];

it('names the records that facts rest on', () => expect(evidenceOf(HITS)).toEqual(['f']));

it('shows all while they are visible, and neither fact nor weight of what no longer is', () => {
  expect(visibleScore(HITS, new Set(['f']))).toEqual({ score: 11, indicators: HITS });
  expect(visibleScore(HITS, new Set())).toEqual({ score: 1, indicators: [HITS[1]] });
});

it('grounds an inspection on what the bill says, and not on what another organisation found', () => {
  const text = groundStatement(HITS, RISK_INDICATORS, '2026-11-23');
  expect(text).toBe(
    'Risk profile (indicators of 2026-11-23). Consignee seen in an earlier seizure. Load port named in reports: Loaded at USMIA',
  );
  const long = [{ ...HITS[1]!, facts: [{ ...HITS[1]!.facts[0]!, says: 'x'.repeat(3000) }] }];
  expect(groundStatement(long, RISK_INDICATORS, '1')).toHaveLength(2000);
});
