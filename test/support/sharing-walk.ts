import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, expectStatus } from './api-client';
import type { TestApp } from './app';
import { Random } from './random';
import { ACTS } from './sharing-acts';
import { type Reader, SharingModel, type Tri } from './sharing-model';
import { newPerson, type Person } from './world';

export interface Walker extends Reader {
  readonly person: Person;
}

/** Six organisations that give, take back, regroup, upgrade and link at random, and a model that is told what was done. */
export class SharingWalk {
  readonly done = new Map<string, number>();
  readonly leaks: string[] = [];
  readonly cases: string[] = [];
  private tokens = 0;

  private constructor(
    readonly model: SharingModel,
    readonly walkers: readonly Walker[],
    readonly adele: Person,
    readonly audiences: readonly string[],
    readonly random: Random,
  ) {}

  /** @param seed the walk is the same for the same seed, but for the clock */
  static async begin(test: TestApp, seed: number): Promise<SharingWalk> {
    const { adele, anna, diego, paola, sonia } = await test.world();
    const make = async (code: string, kind: string, state?: string): Promise<Person> => {
      const organisation = { code, name: code, kind, ...(state && { state }) };
      const { body } = await expectStatus(201, adele.api.post('/v1/organisations', organisation));
      const role = kind === 'MEMBER_STATE' ? 'member_state_liaison' : 'un_contributor';
      return newPerson(test.url, adele.api, body, { name: code.toLowerCase(), role, clearance: 2 });
    };
    const pnh = await make('HT-PNH', 'MEMBER_STATE', 'HT');
    const binuh = await make('BINUH', 'BINUH');
    const { items } = (await expectStatus(200, adele.api.get('/v1/audiences'))).body;
    const wide = (kind: string, code: string): string[] =>
      items.filter((item: any) => item.kind === kind && item.code === code).map(({ id }: { id: string }) => id);
    const persons: [string, Person, string[]][] = [
      ['anna', anna, wide('STATE', 'HT')],
      ['pnh', pnh, wide('STATE', 'HT')],
      ['diego', diego, wide('STATE', 'DO')],
      ['paola', paola, wide('BODY', 'PANEL')],
      ['sonia', sonia, wide('BODY', 'COMMITTEE')],
      ['binuh', binuh, wide('BODY', 'BINUH')],
    ];
    const belongs = new Map(persons.map(([, p, more]) => [p.organisationId, [p.audienceId, ...more]]));
    const model = new SharingModel(belongs);
    const random = new Random(seed);
    const groups: string[] = [];
    for (const code of ['WALK-A', 'WALK-B', 'WALK-C']) {
      const group = { code, label: code, memberOrganisationIds: [] };
      const { body } = await expectStatus(201, adele.api.post('/v1/groups', group));
      model.groups.set(body.id, new Set());
      groups.push(body.id as string);
    }
    const walkers = persons.map(([name, person]) => ({
      name,
      person,
      organisation: person.organisationId,
      never: ['paola', 'sonia'].includes(name) ? [] : ['case'],
      clearance: 2,
    }));
    const audiences = [...new Set([...belongs.values()].flat()), ...groups];
    return new SharingWalk(model, walkers, adele, audiences, random);
  }

  any<T>(list: readonly T[]): T | undefined {
    return list[this.random.below(list.length)];
  }

  /** One random act; what came of it is told to the model. */
  async act(): Promise<void> {
    const isEarly = this.model.records.size < 12;
    const act = isEarly || this.random.isOneIn(40) ? 'submit' : this.any(Object.keys(ACTS))!;
    const wasDone = await ACTS[act]!(this);
    if (wasDone) this.done.set(act, (this.done.get(act) ?? 0) + 1);
  }

