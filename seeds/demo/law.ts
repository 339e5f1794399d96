import type { Cast } from './cast';
import { check, type Narrator, type Speaker } from './narrator';

/* Companies and persons are invented. The paragraphs are those of domain.md 1.2 to 1.4. */
const GUARDS = { name: 'Gardiens Exemple SA', class: 'PRIVATE_SECURITY' };
const REQUEST = {
  type: 'APPROVAL_REQUEST',
  requester: {
    kind: 'STATE',
    name: 'Permanent Mission of Haiti to the United Nations',
    state: 'HT',
    submittedThrough: 'PERMANENT_MISSION',
  },
  supplierState: 'US',
  consignee: GUARDS,
  endUse: 'Guards of the container terminal of Port-au-Prince',
  goods: [{ category: 'SALW', description: '9 mm pistols', quantity: 40, unit: 'C62' }],
  shipFrom: '2025-02-10',
  shipTo: '2025-05-31',
  legalBasis: { instrument: 'S/RES/2752 (2024)', paragraph: '2(c)' },
};
const DECISION = {
  decision: 'APPROVED',
  decidedOn: '2025-02-14',
  committeeReference: 'Demonstration 12',
  scope: { goods: [{ category: 'SALW', quantity: 20 }] },
  expiresOn: '2025-12-31',
};
const DIVERTED = 'A1-93427-18';
const FIND = {
  legalBasis: 'Code de procédure pénale, perquisition',
  necessity: 'Arms seen in the house',
  ground: 'INTELLIGENCE',
  placeCountry: 'HT',
  placeName: 'Port-au-Prince, Martissant',
  examinedAt: '2025-08-02T06:00:00-04:00',
  result: 'FOUND',
  items: [{ category: 'FIREARM', quantity: 1, type: 'pistol', calibre: '9x19', serial: DIVERTED }],
};

interface Said {
  readonly outcome: string;
  readonly ruleSet: { readonly version: string; readonly hash: string };
  readonly answer: {
    readonly appliedParagraphs: readonly { readonly instrument: string; readonly paragraph: string | null }[];
    readonly flags: readonly { readonly code: string; readonly detail: string }[];
  };
}

/** Step 7: was it prohibited, by which paragraph; an approval that came a day late; exempt goods found with somebody else. */
export async function assessAndAskTheCommittee(
  cast: Cast,
  { bill }: { readonly bill: { readonly id: string } },
  narrator: Narrator,
): Promise<void> {
  const { speaker } = cast.haiti;
  narrator.step('7. Was it prohibited? The bill is assessed; the Committee is asked about another supply');
  await speaker.call('GET', `/v1/shipments/${bill.id}/embargo-case`, { expect: 200 });
  const found = (await speaker.submit(`/v1/shipments/${bill.id}/assessments`, {
    goods: [
      { category: 'SALW', quantity: 26 },
      { category: 'AMMUNITION', quantity: 1004 },
    ],
    consignee: { class: 'BUSINESS', listRefs: [] },
    endUse: { purpose: 'COMMERCIAL' },
  })) as { body: Said };
  tell(found.body, narrator);

  const exemption = await approvedExemption(cast);
  const shipped = async (day: string): Promise<Said> =>
    (
      await speaker.submit('/v1/assessments', {
        shipmentDate: day,
        supplierState: 'US',
        goods: [{ category: 'SALW', lethal: true, quantity: 15 }],
        consignee: { ...GUARDS, listRefs: [] },
        exemptionId: exemption,
      })
    ).body as Said;
  const late = await shipped('2025-02-13');
  check(late.outcome === 'PROHIBITED', 'an approval of the day after does not count');
  narrator.remark(`Shipped the day before the approval: ${late.outcome}: ${flag(late, 'APPROVAL_AFTER_SHIPMENT')}`);
  const inTime = await shipped('2025-02-15');
  check(inTime.outcome === 'EXEMPT_APPROVED', 'an approval of the day before counts');
  tell(inTime, narrator);
  const used = { usedOn: '2025-02-15', category: 'SALW', quantity: 15, reference: 'AWB 729-48213310' };
  await speaker.submit(`/v1/exemptions/${exemption}/uses`, used);
  await recordDiversion(speaker, exemption, cast.panelAudience, narrator);
}

const flag = ({ answer }: Said, code: string): string => answer.flags.find((one) => one.code === code)?.detail ?? '';

function tell({ outcome, ruleSet, answer }: Said, narrator: Narrator): void {
  const cited = answer.appliedParagraphs.map(({ instrument, paragraph }) => `${instrument} para ${paragraph ?? '?'}`);
  check(cited.length > 0, 'the answer cites its paragraphs');
  narrator.remark(`${outcome}: ${[...new Set(cited)].join(', ')}`);
  narrator.remark(`by table ${ruleSet.version}, SHA-256 ${ruleSet.hash.slice(0, 16)}…; stored, never computed again`);
}

async function approvedExemption({ haiti, secretary }: Cast): Promise<string> {
  const asked = await haiti.speaker.submit('/v1/exemptions', REQUEST);
  const { id } = asked.body as { id: string };
  const headers = { 'if-match': asked.headers.get('etag')! };
  await secretary.speaker.submit(`/v1/exemptions/${id}/decisions`, DECISION, headers);
  return id;
}

async function recordDiversion(
  speaker: Speaker,
  exemptionId: string,
  panelAudience: string,
  narrator: Narrator,
): Promise<void> {
  const find = await speaker.submit('/v1/inspections', FIND);
  const findId = (find.body as { id: string }).id;
  const made = await speaker.submit('/v1/diversions', {
    findId,
    exemptionId,
    foundWith: { name: 'Baz Egzanp', class: 'NON_STATE_ARMED' },
    foundOn: '2025-08-02',
    goods: [{ category: 'SALW', quantity: 1, serials: [DIVERTED] }],
    knownBy: 'SERIAL',
    basis: 'The serial number stands in the packing list of the approved supply',
    release: { audienceIds: [panelAudience], purpose: 'Panel investigation (resolution 2692, paras 6 to 8)' },
  });
  const { reference, verdict } = made.body as { reference: string; verdict: string };
  check(verdict === 'ESTABLISHED', 'the diversion is established');
  narrator.remark(`${reference}: one of the approved pistols was found with an armed group: diversion ${verdict}`);
}
