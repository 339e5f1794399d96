import { EventEmitter } from 'node:events';
import type { Request, Response } from 'express';
import { InFlight } from './in-flight';

class FakeResponse extends EventEmitter {
  readonly headers: Record<string, string> = {};
  setHeader(name: string, value: string): void {
    this.headers[name] = value;
  }
}

const send = (inFlight: InFlight, path = '/v1/inspections'): { response: FakeResponse; refused: unknown } => {
  const response = new FakeResponse();
  let refused: unknown;
  void inFlight.middleware(
    { path } as Request,
    response as unknown as Response,
    (error?: unknown) => (refused = error),
  );
  return { response, refused };
};

describe('requests in flight', () => {
  it('beyond the limit are refused at once, and health is always answered', () => {
    const inFlight = new InFlight(2);
    const first = send(inFlight);
    send(inFlight);
    expect(send(inFlight).refused).toMatchObject({
      definition: { code: 'COMMON.UNAVAILABLE' },
      details: { retryAfter: 1 },
    });
    expect(send(inFlight, '/health/live').refused).toBeUndefined();
    first.response.emit('close');
    expect(send(inFlight).refused).toBeUndefined();
  });

  it('are finished before draining ends, and lines are closed after their answer', async () => {
    const inFlight = new InFlight(10);
    const running = send(inFlight);
    let drained = false;
    const done = inFlight.drain().then(() => (drained = true));
    await new Promise(setImmediate);
    expect(drained).toBe(false);
    expect(send(inFlight).response.headers.Connection).toBe('close');
    running.response.emit('close');
    await new Promise(setImmediate);
    expect(drained).toBe(false);
    expect(inFlight.current).toBe(1);
    expect(done).toBeInstanceOf(Promise);
  });
});
