import net, { type AddressInfo } from 'node:net';
import type { LookupAddress } from 'node:dns';
import { AUTHORITY_FILE, plainly, type Receiver, startReceiver } from '../support/webhook-receiver';
import { readConfig } from '../../src/platform/config/config';
import { type Attempt, WebhookSender } from '../../src/modules/notifications/webhooks/webhook-sender.service';

/* What a hostile name server, receiver or address can do to a request of ours. Everything happens on this machine. */
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
beforeEach(() => {
  receiver.received.length = 0;
  receiver.answer(plainly(200));
});
afterAll(() => receiver.close());

const LOOPBACK: LookupAddress = { address: '127.0.0.1', family: 4 };

interface Given {
  readonly url?: string;
  /** What the name server says, time after time. */
  readonly says?: readonly (readonly LookupAddress[])[];
  readonly allow?: string;
  readonly ports?: string;
  readonly authority?: boolean;
  readonly totalMs?: number;
}

async function send({ url, says = [[LOOPBACK]], allow, ports, authority = true, totalMs = 2_000 }: Given = {}): Promise<
  Attempt & { asked: number }
> {
  let asked = 0;
  const config = readConfig({
    WEBHOOK_ALLOW: allow ?? `hooks.test:${receiver.port}`,
    WEBHOOK_PORTS: ports ?? '443',
    ...(authority && { WEBHOOK_CA_FILE: AUTHORITY_FILE }),
  });
  const sender = new WebhookSender(
    { config },
    {
      resolve: (_, done) => done(null, says[Math.min(asked++, says.length - 1)]!),
      ...{ connectMs: 500, totalMs, mostAnswerBytes: 64 * 1024 },
    },
  );
  const request = { url: url ?? `https://hooks.test:${receiver.port}/in`, headers: { 'x-a': 'b' }, body: '{"id":"é"}' };
  return { ...(await sender.send(request)), asked };
}

it('is received whole, at a named host vouched for by its own authority', async () => {
  expect(await send()).toMatchObject({ status: 200, fault: null, asked: 1 });
  expect(receiver.received).toMatchObject([{ body: '{"id":"é"}', headers: { 'x-a': 'b', 'content-length': '11' } }]);
});

describe('a name server that lies', () => {
  // The receiver's port is let through, so that only the address can stop what would otherwise arrive.
  const anywhere = (): Given => ({ url: `https://rebind.example:${receiver.port}/`, ports: `443,${receiver.port}` });
  const PUBLIC: LookupAddress = { address: '93.184.215.14', family: 4 };

  it.each([
    ...['127.0.0.1', '169.254.169.254', '10.0.0.1', '172.16.0.1', '192.168.0.1', '100.64.0.1', '0.0.0.0', '224.0.0.1'],
    ...[
      '::1',
      '::ffff:127.0.0.1',
      '::ffff:a9fe:a9fe',
      '64:ff9b::7f00:1',
      'fd00::1',
      'fe80::1',
      '2002:7f00:1::',
      '2001:0:1::',
    ],
  ])('with %s reaches nothing', async (address) => {
    const attempt = await send({ ...anywhere(), says: [[{ address, family: address.includes(':') ? 6 : 4 }]] });
    expect(attempt).toMatchObject({ status: null, fault: 'ADDRESS_NOT_PUBLIC', asked: 1 });
    expect(receiver.received).toEqual([]);
  });

  it('with one public address among inside ones reaches nothing', async () => {
    expect(await send({ ...anywhere(), says: [[PUBLIC, LOOPBACK]] })).toMatchObject({ fault: 'ADDRESS_NOT_PUBLIC' });
    expect(receiver.received).toEqual([]);
  });

  it('is asked once for each connection: what it says the second time is judged, not trusted (rebinding)', async () => {
    // First it would have told a check before the connection something public; the socket's own question gets the inside address.
    const says = [[LOOPBACK], [PUBLIC]];
    expect(await send({ ...anywhere(), says })).toMatchObject({ fault: 'ADDRESS_NOT_PUBLIC', asked: 1 });
    expect(receiver.received).toEqual([]);
  });

  it('with no address at all is a fault', async () => {
    expect(await send({ ...anywhere(), says: [[]] })).toMatchObject({ fault: 'NO_ADDRESS' });
  });
});

it.each([
  'https://127.0.0.1/',
  'https://2130706433/',
  'https://[::1]/',
  'https://169.254.169.254/',
  'http://hooks.example/',
  'https://hooks.example:22/',
])('an address that slipped into the database is refused again: %s', async (url) =>
  expect(await send({ url })).toMatchObject({ fault: 'ADDRESS_REFUSED', asked: 0 }),
);

describe('a receiver', () => {
  it('that redirects to localhost is not followed', async () => {
    receiver.answer(plainly(302, { location: `https://localhost:${receiver.port}/inside` }));
    expect(await send()).toMatchObject({ status: 302, fault: 'REDIRECTED' });
    expect(receiver.received).toHaveLength(1);
  });

  it.each([400, 404, 410, 500, 503])('that answers %i has refused', async (status) => {
    receiver.answer(plainly(status));
    expect(await send()).toMatchObject({ status, fault: 'REFUSED' });
  });

  it('that answers without end is cut off at 64 kB, and has received', async () => {
    let written = 0;
    receiver.answer((_, response) => {
      response.writeHead(200);
      const more = (): void => {
        written += 16_384;
        if (!response.destroyed && written < 64 * 1024 * 1024)
          response.write(Buffer.alloc(16_384), () => setImmediate(more));
      };
      more();
    });
    expect(await send()).toMatchObject({ status: 200, fault: null });
    expect(written).toBeLessThan(32 * 1024 * 1024);
  });

  it('that answers a byte at a time is cut off when the time is over (slow loris)', async () => {
    receiver.answer((_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => (response.destroyed ? clearInterval(drip) : response.write('x')), 20);
    });
    const attempt = await send({ totalMs: 300 });
    expect(attempt).toMatchObject({ status: null, fault: 'TIMEOUT' });
    expect(attempt.tookMs).toBeLessThan(1_500);
  });

  it('that never answers is too', async () => {
    receiver.answer(() => undefined);
    expect(await send({ totalMs: 200 })).toMatchObject({ status: null, fault: 'TIMEOUT' });
  });

  it('that accepts and never speaks TLS is given up before that', async () => {
    const sockets = new Set<net.Socket>();
    const silent = net.createServer((socket) => void sockets.add(socket.on('error', () => undefined)));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const attempt = await send({ url: `https://hooks.test:${port}/`, allow: `hooks.test:${port}` });
    expect(attempt).toMatchObject({ fault: 'CONNECT_TIMEOUT' });
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => silent.close(resolve));
  });

  it('that nobody vouches for is told nothing', async () => {
    expect(await send({ authority: false })).toMatchObject({ status: null, fault: 'CERTIFICATE_REFUSED' });
    const other = `wrong-name.test:${receiver.port}`;
    expect(await send({ url: `https://${other}/`, allow: other })).toMatchObject({ fault: 'CERTIFICATE_REFUSED' });
    expect(receiver.received).toEqual([]);
  });

  it('that is away is a fault and no exception', async () => {
    expect(await send({ url: 'https://hooks.test:1/', allow: 'hooks.test:1' })).toMatchObject({
      fault: 'ECONNREFUSED',
    });
  });

  it('whose headers break into the answer changes nothing', async () => {
    receiver.answer((request) => request.socket.end('HTTP/1.1 200 OK\r\nX: \u0000\r\n\r\n'));
    expect((await send()).fault).toMatch(/^(HPE_|CUT_OFF|CONNECTION_FAILED)/);
  });
});
