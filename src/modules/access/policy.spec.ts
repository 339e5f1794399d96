import type { Action } from './actions';
import {
  actionsOf,
  clearedFor,
  mayChange,
  mayCombine,
  mayScope,
  ownOrganisation,
  POLICY,
  readsCasework,
} from './policy';
import { type Role, ROLES } from './roles';

describe('policy', () => {
  const surprising: readonly [Role, Action, boolean][] = [
    ['access_administrator', 'record.read', false],
    ['access_administrator', 'record.search', false],
    ['access_administrator', 'case.read', false],
    ['access_administrator', 'audit.read', false],
    ['access_administrator', 'audience.read', true],
    ['auditor', 'record.read', false],
    ['auditor', 'record.update', false],
    ['auditor', 'user.read', false],
    ['auditor', 'audit.read', true],
    ['auditor', 'access.read', true],
    ['panel_expert', 'inspection.read', true],
    ['panel_expert', 'inspection.submit', false],
    ['panel_expert', 'inspection.update', false],
    ['panel_expert', 'shipment.update', false],
    ['panel_expert', 'record.update', true],
    ['panel_expert', 'manifest.read', false],
    ['panel_expert', 'audit.read', false],
    ['member_state_liaison', 'case.read', false],
    ['member_state_liaison', 'exchange.send', true],
    ['member_state_liaison', 'user.read', false],
    ['un_contributor', 'case.read', false],
    ['un_contributor', 'inspection.submit', false],
    ['committee_secretariat', 'case.read', true],
    ['committee_secretariat', 'case.open', false],
  ];

  it.each(surprising)('%s and %s: %s', (role, action, expected) => {
    expect(POLICY[role].includes(action)).toBe(expected);
  });

  it('lets every role look after its own account, and only administrators after others', () => {
    for (const role of ROLES) expect(POLICY[role]).toEqual(expect.arrayContaining(['account.read', 'account.update']));
    expect(ROLES.filter((role) => POLICY[role].includes('user.update'))).toEqual(['access_administrator']);
  });

  it('keeps administering and auditing apart from each other and from casework', () => {
    expect(mayCombine(['member_state_liaison', 'un_contributor'])).toEqual({ allowed: true });
    expect(mayCombine(['access_administrator'])).toEqual({ allowed: true });
    for (const roles of [
      ['access_administrator', 'panel_expert'],
      ['auditor', 'member_state_liaison'],
      ['auditor', 'access_administrator'],
    ] as Role[][]) {
      expect(mayCombine(roles)).toMatchObject({ allowed: false, reasons: [{ code: 'ROLES_MUST_BE_SEPARATE' }] });
    }
  });

  it('knows which roles read casework at all', () => {
    expect(ROLES.filter((role) => !readsCasework([role]))).toEqual(['access_administrator', 'auditor']);
  });

  it('gives a mix of roles the sum of their actions, and an unknown role nothing', () => {
    expect(actionsOf(['un_contributor', 'panel_expert']).has('case.open')).toBe(true);
    expect(actionsOf(['harbour_master' as Role]).size).toBe(0);
  });

  it('keeps an API key within its user and away from the account', () => {
    expect(mayScope(['panel_expert'], ['record.search', 'case.read'])).toEqual({ allowed: true });
    expect(mayScope(['panel_expert'], ['inspection.submit', 'account.update', 'case.read'])).toMatchObject({
      reasons: [{ code: 'SCOPE_NOT_GRANTED' }, { code: 'SCOPE_OF_THE_ACCOUNT' }],
    });
  });

  it('lets only the owner, and nobody above the own clearance, change a record', () => {
    const actor = { organisationKey: 7, clearance: 1 };
    expect(ownOrganisation(actor, { ownerId: 7, classification: 2 })).toEqual({ allowed: true });
    expect(clearedFor(actor, 1)).toEqual({ allowed: true });
    expect(mayChange(actor, { ownerId: 8, classification: 2 })).toMatchObject({
      reasons: [{ code: 'NOT_THE_OWNER' }, { code: 'ABOVE_CLEARANCE' }],
    });
  });
});
