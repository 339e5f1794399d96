import { readCell, writeCell, writeRow } from './csv-cell.rules';

describe('a cell', () => {
  it.each([
    ['Jean Pierre', 'Jean Pierre'],
    ['=1+1', "'=1+1"],
    ['+509 3701 2345', "'+509 3701 2345"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ["'=quoted", "''=quoted"],
    ["d'Haïti", "d'Haïti"],
    ['a,b', '"a,b"'],
    ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
  ])('%j is written %j and read back', (text, written) => {
    expect(writeCell(text)).toBe(written);
    const bare = written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written;
    expect(readCell(bare)).toBe(text);
  });

  it('of a stranger keeps its apostrophe where it guards nothing', () => {
    expect(readCell("'t Hart")).toBe("'t Hart");
  });

  it('ends a row as RFC 4180 says', () => {
    expect(writeRow(['a', 'b\nc'])).toBe('a,"b\nc"\r\n');
  });
});
