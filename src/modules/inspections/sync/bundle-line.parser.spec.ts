import * as fc from 'fast-check';
import { canonicalJson } from '../../../kernel/canonical-json';
import { readBundleLine, sha256OfContent, sha256OfSubmission } from './bundle-line.parser';

const REF = '0193f5b2-6c1f-7000-8000-5d1c2a3b4c5d';
const inspection = { placeCountry: 'HT', items: [{ category: 'FIREARM', quantity: 1 }], narrative: 'sélé' };
const line = {
  clientRef: REF,
  sha256: sha256OfContent(inspection),
  madeAt: '2026-04-05T10:30:00-04:00',
  device: 'tablet',
  photos: [],
  inspection,
};
const read = (value: unknown): any =>
  readBundleLine(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));

describe('a content hash', () => {
  it('is that of RFC 8785: order and white space of what was sent do not matter', () => {
    expect(sha256OfContent({ b: 1, a: 'é' })).toBe(sha256OfContent(JSON.parse(' { "a" : "\\u00e9", "b": 1.0 } ')));
    expect(sha256OfContent({ a: 1 })).toBe('015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862');
  });
  it('leaves the reference out, so that a post by itself and a bundle give the same', () => {
    expect(sha256OfSubmission({ ...inspection, clientRef: REF })).toBe(line.sha256);
  });
});

describe('a line of a bundle', () => {
  it('gives what was written, its reference in lower case', () => {
    expect(read({ ...line, clientRef: REF.toUpperCase() })).toEqual({ line });
  });

  it('is read whatever the order of its members', () => {
    expect(read(canonicalJson(line))).toEqual({ line });
  });

  it.each<[string, unknown, string, string]>([
    ['a reference that is none', { ...line, clientRef: 'x' }, '/clientRef', 'IS_UUID'],
    ['a hash in capitals', { ...line, sha256: line.sha256.toUpperCase() }, '/sha256', 'IS_SHA256'],
    ['a time without its zone', { ...line, madeAt: '2026-04-05T10:30:00' }, '/madeAt', 'IS_INSTANT'],
    ['a device without a name', { ...line, device: '' }, '/device', 'IS_LABEL'],
    ['no photos at all', { ...line, photos: undefined }, '/photos', 'IS_PHOTOS'],
    ['a photo that is a name', { ...line, photos: ['a.jpg'] }, '/photos/0', 'IS_OBJECT'],
    [
      'a photo of half a byte',
      { ...line, photos: [{ name: 'a', sha256: line.sha256, size: 0.5 }] },
      '/photos/0/size',
      'IS_SIZE',
    ],
    [
      'a photo with a path of its own',
      { ...line, photos: [{ name: 'a', sha256: line.sha256, size: 1, path: '/' }] },
      '/photos/0/path',
      'UNKNOWN_FIELD',
    ],
    ['a list for an inspection', { ...line, inspection: [] }, '/inspection', 'IS_OBJECT'],
    ['a member nobody knows', { ...line, 'a/b': 1 }, '/a~1b', 'UNKNOWN_FIELD'],
  ])('with %s is refused, by the field', (_, value, pointer, code) => {
    expect(read(value).fault).toMatchObject({ kind: 'SHAPE', fields: [{ pointer, code }] });
  });

  it('that was changed in one character is refused, or is no longer read, or says the same', () => {
    const text = JSON.stringify(line);
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('0', 'a', '"', '}', ' ', 'é'), (at, character) => {
        const result = read(text.slice(0, at) + character + text.slice(at + 1));
        if ('line' in result) expect(sha256OfContent(result.line.inspection)).toBe(line.sha256);
      }),
      { numRuns: 500 },
    );
  });

  it('that is cut anywhere is no document', () => {
    const text = JSON.stringify(line);
    for (let end = 1; end < text.length; end += 1) expect(read(text.slice(0, end)).fault.kind).toBe('SYNTAX');
  });
});
