import { parseSeal, parseSerial } from './serial.rules';

describe('firearm serials', () => {
  it.each([
    ['O1S8Z', 'OISBZ', '01582'],
    ['GLK-B5O2', 'GLK 85O2', 'GLK8502'],
  ])('gives %s and %s one folded key and two plain keys', (one, other, folded) => {
    expect([parseSerial(one).folded, parseSerial(other).folded]).toEqual([folded, folded]);
    expect(parseSerial(one).normalised).not.toBe(parseSerial(other).normalised);
  });

  it('never rewrites the mark as read', () => {
    expect(parseSerial('  aB-0O\n')).toMatchObject({ raw: '  aB-0O\n', normalised: 'AB0O', folded: 'A800' });
  });

  it.each(['[6G8]1234', 'AB*', '12~34'])('takes %s for a pattern and not for a complete number', (raw) => {
    expect(parseSerial(raw)).toMatchObject({ valid: false, flags: [{ code: 'UNREADABLE_CHARACTERS' }] });
  });

  it.each(['NONE', 'N/A', 'filed off', 'Effacé', 'ILEGIBLE', 'limé'])('links %s to nothing', (raw) => {
    expect(parseSerial(raw)).toMatchObject({ normalised: '', folded: '', valid: false });
  });

  it('folds seals too', () => {
    expect(parseSeal('OO7525')).toMatchObject({ kind: 'seal', normalised: 'OO7525', folded: '007525', valid: true });
  });
});
