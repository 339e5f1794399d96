import { containerAlternatives, containerCheckDigit, isContainerNumber, parseContainer } from './container.rules';

describe('container numbers', () => {
  it.each([
    ['CSQU305438', '3'],
    ['HLCU000002', '0'],
    ['OTEU122380', '8'],
    ['CSQX305438', undefined],
    ['CSQU30543', undefined],
  ])('gives for %s the check digit %s', (firstTen, expected) => {
    expect(containerCheckDigit(firstTen)).toBe(expected);
  });

  it('offers the expected digit beside a wrong one', () => {
    expect(parseContainer('CMCU1223808').flags).toEqual([
      {
        code: 'CHECK_DIGIT_MISMATCH',
        detail: expect.stringContaining('expected'),
        expected: expect.stringMatching(/^\d$/),
      },
    ]);
    expect(parseContainer('CSQU3054384').flags[0]?.expected).toBe('3');
  });

  it('offers the digit that is missing from a number of ten characters', () => {
    expect(parseContainer('CSQU305438').flags[0]).toMatchObject({ code: 'NOT_OF_THE_FORM', expected: '3' });
  });

  it.each([
    ['C5QU3O54383', ['CSQU3054383']],
    ['CSQU30S4383', ['CSQU3054383']],
    ['M5KU6OII67Z', ['MSKU6011672']],
    ['M5KU6OII673', []],
    ['CSQU3054383', []],
    ['CSQX3054383', []],
  ])('explains %s by look-alikes as %j', (misread, alternatives) => {
    expect(containerAlternatives(misread)).toEqual(alternatives);
  });

  it('catches every single wrong digit unless a remainder of 10 is read as 0', () => {
    const good = 'CSQU3054383';
    const missed = [4, 5, 6, 7, 8, 9].flatMap((position) =>
      [...'0123456789']
        .filter((digit) => digit !== good[position])
        .map((digit) => good.slice(0, position) + digit + good.slice(position + 1))
        .filter(isContainerNumber),
    );
    expect(missed).toEqual([]);
  });
});
