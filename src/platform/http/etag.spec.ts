import { COMMON } from '../../kernel/common.errors';
import { etagOf, versionFrom } from './etag';

describe('If-Match', () => {
  it('gives back the version of an ETag of ours', () => {
    expect(versionFrom(etagOf(7))).toBe(7);
  });

  it.each([
    [undefined, COMMON.VERSION_REQUIRED],
    ['', COMMON.VERSION_REQUIRED],
    ['*', COMMON.VERSION_MISMATCH],
    ['W/"v7"', COMMON.VERSION_MISMATCH],
    ['"v7", "v8"', COMMON.VERSION_MISMATCH],
    ['"v99999999999"', COMMON.VERSION_MISMATCH],
  ])('refuses %s', (header, definition) => {
    expect(() => versionFrom(header)).toThrow(expect.objectContaining({ definition }));
  });
});
