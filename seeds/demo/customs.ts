import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot } from '../../src/platform/config/project-root';
import type { Cast } from './cast';
import { BARRELS, BILL, CAP_HAITIEN, CONTAINER } from './inspections';
import { check, type Narrator, type Speaker } from './narrator';

export interface Target {
  readonly id: string;
  readonly version: number;
  readonly score: number;
  readonly bill: { readonly id: string; readonly billReference: string };
  readonly indicators: readonly { readonly title: string; readonly facts: readonly { readonly says: string }[] }[];
}

/** The agent's second file for the voyage: the food and clothes of one bill have become something else. */
const WAS = 'RICE IN BAGS, CANNED FOOD AND USED CLOTHING IN BALES';
const BECAME = 'RICE IN BAGS, PERSONAL EFFECTS AND MECHANICAL PARTS';

/** Step 2: a manifest, then its amended version, and the queue that both leave behind. */
export async function importManifests({ haiti: { speaker } }: Cast, narrator: Narrator): Promise<Target[]> {
  narrator.step(
    '2. The Haitian liaison imports a manifest (ASYCUDA World) and its amended version, and reads the queue',
  );
  const file = fs.readFileSync(path.join(projectRoot(), 'seeds', 'demo', 'awmds-cap-haitien.xml'));
  await importOne(speaker, 'awmds-cap-haitien.xml', file);
  const amended = Buffer.from(file.toString('utf8').replace(WAS, BECAME));
  const second = await importOne(speaker, 'awmds-cap-haitien-2.xml', amended);
  const { body } = await speaker.call('GET', `/v1/manifests/${second}/differences`, { expect: 200 });
  const { items } = body as { items: { billReference: string; change: string; fields: { pointer: string }[] }[] };
  check(items.length === 1 && items[0]!.billReference === BILL, 'one bill differs');
  narrator.remark(
    `Version 2 of the manifest: ${items[0]!.change} ${BILL}: ${items[0]!.fields.map(({ pointer }) => pointer).join(', ')}`,
  );
  const queue = await scoredQueue(speaker);
  for (const { score, bill, indicators } of queue) {
    const why = indicators.map(({ title, facts }) => `${title} (${facts[0]!.says})`).join('; ');
    narrator.remark(`${String(score).padStart(3)}  ${bill.billReference}: ${why}`);
  }
  check(queue[0]!.bill.billReference === BILL, 'the amended bill is at the head of the queue');
  return queue;
}

async function importOne(speaker: Speaker, fileName: string, raw: Buffer): Promise<string> {
  const { body } = await speaker.call('POST', `/v1/manifests?fileName=${fileName}`, { raw, expect: 202 });
  const { id } = body as { id: string };
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const answer = await speaker.call('GET', `/v1/manifests/${id}`, { expect: 200 });
    const { status, fault } = answer.body as { status: string; fault: unknown };
    if (status === 'DONE') return id;
    if (status === 'REFUSED') throw new Error(`the manifest was refused: ${JSON.stringify(fault)}`);
    await sleep(25);
  }
  throw new Error('the manifest was not imported in time');
}

/** The three bills that stand for the voyage, once the job has scored the one that was amended. */
async function scoredQueue(speaker: Speaker): Promise<Target[]> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const { body } = await speaker.call('GET', '/v1/targets?voyageNumber=024W', { expect: 200 });
    const { items } = body as { items: Target[] };
    if (items.length === 3) return items;
    await sleep(25);
  }
  throw new Error('the queue was not scored in time');
}

/** Step 3: of two bills that are opened one is clean. What was found is submitted from the queue, twice over a bad line, and released. */
export async function openWhatTheQueueNames(
  { haiti: { speaker }, panelAudience }: Cast,
  [target, ...others]: readonly Target[],
  narrator: Narrator,
): Promise<string> {
  narrator.step(
    '3. She releases one bill and opens two; over a bad line she sends what was found twice, and gives it to the Panel',
  );
  const one = (reference: string): Target => others.find(({ bill }) => bill.billReference === reference)!;
  const sheets = one('RNDCAP024W002');
  const decision = { state: 'RELEASED', reason: 'Known importer of roofing sheets, papers in order' };
  const seen = { 'if-match': `"v${sheets.version}"` };
  await speaker.call('POST', `/v1/targets/${sheets.id}/decisions`, { body: decision, headers: seen, expect: 201 });
  await speaker.submit(`/v1/targets/${one('RNDCAP024W003').id}/inspection`, BARRELS);

  const headers = { 'idempotency-key': randomUUID() };
  const body = { ...CAP_HAITIEN, clientRef: randomUUID() };
  const send = () => speaker.call('POST', `/v1/targets/${target!.id}/inspection`, { body, headers, expect: 201 });
  const [first, again] = [await send(), await send()];
  const { id, receipt, billReference, containerNumber, groundStatement, totals } = first.body as {
    id: string;
    receipt: { leafHash: string };
    billReference: string;
    containerNumber: string;
    groundStatement: string;
    totals: { category: string; quantity: number; listed: number; agrees: boolean }[];
  };
  check(billReference === BILL && containerNumber === CONTAINER, 'bill and container are filled in');
  narrator.remark(`Filled in from the bill: ${billReference}, ${containerNumber}; ${groundStatement}`);
  check((again.body as { id: string }).id === id, 'the repeated submission is the same record');
  narrator.remark(
    `ETag ${first.headers.get('etag')}, Location ${first.headers.get('location')}, receipt ${receipt.leafHash.slice(0, 16)}…; repeated: the same record`,
  );
  const rounds = totals.find(({ category }) => category === 'AMMUNITION')!;
  check(!rounds.agrees && rounds.quantity === 999 && rounds.listed === 1004, 'stated and listed rounds are both kept');
  narrator.remark(
    `Rounds stated: ${rounds.quantity}, listed: ${rounds.listed}. Both are kept and the conflict is shown.`,
  );
  await speaker.submit('/v1/releases', {
    recordIds: [id, target!.bill.id],
    audienceIds: [panelAudience],
    purpose: 'Panel investigation (resolution 2692, paras 7 and 8)',
  });
  return id;
}

/** Step 9. */
export async function countWhatWasRight({ haiti: { speaker } }: Cast, narrator: Narrator): Promise<void> {
  narrator.step('9. How often each indicator was right');
  const { body } = await speaker.call('GET', '/v1/targets/precision', { expect: 200 });
  const { indicators } = body as {
    indicators: { code: string; inspected: number; found: number; low: number; high: number }[];
  };
  const counted = indicators.filter(({ inspected }) => inspected > 0);
  check(counted.length > 1, 'inspections count for the indicators that stood before them');
  for (const { code, inspected, found, low, high } of counted)
    narrator.remark(
      `${code}: ${found} found of ${inspected} inspected (95 %: ${low.toFixed(2)} to ${high.toFixed(2)})`,
    );
}
