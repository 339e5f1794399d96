import type { TableField } from '../readers/table-columns.cases';
import { mayBeManifest } from './manifest-sniff.rules';

const verdictOf = (head: Buffer | string): string => {
  const verdict = mayBeManifest(Buffer.from(head as string));
  return verdict.allowed ? 'allowed' : verdict.reasons.map(({ code }) => code).join();
};
const bigEndian = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le').swap16();

it.each([
  ['plain', '<Awmds><General_segment>'],
  ['with declaration, comment and instruction', '<?xml version="1.0"?>\n<!-- a - b --><?style x?>\n<Awmds>'],
  ['with a byte order mark', '\ufeff<?xml version="1.0"?><Awmds/>'],
  ['in UTF-16', Buffer.from('\ufeff<?xml version="1.0"?><Awmds/>', 'utf16le')],
  ['in UTF-16, big endian', bigEndian('<Awmds/>')],
  ['with a prefix', '<ns2:Awmds xmlns:ns2="x">'],
  ['behind a comment longer than what was looked at', `<!-- ${'x'.repeat(5000)}`],
  ['cut within its root', '<Awm'],
  ['of another kind', '<Awbolds><Bol_segment>'],
  ['of one bill', '<AsycudaWorld_Manifest>'],
  ['in EDIFACT', "UNB+UNOA:1+CARRIER+HTCAP'UNH+1+CUSCAR:D:95B:UN'"],
  ['in EDIFACT, its first message not yet seen', "UNA:+.? 'UNB+UNOA:1+CARRIER+HTCAP'"],
  ['as a table', 'BL No;Consignee\nB1;x'],
  ['as a workbook', 'PK\u0003\u0004\u0014'],
])('lets a manifest pass: %s', (_, head) => {
  expect(verdictOf(head)).toBe('allowed');
});

it('lets a table pass whose columns a map names', () => {
  const head = Buffer.from('Doc;Kilos\nD1;4');
  expect(mayBeManifest(head).allowed).toBe(false);
  const columns = new Map<string, TableField>([
    ['doc', 'bl_no'],
    ['kilos', 'gross_kg'],
  ]);
  expect(mayBeManifest(head, { columns }).allowed).toBe(true);
});

it.each([
  ['EMPTY', ''],
  ['DOCTYPE_REFUSED', '<!DOCTYPE Awmds SYSTEM "file:///etc/passwd"><Awmds/>'],
  ['DOCTYPE_REFUSED', '<?xml version="1.0"?>\n<!-- x -->\n<!doctype Awmds><Awmds/>'],
  ['DOCTYPE_REFUSED', Buffer.from('\ufeff<!DOCTYPE Awmds><Awmds/>', 'utf16le')],
  ['NOT_XML', '< Awmds>'],
  ['UNEXPECTED_ROOT', "UNB+UNOA:1+A+B'UNH+1+IFTMIN:D:96A:UN'"],
  ['UNKNOWN_FORMAT', 'name,address\nx,y\n'],
  ['ENCRYPTED', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
  ['UNKNOWN_FORMAT', Buffer.from([0x1f, 0x8b, 0x08])],
  ['UNEXPECTED_ROOT', '<html><body>'],
])('answers %s at once', (code, head) => {
  expect(verdictOf(head)).toBe(code);
});
