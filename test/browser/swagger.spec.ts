import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { type BuiltProgram, startBuiltProgram } from './support/built-program';
import { findChromium, launchChromium } from './support/chromium';

const executable = findChromium();
const SCREENSHOTS = path.resolve(__dirname, '../../.data/screenshots');

describe('Swagger UI in a browser', () => {
  let program: BuiltProgram;
  let browser: Browser;
  let page: Page;
  const asked: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    fs.mkdirSync(SCREENSHOTS, { recursive: true });
    program = await startBuiltProgram();
    browser = await launchChromium(executable);
    page = await browser.newPage({ viewport: { width: 1280, height: 1600 } });
    page.setDefaultTimeout(15_000);
    page.on('request', (request) => asked.push(request.url()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  });
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  it('shows every operation', async () => {
    await page.goto(`${program.url}/docs`);
    await page.locator('.opblock').first().waitFor();
    await screenshot('docs');
    const document = (await (await fetch(`${program.url}/openapi.json`)).json()) as { paths: Record<string, object> };
    const operations = Object.values(document.paths).reduce((sum, methods) => sum + Object.keys(methods).length, 0);
    expect(operations).toBeGreaterThan(30);
    expect(await page.locator('.opblock').count()).toBe(operations);
  });

  it('lets an administrator sign in, authorise and create a user, by Try it out alone', async () => {
    const { email, password } = program.userWith('access_administrator');
    const signedIn = await tryOut('post', '/v1/auth/login', { email, password });
    expect(signedIn.status).toBe('200');
    await authorise((signedIn.body as { accessToken: string }).accessToken);

    const organisations = await tryOut('get', '/v1/organisations');
    const customs = (organisations.body as { items: { id: string; code: string }[] }).items.find(
      ({ code }) => code === 'HT-AGD',
    );
    const user = {
      organisationId: customs!.id,
      email: 'browser.liaison@agd.example',
      displayName: 'Browser Liaison',
      roles: ['member_state_liaison'],
      clearance: 1,
    };
    const created = await tryOut('post', '/v1/users', user);
    await screenshot('user-created');
    expect(created.status).toBe('201');
    expect(created.body).toMatchObject({
      email: user.email,
      hasPassword: false,
      setupLink: { token: expect.any(String) },
    });

    const again = await tryOut('post', '/v1/users', user);
    expect(again.status).toBe('409');
  });

  it('lets a liaison read the queue and send the example of an assessment as it stands', async () => {
    const { email, password } = program.userWith('member_state_liaison');
    const signedIn = await fetch(`${program.url}/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    await page.reload();
    await page.locator('.opblock').first().waitFor();
    await authorise(((await signedIn.json()) as { accessToken: string }).accessToken);

    const queue = await tryOut('get', '/v1/targets'); // filtered by the examples, which the page fills in
    expect([queue.status, (queue.body as { items: unknown[] }).items.length]).toEqual(['200', 2]);
    const made = await tryOut('post', '/v1/assessments', undefined, randomUUID());
    await screenshot('assessment-made');
    expect(made.status).toBe('201');
    expect(made.body).toMatchObject({ outcome: 'PROHIBITED_UNLESS_APPROVED', gapJurisdictions: ['CA'] });
  });

  it('says of every tag and every operation what it is for', async () => {
    for (const tag of await page.locator('.opblock-tag').all())
      expect(await tag.locator('small').innerText()).toMatch(/\w{3}/);
    const summaries = await page.locator('.opblock-summary-description').allInnerTexts();
    expect(summaries.filter((text) => text.trim().length < 5)).toEqual([]);
    for (const tag of [
      'manifests',
      'targeting',
      'embargo',
      'exemptions',
      'diversions',
      'tables',
      'watchlists',
      'screening',
      'entities',
    ])
      await page
        .locator('.opblock-tag-section', { has: page.locator(`[data-tag="${tag}"]`) })
        .screenshot({ path: path.join(SCREENSHOTS, `tag-${tag}.png`) });
  });

  it('asked no server but its own, and nothing went wrong in the page', () => {
    const elsewhere = asked.filter((url) => !url.startsWith(`${program.url}/`) && !/^(data|blob):/.test(url));
    expect(elsewhere).toEqual([]);
    // A browser reports each 4xx answer as an error of its own; the 409 above is meant.
    expect(complaints.filter((text) => !text.includes('409'))).toEqual([]);
  });

  const screenshot = (name: string): Promise<Buffer> =>
    page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) });

  async function authorise(token: string): Promise<void> {
    await page.locator('button.btn.authorize').click();
    const bearer = page.locator('.auth-container', { hasText: 'bearer' });
    const logout = bearer.locator('button', { hasText: 'Logout' }); // the page remembers who it was before
    if (await logout.isVisible()) await logout.click();
    await bearer.locator('input').fill(token);
    await screenshot('authorise');
    await bearer.locator('button.authorize').click();
    await page.locator('button.btn-done').first().click();
  }

  /** Opens an operation, fills the body, presses Execute; what the page then shows as the server's answer. */
  async function tryOut(
    method: string,
    route: string,
    body?: object,
    key?: string,
  ): Promise<{ status: string; body: unknown }> {
    const block = page.locator(`.opblock-${method}`, { has: page.locator(`[data-path="${route}"]`) });
    if (!(await block.locator('.opblock-body').isVisible())) {
      await block.locator('.opblock-summary-control').click();
      await block.locator('.try-out__btn').click();
    }
    if (body) await block.locator('textarea.body-param__text').fill(JSON.stringify(body, null, 2));
    if (key) await block.getByPlaceholder('Idempotency-Key').fill(key);
    return answerOf(block);
  }

  async function answerOf(block: Locator): Promise<{ status: string; body: unknown }> {
    const [response] = await Promise.all([
      page.waitForResponse((one) => one.url().includes('/v1/')),
      block.locator('button.execute').click(),
    ]);
    const status = block.locator('.live-responses-table .response .response-col_status');
    await status.filter({ hasText: String(response.status()) }).waitFor();
    return { status: (await status.innerText()).trim().slice(0, 3), body: await response.json() };
  }
});
