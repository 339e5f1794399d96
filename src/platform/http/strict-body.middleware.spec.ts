import { createServer, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Request, Response } from 'express';
import { DomainError } from '../../kernel/domain-error';
import { strictBody, type StrictBodyOptions } from './strict-body.middleware';

const open: { server: Server; sockets: Set<Socket> }[] = [];

/** Every call of `next`, in order: an error code, or 'next'. */
interface Running {
  readonly port: number;
  readonly calls: string[];
  readonly requests: IncomingMessage[];
}

async function serve(options: StrictBodyOptions = {}): Promise<Running> {
  const middleware = strictBody(options);
  const calls: string[] = [];
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    void middleware(request as Request, response as unknown as Response, (error?: unknown) => {
      const code =
        error instanceof DomainError ? error.definition.code : error instanceof Error ? error.message : 'next';
      calls.push(code);
      const fields = error instanceof DomainError ? error.details.fields : undefined;
      response.end(
        JSON.stringify({ code, fields, body: (request as Request).body, unread: request.readableFlowing === null }),
      );
    });
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  open.push({ server, sockets });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, calls, requests };
}

afterEach(async () => {
  for (const { server, sockets } of open.splice(0)) {
    sockets.forEach((socket) => socket.destroy());
    await new Promise((resolve) => server.close(resolve));
  }
});

async function send(
  running: Running,
  body: string | Buffer | undefined,
  headers: Record<string, string> = {},
  method = 'POST',
) {
  const response = await fetch(`http://127.0.0.1:${running.port}/`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: body as string | undefined,
  });
  const answer = (await response.json()) as { code: string; fields?: unknown; body?: unknown; unread: boolean };
  return { ...answer, connection: response.headers.get('connection') };
}

/** Writes bytes on a plain socket and gives all that came back once the server has closed, or `until` has appeared. */
function talk(port: number, text: string, until?: string): Promise<string> {
  return new Promise((resolve) => {
    let received = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (data) => {
      received += data.toString();
      if (until !== undefined && received.includes(until)) socket.destroy();
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve(received));
  });
}

const HEAD = 'POST / HTTP/1.1\r\nHost: lambi\r\nContent-Type: application/json\r\n';

