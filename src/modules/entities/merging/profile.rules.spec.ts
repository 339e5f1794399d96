import { knownBy, mergeMembers } from './profile.rules';

const said = (prop: string, value: string, source: string) => ({ prop, value, source });

describe('a merged profile', () => {
  it('keeps every statement with its member and its source, also where two disagree or say the same', () => {
    const merged = mergeMembers([
      {
        id: 'e2',
        schema: 'Company',
        statements: [said('name', 'LAKAY SA', 'register'), said('country', 'HT', 'register')],
      },
      {
        id: 'e1',
        schema: 'Organization',
        statements: [said('name', 'LAKAY SA', 'bill'), said('country', 'DO', 'bill')],
      },
    ]);
    expect(merged).toMatchObject({ canonicalId: 'e1', schema: 'Company' });
    expect(
      merged.statements.map(({ entityId, statement }) => `${entityId} ${statement.value} ${statement.source}`),
    ).toEqual(['e1 LAKAY SA bill', 'e1 DO bill', 'e2 LAKAY SA register', 'e2 HT register']);
  });

  it('of a day has what had been said by then', () => {
    const statements = [{ firstSeen: '2026-01-01T00:00:00.000Z' }, { firstSeen: '2026-02-01T00:00:00.001Z' }];
    expect(knownBy(statements, undefined)).toHaveLength(2);
    expect(knownBy(statements, new Date('2026-02-01T00:00:00Z'))).toEqual([statements[0]]);
    expect(knownBy(statements, new Date('2026-02-01T00:00:00.001Z'))).toHaveLength(2);
  });
});
