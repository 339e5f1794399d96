import { NOT_PUBLIC_V4, NOT_PUBLIC_V6 } from './address-ranges.cases';
import { isPublicAddress, mayBeCalled } from './address.rules';

const none = { ports: [443], allowed: [] };

describe('an address', () => {
  it.each([
    '8.8.8.8',
    '172.15.255.255',
    '172.32.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '169.253.255.255',
    '223.255.255.255',
    '11.0.0.0',
    '2a00:1450:4001::1',
    '2606:4700::1111',
    '2001:200::1',
  ])('%s is public', (address) => expect(isPublicAddress(address)).toEqual({ allowed: true }));
  it.each([
    ...[
      '0.0.0.0',
      '0.1.2.3',
      '10.1.2.3',
      '100.64.0.1',
      '100.127.255.255',
      '127.0.0.1',
      '127.255.255.254',
      '169.254.169.254',
      '172.16.0.1',
    ],
    ...[
      '172.31.255.255',
      '192.0.0.8',
      '192.168.1.1',
      '198.18.0.1',
      '198.19.255.255',
      '224.0.0.1',
      '239.1.1.1',
      '240.0.0.1',
      '255.255.255.255',
    ],
    ...[
      '::',
      '::1',
      '::ffff:8.8.8.8',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '::127.0.0.1',
      '64:ff9b::8.8.8.8',
      '64:ff9b::a9fe:a9fe',
      '64:ff9b:1::1',
    ],
    ...[
      '100::1',
      'fc00::1',
      'fd00:ec2::254',
      'fe80::1',
      'fec0::1',
      'ff02::1',
      '2001::1',
      '2001:db8::1',
      '2002:7f00:1::',
      '2002:a9fe:a9fe::',
      '3fff::1',
      '5f00::1',
    ],
  ])('%s is not', (address) =>
    expect(isPublicAddress(address)).toMatchObject({ allowed: false, reasons: [{ code: 'NOT_PUBLIC' }] }),
  );
  it.each([
    '',
    'localhost',
    '0177.0.0.1',
    '0x7f.1',
    '2130706433',
    '127.1',
    '1.2.3.256',
    '1.2.3',
    'fe80::1%eth0',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7:8:9',
    '12345::',
    'g::1',
    '::1.2.3.256',
  ])('%j is no address', (address) =>
    expect(isPublicAddress(address)).toMatchObject({ allowed: false, reasons: [{ code: 'NOT_AN_ADDRESS' }] }),
  );
});

it.each([...NOT_PUBLIC_V4, ...NOT_PUBLIC_V6])('the first address of %s is refused: %s', (block) => {
  expect(isPublicAddress(block.split('/')[0]!).allowed).toBe(false);
});

describe('a webhook', () => {
  it.each([
    'https://hooks.douane.gouv.ht/lambi',
    'https://hooks.example.org:443/a?b=c',
    'https://8.8.8.8/',
    'https://[2606:4700::1111]/',
  ])('may go to %s', (url) => expect(mayBeCalled(url, none)).toEqual({ allowed: true }));
  it.each([
    ['http://hooks.example.org/', 'NOT_HTTPS'],
    ['ftp://hooks.example.org/', 'NOT_HTTPS'],
    ['file:///etc/passwd', 'NOT_HTTPS'],
    ['hooks.example.org', 'NOT_A_URL'],
    ['https://', 'NOT_A_URL'],
    ['https://user:pass@hooks.example.org/', 'WITH_CREDENTIALS'],
    ['https://8.8.8.8@169.254.169.254/', 'WITH_CREDENTIALS'],
    ['https://hooks.example.org/#secret', 'WITH_FRAGMENT'],
    ['https://hooks.example.org:8443/', 'PORT_NOT_ALLOWED'],
    ['https://hooks.example.org:22/', 'PORT_NOT_ALLOWED'],
    ['https://169.254.169.254/latest/meta-data', 'NOT_PUBLIC'],
    ['https://127.0.0.1/', 'NOT_PUBLIC'],
    ['https://2130706433/', 'NOT_PUBLIC'], // 127.0.0.1 as one number
    ['https://0177.0.0.1/', 'NOT_PUBLIC'], // octal
    ['https://0x7f.0.0.1/', 'NOT_PUBLIC'], // hex
    ['https://0x7f000001/', 'NOT_PUBLIC'],
    ['https://127.1/', 'NOT_PUBLIC'],
    ['https://0/', 'NOT_PUBLIC'],
    ['https://①②⑦.0.0.1/', 'NOT_PUBLIC'], // full-width and circled digits are digits to a URL
    ['https://[::1]/', 'NOT_PUBLIC'],
    ['https://[::ffff:169.254.169.254]/', 'NOT_PUBLIC'],
    ['https://[64:ff9b::a9fe:a9fe]/', 'NOT_PUBLIC'],
    ['https://localhost/', 'NOT_PUBLIC'],
    ['https://LOCALHOST./', 'NOT_PUBLIC'],
    ['https://a.localhost/', 'NOT_PUBLIC'],
    ['https://metadata.google.internal/', 'NOT_PUBLIC'],
    ['https://postgres/', 'NOT_PUBLIC'],
    ['https://nas.local/', 'NOT_PUBLIC'],
  ])('may not go to %s: %s', (url, code) =>
    expect(mayBeCalled(url, none)).toMatchObject({ allowed: false, reasons: [{ code }] }),
  );

  it('may go to a host of an own network that the operator has named, at that port alone', () => {
    const own = { ports: [443], allowed: ['hooks.internal', 'localhost:9443'] };
    expect(mayBeCalled('https://hooks.internal/x', own).allowed).toBe(true);
    expect(mayBeCalled('https://localhost:9443/x', own).allowed).toBe(true);
    expect(mayBeCalled('https://localhost/x', own).allowed).toBe(false);
    expect(mayBeCalled('https://hooks.internal:8443/x', own).allowed).toBe(false);
    expect(mayBeCalled('http://localhost:9443/x', own).allowed).toBe(false);
  });
});