async function eventually(check: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !check(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(check()).toBe(true);
}

describe('accepts', () => {
  it.each([
    'application/json',
    'Application/JSON; charset=UTF-8',
    'application/json;charset="utf-8"',
    'application/merge-patch+json',
  ])('a body of type %s', async (type) => {
    const answer = await send(await serve(), '{"port":"HTPAP"}', { 'content-type': type });
    expect(answer).toMatchObject({ code: 'next', body: { port: 'HTPAP' } });
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('a %s without a body, as undefined', async (method) => {
    const answer = await send(await serve(), undefined, {}, method);
    expect(answer.code).toBe('next');
    expect(answer.body).toBeUndefined();
  });

  it('a chunked body that comes in single bytes, over one connection with the next request', async () => {
    const running = await serve();
    const chunks = [...'{"a":"é"}'].map((c) => `${Buffer.byteLength(c).toString(16)}\r\n${c}\r\n`).join('');
    const head = `${HEAD}Transfer-Encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`;
    const second = `${HEAD}Content-Length: 2\r\nConnection: close\r\n\r\n[]`;
    const received = await talk(running.port, head + second);
    expect(received).toContain('"body":{"a":"é"}');
    expect(received).toContain('"body":[]');
    expect(running.calls).toEqual(['next', 'next']);
  });

  it('a body of exactly the limit', async () => {
    const running = await serve({ maxBytes: 100 });
    const body = (length: number) =>
      `${HEAD}Content-Length: ${length}\r\nConnection: close\r\n\r\n"${'x'.repeat(length - 2)}"`;
    expect(await talk(running.port, body(100))).toContain('"code":"next"');
    expect(await talk(running.port, body(101))).toContain('REQUEST.BODY_TOO_LARGE');
  });

  it('leaves listed types unread for the controller', async () => {
    const answer = await send(await serve({ passThrough: ['application/xml'] }), '<a/>', {
      'content-type': 'application/xml',
    });
    expect(answer).toMatchObject({ code: 'next', unread: true });
    expect(answer.body).toBeUndefined();
  });

  it('does not look at a GET', async () => {
    const received = await talk(
      (await serve()).port,
      'GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{x',
    );
    expect(received).toContain('"code":"next"');
  });
});

describe('refuses', () => {
  it.each([
    'text/plain',
    'application/xml',
    'application/json; charset=utf-16',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    '',
  ])('the content type "%s"', async (type) => {
    const answer = await send(await serve(), '{}', { 'content-type': type });
    expect(answer).toMatchObject({ code: 'REQUEST.UNSUPPORTED_MEDIA_TYPE', connection: 'keep-alive', unread: true });
  });

  it('a wrong type without a declared length, and closes the connection', async () => {
    const head = HEAD.replace('application/json', 'text/plain');
    const received = await talk((await serve()).port, `${head}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n`);
    expect(received).toContain('REQUEST.UNSUPPORTED_MEDIA_TYPE');
    expect(received).toMatch(/Connection: close/i);
  });

  it('a gzip bomb, unread', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, 0x20));
    const answer = await send(await serve(), bomb, { 'content-encoding': 'gzip' });
    expect(answer).toMatchObject({ code: 'REQUEST.UNSUPPORTED_ENCODING', unread: true });
  });

  it('a compressed body of a type that is passed through', async () => {
    const running = await serve({ passThrough: ['application/xml'] });
    const answer = await send(running, gzipSync('<a/>'), {
      'content-type': 'application/xml',
      'content-encoding': 'gzip',
    });
    expect(answer.code).toBe('REQUEST.UNSUPPORTED_ENCODING');
  });

  it('a transfer coding beside chunked', async () => {
    const received = await talk(
      (await serve()).port,
      `${HEAD}Transfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
    );
    expect(received).toContain('REQUEST.UNSUPPORTED_ENCODING');
  });

  it('a declared length over the limit before a byte of the body is sent', async () => {
    const running = await serve();
    const received = await talk(running.port, `${HEAD}Content-Length: 1048577\r\n\r\n`);
    expect(received).toContain('REQUEST.BODY_TOO_LARGE');
    expect(received).toMatch(/Connection: close/i);
  });

  it('a chunked body over the limit', async () => {
    const running = await serve({ maxBytes: 100 });
    const chunk = `40\r\n${'x'.repeat(64)}\r\n`;
    const received = await talk(running.port, `${HEAD}Transfer-Encoding: chunked\r\n\r\n${chunk}${chunk}`);
    expect(received).toContain('REQUEST.BODY_TOO_LARGE');
    expect(running.calls).toEqual(['REQUEST.BODY_TOO_LARGE']);
  });

  it('a chunked body without end, and cuts the sender off', async () => {
    const running = await serve({ maxBytes: 100_000 });
    let written = 0;
    await new Promise<void>((resolve) => {
      const chunk = `2000\r\n${'x'.repeat(8192)}\r\n`;
      let timer: NodeJS.Timeout;
      const socket = connect(running.port, '127.0.0.1', () => {
        socket.write(`${HEAD}Transfer-Encoding: chunked\r\n\r\n`);
        timer = setInterval(() => {
          written += 8192;
          socket.write(chunk);
        }, 1);
      });
      socket.on('error', () => socket.destroy());
      socket.resume().on('close', () => resolve(clearInterval(timer)));
    });
    expect(written).toBeGreaterThan(100_000);
    expect(running.calls).toEqual(['REQUEST.BODY_TOO_LARGE']);
  });

  it('a body that does not arrive in time', async () => {
    const running = await serve({ timeoutMs: 50 });
    const received = await talk(running.port, `${HEAD}Content-Length: 10\r\n\r\n{"a"`);
    expect(received).toContain('REQUEST.TIMEOUT');
    expect(received).toMatch(/Connection: close/i);
    expect(running.calls).toEqual(['REQUEST.TIMEOUT']);
  });

  it('JSON that is cut off, naming where', async () => {
    const answer = await send(await serve(), '{"items":[{"serial":"A1');
    expect(answer).toMatchObject({
      code: 'REQUEST.MALFORMED',
      fields: [{ code: 'SYNTAX', pointer: '/items/0/serial' }],
    });
  });

  it('40,000 nested arrays', async () => {
    const answer = await send(await serve(), '['.repeat(40_000) + ']'.repeat(40_000));
    expect(answer).toMatchObject({ code: 'REQUEST.MALFORMED', fields: [{ code: 'TOO_DEEP' }] });
  });

  it('keeps the connection after malformed JSON, since the body was read whole', async () => {
    expect((await send(await serve(), '{"a":1,"a":2}')).connection).not.toBe('close');
  });
});

describe('a client that goes away', () => {
  it.each(['destroy', 'end'] as const)('is answered once (%s)', async (how) => {
    const running = await serve();
    const socket = connect(running.port, '127.0.0.1', () => socket.write(`${HEAD}Content-Length: 10\r\n\r\n{"a"`));
    socket.on('error', () => undefined).resume();
    await eventually(() => running.requests.length === 1);
    socket[how]();
    await eventually(() => running.calls.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(running.calls).toEqual(['REQUEST.MALFORMED']);
  });

  it('after a refusal changes nothing', async () => {
    const running = await serve({ maxBytes: 100 });
    await talk(running.port, `${HEAD}Content-Length: 1000\r\n\r\n{"a"`, 'BODY_TOO_LARGE');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(running.calls).toEqual(['REQUEST.BODY_TOO_LARGE']);
  });
});
