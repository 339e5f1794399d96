import fs from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Everything a browser does by itself is switched off, so that each request we see was asked for by the page. */
const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser's program file. Throws with the way to get one; no browser is downloaded here. */
export function findChromium(): string {
  const wanted = process.env.CHROMIUM ? [process.env.CHROMIUM] : PLACES;
  const found = wanted.find((file) => fs.existsSync(file));
  if (found) return found;
  throw new Error(
    `Chromium is not at ${wanted.join(', ')}. Install it with "apt-get install -y chromium" or set CHROMIUM to its path.`,
  );
}

export const launchChromium = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args: QUIET });
