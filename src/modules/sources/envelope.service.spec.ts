import { randomBytes } from 'node:crypto';
import type { Runtime } from '../../platform/config/runtime';
import { Envelope } from './envelope.service';

const withKeys = (envelope: Buffer, ...envelopesBefore: Buffer[]): Envelope =>
  new Envelope({ keys: { envelope, envelopesBefore } } as unknown as Runtime);
const [current, next] = [randomBytes(32), randomBytes(32)];
const envelope = withKeys(current);
const place = { sourceId: 'a', ownerKey: 7 };
const content = { identity: 'Oloferne', contact: '+509 3700 0000' };
const { dataKey, keyId, wrapped } = envelope.newKey(place);
const sealed = envelope.seal(dataKey, place, 'content', 1, content);

describe('what is sealed', () => {
  it('opens where it was sealed, and says nothing before', () => {
    expect(envelope.open(envelope.unwrap(place, { keyId, wrapped }), place, 'content', 1, sealed)).toEqual(content);
    expect(sealed.includes('Oloferne')).toBe(false);
    expect(sealed.length).toBe(envelope.seal(dataKey, place, 'content', 1, { identity: 'X' }).length);
  });

  it.each([
    ['another source', { ...place, sourceId: 'b' }, 'content', 1],
    ['another owner', { ...place, ownerKey: 8 }, 'content', 1],
    ['another purpose', place, 'card', 1],
    ['another version', place, 'content', 2],
  ] as const)('does not open in the place of %s', (_, where, purpose, version) => {
    expect(() => envelope.open(dataKey, where, purpose, version, sealed)).toThrow('SOURCE.UNREADABLE');
    expect(() => envelope.unwrap({ ...where, sourceId: 'c' }, { keyId, wrapped })).toThrow('SOURCE.UNREADABLE');
  });

  it('does not open with any part altered or cut off', () => {
    for (const at of [0, 11, 12, 27, 28, sealed.length - 1]) {
      const altered = Buffer.from(sealed);
      altered[at]! ^= 1;
      expect(() => envelope.open(dataKey, place, 'content', 1, altered)).toThrow('SOURCE.UNREADABLE');
    }
    for (const length of [0, 12, 16, 27, 28, sealed.length - 1])
      expect(() => envelope.open(dataKey, place, 'content', 1, sealed.subarray(0, length))).toThrow(
        'SOURCE.UNREADABLE',
      );
  });

  it('does not open under a key that is not configured, or under another name', () => {
    expect(() => withKeys(next).unwrap(place, { keyId, wrapped })).toThrow('SOURCE.UNREADABLE');
    const both = withKeys(next, current);
    expect(() => both.unwrap(place, { keyId: both.currentKeyId, wrapped })).toThrow('SOURCE.UNREADABLE');
  });

  it('opens after its key was wrapped anew, without the key of before', () => {
    const rewrapped = withKeys(next, current).rewrap(place, { keyId, wrapped });
    expect(withKeys(next).open(withKeys(next).unwrap(place, rewrapped), place, 'content', 1, sealed)).toEqual(content);
  });
});

it('remembers a body by what only the key can make', () => {
  expect(envelope.fingerprint(content)).toBe(envelope.fingerprint({ ...content }));
  expect(envelope.fingerprint(content)).not.toBe(withKeys(next).fingerprint(content));
});
