import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { makeProgramHome, type Program, type ProgramHome } from './program';
import { makeWorld, type World } from './world';

const demo = fs.readFileSync(path.resolve(__dirname, '../../seeds/demo/awmds-cap-haitien.xml'), 'utf8');
const END = '</Bol_segment>';
const FIRST_TOKEN = /lambi_first_[\w-]{43}/;

/** The demo's manifest with its three bills repeated, each round as `vary` leaves it. */
export function manyBills(rounds: number, vary: (bills: string, round: number) => string = (bills) => bills): string {
  const from = demo.indexOf('<Bol_segment>');
  const to = demo.lastIndexOf(END) + END.length;
  const bills = demo.slice(from, to);
  const round = (_: unknown, n: number): string => vary(bills.replaceAll('RNDCAP024W', `R${n}-`), n);
  return demo.slice(0, from) + Array.from({ length: rounds }, round).join('') + demo.slice(to);
}

/** The built program with the story's people, killed and started again over one database. */
export class KillStory {
  private constructor(
    private readonly home: ProgramHome,
    private program: Program,
    readonly world: World,
  ) {}

  static async begin(name: string): Promise<KillStory> {
    const home = await makeProgramHome(name);
    const program = await home.start();
    for (let i = 0; i < 600 && !FIRST_TOKEN.test(program.output()); i += 1) await sleep(50);
    return new KillStory(home, program, await makeWorld(program.url, FIRST_TOKEN.exec(program.output())![0]));
  }

  get output(): string {
    return this.program.output();
  }

  /** Where it listens now: another port after each start. */
  get url(): string {
    return this.program.url;
  }

  /** Its data: the pinned public key, the heads outside the database. */
  get folder(): string {
    return this.home.folder;
  }

  get superuser(): string {
    return this.home.superuser;
  }

  kill(): Promise<unknown> {
    return this.program.kill('SIGKILL');
  }

  async startAgain(): Promise<void> {
    this.program = await this.home.start();
  }

  /** Asks the database as superuser. */
  async asked<T>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    const client = new Client({ connectionString: this.home.superuser });
    await client.connect();
    try {
      return (await client.query(sql, parameters)).rows as T[];
    } finally {
      await client.end();
    }
  }

  end(): Promise<void> {
    return this.home.close();
  }
}
