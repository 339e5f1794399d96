import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { Metrics } from './metrics';

describe('metrics', () => {
  let server: Server;
  let url: string;
  beforeAll(async () => {
    const metrics = new Metrics();
    metrics.gauge('lambi_answer', 'The answer', () => 42);
    server = await metrics.listen(0, '127.0.0.1');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  it('are served on a port of their own', async () => {
    const text = await (await fetch(`${url}/metrics`)).text();
    expect(text).toContain('lambi_answer 42');
    expect(text).toContain('process_cpu_seconds_total');
    expect(text).toContain('# TYPE lambi_http_request_seconds histogram');
  });

  it('and nothing else is', async () => {
    expect((await fetch(`${url}/v1/inspections`)).status).toBe(404);
  });
});
