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
    await bearer.locator('input').fill(token);
    await screenshot('authorise');
    await bearer.locator('button.authorize').click();
    await page.locator('button.btn-done').first().click();
  }

  /** Opens an operation, fills the body, presses Execute; what the page then shows as the server's answer. */
  async function tryOut(method: string, route: string, body?: object): Promise<{ status: string; body: unknown }> {
    const block = page.locator(`.opblock-${method}`, { has: page.locator(`[data-path="${route}"]`) });
    if (!(await block.locator('.opblock-body').isVisible())) {
      await block.locator('.opblock-summary-control').click();
      await block.locator('.try-out__btn').click();
    }
    if (body) await block.locator('textarea.body-param__text').fill(JSON.stringify(body, null, 2));
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
