import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import sharp from 'sharp';
import { type BuiltProgram, startBuiltProgram } from './support/built-program';
import { findChromium } from './support/chromium';

/*
 * A report, opened as pictures in the browser's own PDF viewer, in three languages. The pictures are kept in .data/screenshots, for a person
 * to look at; what is asserted is what a picture can prove: marking, code and text are where they belong, and nothing runs off the page.
 */
const SCREENSHOTS = path.resolve(__dirname, '../../.data/screenshots');
const VIEW = { width: 1000, height: 1400 };
/** Seizure S1 of domain.md 3.3, with a vessel whose name is written in three scripts. */
const seizure = {
  placeCountry: 'HT',
  placeLocode: 'HTCAP',
  placeName: 'Cap-Haïtien, terminal portuaire',
  legalBasis: 'Code douanier, art. 62',
  necessity: 'L’image radioscopique ne correspondait pas aux vivres déclarés',
  ground: 'XRAY',
  cooperation: 'FULL',
  examinedAt: '2024-04-05T10:30:00-04:00',
  result: 'FOUND',
  vesselName: 'Морская звезда / نجمة البحر / 海星号',
  statedTotals: [{ category: 'AMMUNITION', quantity: 999, source: 'AGD' }],
  items: [
    ...Array.from({ length: 12 }, (_, i) => ({
      category: 'FIREARM',
      quantity: 1,
      type: 'RIFLE',
      serial: `A1-9342${i}`,
    })),
    ...Array.from({ length: 14 }, (_, i) => ({ category: 'FIREARM', quantity: 1, type: 'PISTOL', serial: `GL${i}` })),
    { category: 'AMMUNITION', quantity: 638, calibre: '5.56x45' },
    { category: 'AMMUNITION', quantity: 278, calibre: '9x19' },
    { category: 'AMMUNITION', quantity: 52, calibre: '7.62x39' },
    { category: 'AMMUNITION', quantity: 36, calibre: '.40 S&W' },
  ],
};

let program: BuiltProgram;
let browser: Browser;
let folder: string;
let token: string;
let report: { id: string };

const call = async <T>(route: string, body?: object): Promise<T> => {
  const response = await fetch(`${program.url}${route}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      ...(token && { authorization: `Bearer ${token}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${route}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
};

beforeAll(async () => {
  fs.mkdirSync(SCREENSHOTS, { recursive: true });
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lambi-reports-'));
  program = await startBuiltProgram();
  // Chromium's viewer of PDF is part of its full browser, which the new headless mode is and playwright's own is not.
  const args = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking'];
  browser = await chromium.launch({ executablePath: findChromium(), headless: false, args });
  const { email, password } = program.userWith('member_state_liaison');
  token = (await call<{ accessToken: string }>('/v1/auth/login', { email, password })).accessToken;
  const { id } = await call<{ id: string }>('/v1/inspections', seizure);
  report = await call<{ id: string }>(`/v1/inspections/${id}/reports`, { kind: 'INITIAL' });
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

/** Share of pixels in a part of the page (0 to 1 across and down) that are dark, or dark red. */
async function share(
  picture: Buffer,
  [left, top, right, bottom]: readonly [number, number, number, number],
  isInk: (red: number, green: number) => boolean,
): Promise<number> {
  const page = await pageIn(picture);
  const area = {
    left: page.left + Math.round(left * page.width),
    top: page.top + Math.round(top * page.height),
    width: Math.round((right - left) * page.width),
    height: Math.round((bottom - top) * page.height),
  };
  const { data, info } = await sharp(picture).extract(area).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  let ink = 0;
  for (let i = 0; i < data.length; i += info.channels) if (isInk(data[i]!, data[i + 1]!)) ink += 1;
  return ink / (info.width * info.height);
}

/** Where the white page lies in the dark viewer: A4, as wide as the white in the middle row near the top. */
async function pageIn(picture: Buffer): Promise<{ left: number; top: number; width: number; height: number }> {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const isWhite = (x: number, y: number): boolean => data[(y * info.width + x) * info.channels]! > 250;
  let top = 0;
  while (!isWhite(60, top)) top += 1;
  let left = 0;
  while (!isWhite(left, top + 5)) left += 1;
  let right = left;
  while (right < info.width && isWhite(right, top + 5)) right += 1;
  const width = right - left;
  return { left, top, width, height: Math.min(Math.floor(width * Math.SQRT2), info.height - top - 1) };
}

const isDark = (red: number): boolean => red < 100;
const isRed = (red: number, green: number): boolean => red > 110 && red < 180 && green < 80;

it.each(['en', 'fr', 'es'])('reads well in %s', async (lang) => {
  const response = await fetch(`${program.url}/v1/inspection-reports/${report.id}/document?format=pdf&lang=${lang}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const file = path.join(folder, `${lang}.pdf`);
  fs.writeFileSync(file, Buffer.from(await response.arrayBuffer()));
  for (const number of [1, 2]) {
    const page = await browser.newPage({ viewport: VIEW });
    await page.goto(`file://${file}#toolbar=0&navpanes=0&page=${number}&view=Fit`);
    await page.waitForTimeout(2_500);
    const picture = await page.screenshot({ path: path.join(SCREENSHOTS, `report-${lang}-${number}.png`) });
    await page.close();
    expect(await share(picture, [0.3, 0.02, 0.7, 0.05], isRed)).toBeGreaterThan(0.02); // marking
    expect(await share(picture, [0.09, 0.91, 0.17, 0.96], isDark)).toBeGreaterThan(0.3); // QR code
    expect(await share(picture, [0.1, 0.1, 0.9, 0.85], isDark)).toBeGreaterThan(0.01); // text
    expect(await share(picture, [0.02, 0.02, 0.06, 0.97], isDark)).toBe(0); // nothing in the margins
    expect(await share(picture, [0.94, 0.02, 0.98, 0.97], isDark)).toBe(0);
  }
});
