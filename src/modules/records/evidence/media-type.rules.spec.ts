import { sniffMediaType } from './media-type.rules';
import { contradicts } from './type-claim.rules';

const zip = (...names: string[]): Buffer =>
  Buffer.concat(names.flatMap((name) => [Buffer.from('504b030414000000', 'hex'), Buffer.alloc(22), Buffer.from(name)]));
const ftyp = (brand: string): Buffer => Buffer.from(`\0\0\0\x18ftyp${brand}\0\0\0\0`, 'latin1');
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

describe('what the first bytes say', () => {
  it.each<[string, Buffer | string, string]>([
    ['a JPEG', Buffer.from('ffd8ffe000104a46', 'hex'), 'image/jpeg'],
    ['a PNG', Buffer.from('89504e470d0a1a0a', 'hex'), 'image/png'],
    ['a GIF', 'GIF89a', 'image/gif'],
    ['a TIFF', Buffer.from('49492a00', 'hex'), 'image/tiff'],
    ['a WebP', Buffer.from('524946460000000057454250', 'hex'), 'image/webp'],
    ['a photo of an iPhone', ftyp('heic'), 'image/heic'],
    ['an AVIF', ftyp('avif'), 'image/avif'],
    ['a film', ftyp('isom'), 'video/mp4'],
    ['a film of an iPhone', ftyp('qt  '), 'video/quicktime'],
    ['a PDF', '%PDF-1.7', 'application/pdf'],
    ['a ZIP', zip('photo.jpg'), 'application/zip'],
    ['a Word document', zip('[Content_Types].xml', 'word/document.xml'), DOCX],
    ['a workbook', zip('[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml'), XLSX],
    [
      'an OpenDocument text',
      zip('mimetypeapplication/vnd.oasis.opendocument.text', 'content.xml'),
      'application/vnd.oasis.opendocument.text',
    ],
    [
      'a program for Windows, whatever its name',
      Buffer.from('4d5a9000', 'hex'),
      'application/vnd.microsoft.portable-executable',
    ],
    ['an XML document', '<?xml version="1.0"?><Awmds/>', 'application/xml'],
    [
      'an SVG',
      '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      'image/svg+xml',
    ],
    ['an SVG without a declaration', '\ufeff  <svg onload="alert(1)"/>', 'image/svg+xml'],
    ['a page', '<!DOCTYPE html><script>alert(1)</script>', 'text/html'],
    ['a shell script', '#!/bin/sh\nrm -rf /', 'text/x-shellscript'],
    ['plain text', 'Vu au port, scellé coupé', 'text/plain'],
    ['text in UTF-16', Buffer.from('\ufeffVu au port', 'utf16le'), 'text/plain'],
    ['text that is cut in the midst of a letter', Buffer.from('scellé').subarray(0, 6), 'text/plain'],
    ['bytes that are no text', Buffer.from('00ff00ff', 'hex'), 'application/octet-stream'],
    ['nothing', '', 'application/octet-stream'],
  ])('of %s', (_, bytes, type) => {
    expect(sniffMediaType(Buffer.from(bytes as string))).toBe(type);
  });
});

describe('a declared type', () => {
  it.each([
    ['image/jpeg', 'door.jpg', 'image/jpeg', false],
    ['image/jpg', 'door.jpg', 'image/jpeg', false],
    ['image/jpeg; charset=binary', 'door.jpg', 'image/png', true],
    ['image/jpeg', 'door.jpg', 'application/vnd.microsoft.portable-executable', true],
    ['image/jpeg', 'door.jpg', 'application/octet-stream', true],
    ['image/jpeg', 'door.jpg', 'text/plain', true],
    ['image/png', 'door.png', 'image/svg+xml', true],
    ['image/svg+xml', 'plan.svg', 'text/plain', true],
    ['text/csv', 'list.csv', 'text/plain', false],
    ['application/json', 'list.json', 'text/plain', false],
    ['text/csv', 'list.csv', 'application/zip', true],
    ['text/plain', 'note.txt', 'text/html', true],
    ['text/xml', 'manifest.xml', 'application/xml', false],
    ['application/zip', 'a.zip', DOCX, true],
    ['application/msword', 'a.doc', 'application/x-ole-storage', false],
    ['video/quicktime', 'a.mov', 'video/mp4', false],
    ['application/x-cellebrite', 'phone.ufd', 'application/octet-stream', false],
    ['application/octet-stream', 'door.jpg', 'image/jpeg', false],
    ['application/octet-stream', 'door.jpg', 'application/x-elf', true],
    ['application/octet-stream', 'phone.ufd', 'application/zip', false],
    ['application/octet-stream', 'constructor', 'application/zip', false],
  ])('%s of %s, where the bytes say %s: lies %s', (declared, name, sniffed, lies) => {
    expect(contradicts(declared, name, sniffed)).toBe(lies);
  });
});
