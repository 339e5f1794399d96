import { setTimeout as wait } from 'node:timers/promises';
import { type ApiClient, expectStatus } from './api-client';

/** Asks until the answer is as wanted; gives the last one. */
async function until(api: ApiClient, path: string, isThere: (items: any[]) => boolean): Promise<any[]> {
  let items: any[] = [];
  for (const deadline = Date.now() + 90_000; Date.now() < deadline;) {
    ({
      body: { items },
    } = await expectStatus(200, api.get(path)));
    if (isThere(items)) return items;
    await wait(50);
  }
  throw new Error(`${path} never became what was waited for: ${JSON.stringify(items)}`);
}

/** Alerts of a record, once there are so many. */
export const alertsOf = (api: ApiClient, recordId: string, count: number): Promise<any[]> =>
  until(api, `/v1/alerts?recordId=${recordId}`, (items) => items.length === count);

/** The run that took what a version brought, once it has ended. */
export async function runOf(api: ApiClient, listId: string, version: number): Promise<any> {
  const isIt = (run: any): boolean => run.listId === listId && run.version === version && run.state === 'FINISHED';
  return (await until(api, '/v1/screening/runs?limit=200', (items) => items.some(isIt))).find(isIt);
}

/** The run that followed a change of a record: the newest of so many. */
export async function runsOfRecord(api: ApiClient, recordId: string, count: number): Promise<any[]> {
  const ofIt = (items: any[]): any[] => items.filter((run) => run.recordId === recordId);
  return ofIt(await until(api, '/v1/screening/runs?limit=200', (items) => ofIt(items).length === count));
}

export const judge = (
  api: ApiClient,
  { id, version }: { id: string; version: number },
  decision: string,
  reason = 'Compared with the passport',
) => api.post(`/v1/alerts/${id}/judgements`, { decision, reason }, { headers: { 'if-match': `"v${version}"` } });
