import { isUuid, newId } from './ids';

describe('ids', () => {
  it('are version 7, unique, and sort in the order they were made', () => {
    const ids = Array.from({ length: 10_000 }, () => newId());
    expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(
      true,
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(ids);
  });

  it('carry the time they were made', () => {
    const now = Date.now() + 60_000;
    expect(parseInt(newId(now).replaceAll('-', '').slice(0, 12), 16)).toBe(now);
  });

  it.each([
    ['0193f5b2-6c1f-7cc3-9b1a-5d1c2a3b4c5d', true],
    ['0193F5B2-6C1F-7CC3-9B1A-5D1C2A3B4C5D', true],
    ['0193f5b2-6c1f-7cc3-9b1a-5d1c2a3b4c5', false],
    ["0193f5b2-6c1f-7cc3-9b1a-5d1c2a3b4c5d' or 1=1", false],
    [42, false],
    [undefined, false],
  ])('%s is %s', (text, expected) => {
    expect(isUuid(text)).toBe(expected);
  });
});
