import { setTimeout as sleep } from 'node:timers/promises';
import { makeProgramHome, type Program, type ProgramHome } from '../support/program';

/**
 * The built program as an operator runs it: its own process, a durable database (it refuses the tests' own, which has fsync off), and
 * SIGTERM while clients are at work.
 */
describe('the program', () => {
  let home: ProgramHome;
  let program: Program;
  let url = '';

  beforeAll(async () => {
    home = await makeProgramHome('stop');
    program = await home.start();
    for (let i = 0; i < 600 && !/first administrator/.test(program.output()); i += 1) await sleep(50);
    url = program.url;
  });
  afterAll(() => home.close());

  it('has no default account: it prints a one-time token for the first administrator', async () => {
    const output = program.output();
    expect(output).toMatch(/lambi_first_[\w-]{43}/);
    expect(output).not.toMatch(/Demo users/);
    const refused = await fetch(`${url}/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'adele@lambi.example', password: 'anything at all' }),
    });
    expect(refused.status).toBe(401);
  });

  it('asked to stop under load finishes what it accepted, and ends within 15 seconds', async () => {
    const token = /lambi_first_[\w-]{43}/.exec(program.output())![0];
    const post = (body: object): Promise<Response> =>
      fetch(`${url}/v1/auth/first-administrator`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const made = await post({
      token,
      email: 'first@lambi.example',
      displayName: 'First',
      password: 'conch-blown-at-dawn-2692',
    });
    expect(made.status).toBe(201);

    let stopping = false;
    const broken: string[] = [];
    const answers: number[] = [];
    const client = async (): Promise<void> => {
      while (!stopping || answers.length < 50) {
        try {
          const answer = await fetch(`${url}/v1/auth/login`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ email: `nobody-${Math.random()}@lambi.example`, password: 'x'.repeat(20) }),
          });
          await answer.text();
          answers.push(answer.status);
        } catch (error) {
          const cause = (error as { cause?: { code?: string } }).cause?.code ?? String(error);
          if (cause !== 'ECONNREFUSED') broken.push(cause); // refused: it was never accepted
          return;
        }
      }
    };
    const clients = Array.from({ length: 8 }, client);
    await sleep(500);
    const asked = Date.now();
    const ended = program.kill('SIGTERM');
    stopping = true;
    expect(await ended).toBe(0);
    expect(Date.now() - asked).toBeLessThan(15_000);
    await Promise.all(clients);
    expect(answers.length).toBeGreaterThan(8);
    expect(answers.every((status) => [401, 429, 503].includes(status))).toBe(true);
    // A client may pick a kept-alive line in the very moment it is closed; the request on it was then never read.
    expect(broken.filter((code) => !['UND_ERR_SOCKET', 'ECONNRESET'].includes(code))).toEqual([]);
  });
});
