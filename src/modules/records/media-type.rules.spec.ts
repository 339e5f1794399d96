import { sniffMediaType } from './media-type.rules';

describe('what the first bytes say', () => {
  it.each([
    ['a JPEG', 'ffd8ffe000104a46', 'image/jpeg'],
    ['a PNG', '89504e470d0a1a0a', 'image/png'],
    ['a PDF', '255044462d312e37', 'application/pdf'],
    ['a program for Windows, whatever its name', '4d5a9000', 'application/vnd.microsoft.portable-executable'],
    ['a WebP', '524946460000000057454250', 'image/webp'],
    ['plain text', '68656c6c6f', 'application/octet-stream'],
    ['nothing', '', 'application/octet-stream'],
  ])('of %s', (_, hex, type) => {
    expect(sniffMediaType(Buffer.from(hex, 'hex'))).toBe(type);
  });
});