  /** A random reader asks a random question; whatever is in the answer must be the reader's to see. */
  async look(): Promise<void> {
    const reader = this.any(this.walkers)!;
    const [id] = this.any([...this.model.records])!;
    const { path, of } = this.any(this.questions(id))!;
    const asked = Date.now();
    const answer = await reader.person.api.get(path);
    this.judge(reader, path, answer, asked);
    const sees = (): Tri => this.model.sees(reader, id);
    const must = [this.model.at(asked, sees), sees()];
    if (!of || must[0] !== must[1] || must[0] === 'unsure') return;
    if (answer.status === (must[0] === 'yes' ? 200 : 404)) return;
    if (must[0] === 'no' || !(await this.comesBack(reader, path, sees)))
      this.unexpected(`${reader.name} asking ${path}`, answer);
  }

  /** When one of several releases ends, the record is nobody's but its owner's until the job that follows: kept from too many, never from too few. */
  private async comesBack(reader: Walker, path: string, sees: () => Tri): Promise<boolean> {
    for (let i = 0; i < 40 && sees() === 'yes'; i += 1) {
      await sleep(250);
      if ((await reader.person.api.get(path)).status === 200) return true;
    }
    return sees() !== 'yes';
  }

  private questions(id: string): { path: string; of: boolean }[] {
    const { kind } = this.model.records.get(id)!;
    return [
      { path: `/v1/${kind}s/${id}`, of: true },
      { path: `/v1/records/${id}`, of: true },
      { path: `/v1/records/${id}/releases`, of: true },
      { path: `/v1/records/${id}/attachments`, of: true },
      { path: `/v1/records/${id}/quotes`, of: true },
      { path: `/v1/records/${id}/comments`, of: true },
      { path: '/v1/recalls?limit=50', of: false },
      { path: '/v1/consent-requests?limit=50', of: false },
      { path: '/v1/notifications?limit=50', of: false },
      { path: '/v1/records?limit=200', of: false },
      { path: '/v1/inspections?limit=100', of: false },
      { path: '/v1/exchanges?limit=50', of: false },
      ...(this.cases.length > 0 ? [{ path: `/v1/cases/${this.any(this.cases)}/linked`, of: false }] : []),
    ];
  }

  judge(reader: Walker, path: string, answer: Answer, asked = Date.now()): void {
    const leaks = (): string[] => this.model.leaksTo(reader, answer.text);
    const before = this.model.at(asked, leaks);
    for (const token of leaks().filter((one) => before.includes(one))) {
      this.leaks.push(`${reader.name} got ${token} from ${path}`);
    }
  }

  /** A word that stands nowhere else, for those readers alone. The rule may ask for ids that are known only once the word was sent. */
  secret(reads: (reader: Reader) => Tri): string {
    const token = `ZQ${(this.tokens += 1)}QZ`;
    this.model.secrets.push({ token, reads });
    return token;
  }

  /** A record of its own that this walker is cleared for. */
  own(walker: Walker, kind?: string): string | undefined {
    const fits = [...this.model.records.values()].filter(
      (record) =>
        record.owner === walker.organisation &&
        record.classification <= walker.clearance &&
        !walker.never.includes(record.kind) &&
        (kind === undefined || record.kind === kind),
    );
    return this.any(fits)?.id;
  }

  /** A record of another that this walker surely sees, and for some seconds more. */
  others(walker: Walker): string | undefined {
    const seen = [...this.model.records.values()].filter(
      ({ id, owner }) =>
        owner !== walker.organisation &&
        this.model.sees(walker, id) === 'yes' &&
        this.model.at(Date.now() + 6_000, () => this.model.sees(walker, id)) === 'yes',
    );
    return this.any(seen)?.id;
  }

  ownerOf(recordId: string): Walker {
    const { owner } = this.model.records.get(recordId)!;
    return this.walkers.find(({ organisation }) => organisation === owner)!;
  }

  unexpected(act: string, { status, body }: Answer): void {
    this.leaks.push(`${act} was answered ${status} ${JSON.stringify(body)}`);
  }
}
