import { contentNames, shownNames, sightsOf } from './preview.rules';
import type { Reach } from './preview.types';

const group = (
  audience_key: number,
  organisation_key: number,
  users: number,
  clearance: number,
  role: string,
): Reach => ({
  ...{ audience_key, organisation_key, organisation_code: `O${organisation_key}`, organisation_name: 'x' },
  ...{ users, clearance, roles: [role] },
});
const mayRead = (roles: readonly string[]): boolean => roles.includes('reader');

it('names what says something, and nothing that depends on who reads', () => {
  const view = { narrative: 'x', voyage: null, agenciesPresent: [], measuredMassKg: 0, shipmentId: 'y', withheld: [1] };
  expect(contentNames(view)).toEqual(['measuredMassKg', 'narrative']);
  const held = [
    { id: 'h', recordKey: 1, field: 'measuredMassKg', because: null, told: false, heldAt: new Date(0), columns: {} },
  ];
  expect(shownNames('inspection', view, held)).toEqual(['narrative']);
});

it('counts users by clearance and role, once for each organisation', () => {
  const reach = [group(1, 10, 2, 2, 'reader'), group(1, 10, 1, 0, 'reader'), group(1, 10, 4, 2, 'clerk')];
  const again = reach.map((each) => ({ ...each, audience_key: 2 })); // its sharing group reaches it as well
  const other = [group(2, 20, 1, 1, 'reader'), { ...group(3, 30, 0, 0, ''), roles: null, clearance: null }];
  const records = [{ key: 7, kind: 'inspection' as const, classification: 1, seenBy: [3] }];
  const found = sightsOf([...reach, ...again, ...other], [1, 2, 3], records, mayRead);
  expect([...found.values()].map(({ through, sights }) => [through, sights])).toEqual([
    [[1, 2], [{ recordKey: 7, users: 2, notCleared: 1, otherRole: 4, seesAlready: false }]],
    [[2], [{ recordKey: 7, users: 1, notCleared: 0, otherRole: 0, seesAlready: false }]],
    [[3], [{ recordKey: 7, users: 0, notCleared: 0, otherRole: 0, seesAlready: true }]],
  ]);
});
