import { setTimeout } from 'node:timers/promises';
import sharp from 'sharp';
import { type Answer, type ApiClient, expectStatus } from './api-client';
import { announcing } from './requests-evidence';

export const photo = (): Promise<Buffer> =>
  sharp({ create: { width: 640, height: 480, channels: 3, background: '#336699' } })
    .jpeg()
    .toBuffer();

/** Attaches a file in one request. */
export async function attach(
  api: ApiClient,
  recordId: string,
  fileName: string,
  raw: Buffer | string,
  type = 'application/octet-stream',
): Promise<string> {
  const path = `/v1/records/${recordId}/attachments?fileName=${encodeURIComponent(fileName)}`;
  return (await expectStatus(201, api.post(path, undefined, { raw, headers: { 'content-type': type } }))).body
    .id as string;
}

/** Waits for the job that makes it. */
export async function thumbnailOf(api: ApiClient, id: string): Promise<Answer> {
  for (let time = 0; ; time += 1) {
    const answer = await api.get(`/v1/attachments/${id}/thumbnail`);
    if (answer.status === 200 || time === 150) return answer;
    await setTimeout(100);
  }
}

/** Begins an upload and gives its id. */
export async function beginUpload(
  api: ApiClient,
  recordId: string,
  size: number,
  values: Record<string, string>,
): Promise<string> {
  const headers = announcing(size, values);
  const { headers: answered } = await expectStatus(
    201,
    api.post(`/v1/records/${recordId}/uploads`, undefined, { headers }),
  );
  return answered.get('location')!.split('/').at(-1)!;
}
