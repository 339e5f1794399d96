import { NOTICE_KINDS } from '../../records';
import { LANGUAGES } from '../channel.types';
import { composeMail, isPlainAddress } from './mail-text.rules';

const base = 'https://lambi.example';
const recordId = '01900000-0000-7000-8000-0000000000aa';

it.each(LANGUAGES)('says each kind in words of its own, in %s, on one line', (language) => {
  const subjects = NOTICE_KINDS.map((kind) => composeMail([{ kind, recordId }], language, base).subject);
  expect(new Set(subjects).size).toBe(NOTICE_KINDS.length);
  expect(subjects.filter((subject) => /[\r\n]/.test(subject) || subject.includes('undefined'))).toEqual([]);
});

it('links to the record, or to the inbox where there is none, and to the preferences', () => {
  const { text } = composeMail(
    [
      { kind: 'record.recalled', recordId: null },
      { kind: 'record.released', recordId },
    ],
    'fr',
    base,
  );
  expect(text.match(/https:\S+/g)).toEqual([
    `${base}/v1/notifications`,
    `${base}/v1/records/${recordId}`,
    `${base}/v1/notification-preferences`,
  ]);
});

it('names a hundred, and how many more there are', () => {
  const told = Array.from({ length: 130 }, () => ({ kind: 'task.assigned', recordId }) as const);
  const { subject, text } = composeMail(told, 'en', base);
  expect(subject).toBe('Lambi: 130 notifications');
  expect(text).toContain('and 30 more in your inbox');
  expect(text.match(/v1\/records/g)).toHaveLength(100);
});

it.each(['anna@douane.gouv.ht', "o'neil+lambi@un.example", 'a@localhost'])('%s is an address', (address) =>
  expect(isPlainAddress(address)).toBe(true),
);
it.each([
  'anna@x.ht\r\nBcc: all@x.ht',
  'anna@x.ht\n',
  'anna@x.ht, diego@x.do',
  'Anna <anna@x.ht>',
  '"a b"@x.ht',
  'anna@x.ht@evil.example',
  'anna%evil.example@x.ht',
  'anna@[169.254.169.254]',
  'anna@-x.ht',
  'ánna@x.ht',
  '@x.ht',
  '',
])('%j is none', (address) => expect(isPlainAddress(address)).toBe(false));
