import { contentDispositionOf, digestFrom } from './file-headers';

describe('file headers', () => {
  it('reads a digest', () => {
    const digest = Buffer.alloc(32, 7);
    expect(digestFrom(`sha-256=:${digest.toString('base64')}:`)).toEqual(digest);
    expect(digestFrom(undefined)).toBeNull();
    expect(() => digestFrom('sha-256=:short:')).toThrow('REQUEST.INVALID');
  });

  it.each([
    ['door.jpg', `attachment; filename="door.jpg"; filename*=UTF-8''door.jpg`],
    ['évidence "1".pdf', `attachment; filename="_vidence _1_.pdf"; filename*=UTF-8''%C3%A9vidence%20%221%22.pdf`],
    ['a\r\nSet-Cookie: x', `attachment; filename="a__Set-Cookie: x"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20x`],
  ])('names %j safely', (name, header) => {
    expect(contentDispositionOf(name)).toBe(header);
  });
});
