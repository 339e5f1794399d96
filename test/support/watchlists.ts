import { type Answer, type ApiClient, expectStatus } from './api-client';

/** Sends a version and waits until its import has ended; gives the version as it then is. */
export async function sendList(api: ApiClient, listId: string, file: string, status: 200 | 202): Promise<Answer> {
  const sent = await expectStatus(
    status,
    api.post(`/v1/watchlists/${listId}/versions?fileName=list.txt`, undefined, {
      raw: Buffer.from(file),
      headers: { 'content-type': 'application/octet-stream' },
    }),
  );
  for (const deadline = Date.now() + 60_000; Date.now() < deadline;) {
    const answer = await expectStatus(200, api.get(`/v1/watchlist-versions/${sent.body.id}`));
    if (!['QUEUED', 'READING'].includes(answer.body.status)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the import of the list did not end');
}

/** A list with a first version that is live. */
export async function importedList(api: ApiClient, list: object, file: string): Promise<any> {
  const { body } = await expectStatus(201, api.post('/v1/watchlists', list));
  const { body: version } = await sendList(api, body.id as string, file, 202);
  return { ...body, version };
}
