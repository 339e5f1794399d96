import { ACTIONS, POLICY, readsCasework, ROLES } from '../../src/modules/access';

/* Who may do what, as one table. A change of the policy shows itself here in the diff. */
it('is this table of role and action', () => {
  const width = Math.max(...ACTIONS.map((action) => action.length));
  const head = ['action'.padEnd(width), ...ROLES].join(' | ');
  const rows = ACTIONS.map((action) =>
    [
      action.padEnd(width),
      ...ROLES.map((role) => (POLICY[role].includes(action) ? 'yes' : '-').padEnd(role.length)),
    ].join(' | '),
  );
  expect(`\n${[head, ...rows].join('\n')}\n`).toMatchSnapshot();
});

it('gives every action to somebody, and no role an action twice', () => {
  expect(ACTIONS.filter((action) => !ROLES.some((role) => POLICY[role].includes(action)))).toEqual([]);
  for (const role of ROLES) expect(POLICY[role]).toHaveLength(new Set(POLICY[role]).size);
});

it('keeps casework from whoever administers access or audits', () => {
  const casework =
    /^(record|release|attachment|manifest|shipment|inspection|entity|exchange|incident|case|screening|report)\./;
  for (const role of ['access_administrator', 'auditor'] as const) {
    expect(readsCasework([role])).toBe(false);
    expect(POLICY[role].filter((action) => casework.test(action))).toEqual([]);
  }
});

it('never lets the Panel edit what a State submitted', () => {
  expect(POLICY.panel_expert.filter((action) => /^(inspection|shipment|manifest)\.(?!read)/.test(action))).toEqual([]);
});

it('gives whoever may act on a kind the right to read it', () => {
  const blind = ROLES.flatMap((role) =>
    POLICY[role]
      .filter((action) => {
        const read = `${action.split('.')[0]}.read`;
        return (ACTIONS as readonly string[]).includes(read) && !(POLICY[role] as readonly string[]).includes(read);
      })
      .map((action) => `${role} ${action}`),
  );
  expect(blind).toEqual([]);
});
