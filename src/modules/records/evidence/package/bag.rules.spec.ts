import { attachmentPath, bagInfo, manifestOf, oxumOf, safeName } from './bag.rules';

describe('the name of a file in a bag', () => {
  it.each([
    ['door.jpg', 'door.jpg'],
    ['Scellé coupé à Cap-Haïtien.jpg', 'Scellé coupé à Cap-Haïtien.jpg'],
    ['照片.jpg', '照片.jpg'],
    ['e\u0301te\u0301.jpg', 'été.jpg'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\Users\\anna\\door.jpg', 'C__Users_anna_door.jpg'],
    ['a\r\nb.jpg', 'ab.jpg'],
    ['gpj.\u202eexe', 'gpj.exe'],
    ['50%.jpg', '50%.jpg'],
    ['CON ', 'CON'],
    ['...', 'unnamed'],
    ['', 'unnamed'],
    ['what?*<>|".txt', 'what______.txt'],
  ])('%j is %j', (name, safe) => expect(safeName(name)).toBe(safe));

  it('is cut to what every file system takes, with its ending', () => {
    const name = safeName(`${'é'.repeat(300)}.jpeg`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(120);
    expect(name).toMatch(/é\.jpeg$/);
  });

  it('is never met twice', () => {
    expect(attachmentPath(0, 'CON')).toBe('data/attachments/00001-CON');
    expect(attachmentPath(1, 'con')).toBe('data/attachments/00002-con');
  });
});

describe('the tag files', () => {
  const files = [
    { path: 'data/record.json', size: 10, sha256: 'aa' },
    { path: 'data/attachments/00001-50%.jpg', size: 5, sha256: 'bb' },
  ];

  it('name each file with its hash, the percent sign encoded', () => {
    expect(manifestOf(files)).toBe('aa  data/record.json\nbb  data/attachments/00001-50%25.jpg\n');
  });

  it('count octets and files', () => expect(oxumOf(files)).toBe('15.2'));

  it('say one thing in one line', () => {
    expect(bagInfo([['External-Description', 'a\r\nBagging-Date: 1999-01-01']])).toBe(
      'External-Description: a Bagging-Date: 1999-01-01\n',
    );
  });
});
