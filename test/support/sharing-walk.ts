import { type Answer, expectStatus } from './api-client';
import type { TestApp } from './app';
import { Random } from './random';
import { inspection } from './requests';
import { type Reader, SharingModel } from './sharing-model';
import { newPerson, type Person } from './world';

export interface Walker extends Reader {
  readonly person: Person;
}

const LEVELS = ['UNCLASSIFIED', 'CONFIDENTIAL', 'STRICTLY_CONFIDENTIAL'] as const;
const PURPOSE = 'Resolution 2692 (2023), paragraph 7';

/** Six organisations that give, take back, regroup, upgrade and link at random, and a model that is told what was done. */
export class SharingWalk {
  readonly done = new Map<string, number>();
  readonly leaks: string[] = [];
  private readonly cases: string[] = [];
  private tokens = 0;

  private constructor(
    readonly model: SharingModel,
    readonly walkers: readonly Walker[],
    private readonly adele: Person,
    private readonly audiences: readonly string[],
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
    const acts = ['release', 'release', 'withdraw', 'group', 'group', 'classify', 'clear', 'link', 'enclose'] as const;
    const act = this.model.records.size < 12 || this.random.isOneIn(40) ? 'submit' : this.any(acts)!;
    await this[act]();
    this.done.set(act, (this.done.get(act) ?? 0) + 1);
  }

  /** A random reader asks a random question; whatever is in the answer must be the reader's to see. */
  async look(): Promise<void> {
    const reader = this.any(this.walkers)!;
    const [id] = this.any([...this.model.records])!;
    const { path, of } = this.any(this.questions(id))!;
    const before = of && this.model.sees(reader, id);
    const answer = await reader.person.api.get(path);
    this.judge(reader, path, answer);
    if (before === 'yes' && answer.status !== 200) this.leaks.push(`${reader.name} was refused ${path}`);
    if (before === 'no' && answer.status !== 404)
      this.leaks.push(`${reader.name} was answered ${answer.status} by ${path}`);
  }

  private questions(id: string): { path: string; of: boolean }[] {
    const inspection = this.cases.includes(id) ? `/v1/cases/${id}` : `/v1/records/${id}`;
    return [
      { path: inspection, of: true },
      { path: `/v1/records/${id}`, of: true },
      { path: `/v1/records/${id}/releases`, of: true },
      { path: `/v1/records/${id}/attachments`, of: true },
      { path: '/v1/records?limit=200', of: false },
      { path: '/v1/inspections?limit=100', of: false },
      { path: '/v1/exchanges?limit=50', of: false },
      ...(this.cases.length > 0 ? [{ path: `/v1/cases/${this.any(this.cases)}/linked`, of: false }] : []),
    ];
  }

  judge(reader: Walker, asked: string, answer: Answer): void {
    for (const token of this.model.leaksTo(reader, answer.text)) {
      this.leaks.push(`${reader.name} got ${token} from ${asked}`);
    }
  }

  private secret(recordId: string, reads: (reader: Reader) => 'yes' | 'no' | 'unsure'): string {
    const token = `ZQ${(this.tokens += 1)}QZ`;
    this.model.secrets.push({ token, recordId, reads });
    return token;
  }

  private ofRecord = (id: string) => (reader: Reader) => this.model.sees(reader, id);

  private async submit(): Promise<void> {
    const walker = this.any(this.walkers.filter(({ name }) => ['anna', 'pnh', 'diego'].includes(name)))!;
    const level = this.random.below(walker.clearance + 1);
    // The id is the server's: the rules are bound to it once it is known.
    let id = '';
    const bySight = (reader: Reader): 'yes' | 'no' | 'unsure' => this.model.sees(reader, id);
    const own = (reader: Reader): 'yes' | 'no' => (reader.organisation === walker.organisation ? 'yes' : 'no');
    const body = {
      ...inspection,
      classification: LEVELS[level],
      vesselName: this.secret(id, bySight),
      narrative: this.secret(id, bySight),
      heldBack: this.secret(id, own),
    };
    const made = await expectStatus(201, walker.person.api.post('/v1/inspections', body));
    id = made.body.id as string;
    this.model.records.set(id, { id, kind: 'inspection', owner: walker.organisation, classification: level });
    this.judge(walker, 'submitting', made);
  }

  /** A record of its own that this walker is cleared for. */
  private own(walker: Walker, among: readonly string[] = [...this.model.records.keys()]): string | undefined {
    return this.any(
      among.filter((id) => {
        const { owner, classification } = this.model.records.get(id)!;
        return owner === walker.organisation && classification <= walker.clearance;
      }),
    );
  }

  private async release(): Promise<void> {
    const walker = this.any(this.walkers)!;
    const recordId = this.own(walker);
    if (!recordId) return;
    const until = this.random.isOneIn(3) ? Date.now() + 2_000 + this.random.below(20_000) : undefined;
    const mayForward = this.random.isOneIn(2);
    const terms = {
      audienceIds: [this.any(this.audiences)!],
      purpose: PURPOSE,
      mayForward,
      ...(until && { expiresAt: new Date(until).toISOString() }),
    };
    const answer = await walker.person.api.post('/v1/releases', { recordIds: [recordId], ...terms });
    if (answer.status !== 201) return this.unexpected('release', answer);
    for (const { id, audience } of answer.body.releases) {
      this.model.releases.push({
        ...{ id, recordId, audience: audience.id, mayForward, withdrawn: false },
        ...(until && { until }),
      });
    }
  }

  private async withdraw(): Promise<void> {
    const release = this.any(this.model.releases.filter(({ withdrawn }) => !withdrawn));
    if (!release) return;
    const { owner, classification } = this.model.records.get(release.recordId)!;
    const walker = this.walkers.find(({ organisation }) => organisation === owner)!;
    if (walker.clearance < classification) return;
    const answer = await walker.person.api.delete(`/v1/releases/${release.id}`, { because: 'No longer needed' });
    if (answer.status !== 200) return this.unexpected('withdraw', answer);
    release.withdrawn = true;
  }

  private async group(): Promise<void> {
    const [audience, members] = this.any([...this.model.groups])!;
    const { organisation } = this.any(this.walkers)!;
    const path = `/v1/groups/${audience}/members/${organisation}`;
    const leaves = members.has(organisation);
    const answer = leaves ? await this.adele.api.delete(path) : await this.adele.api.put(path);
    if (answer.status >= 300) return this.unexpected('group', answer);
    if (leaves) members.delete(organisation);
    else members.add(organisation);
  }

  private async classify(): Promise<void> {
    const walker = this.any(this.walkers)!;
    const id = this.own(walker);
    if (!id) return;
    const record = this.model.records.get(id)!;
    const { body } = await expectStatus(200, walker.person.api.get(`/v1/records/${id}`));
    const level = this.random.below(walker.clearance + 1);
    const headers = { 'if-match': `"v${body.version}"` };
    const answer = await walker.person.api.patch(`/v1/records/${id}`, { classification: LEVELS[level] }, { headers });
    if (answer.status !== 200) return this.unexpected('classify', answer);
    record.classification = level;
  }

  private async clear(): Promise<void> {
    const walker = this.any(this.walkers)!;
    const clearance = this.random.isOneIn(3) ? this.random.below(3) : 2;
    const path = `/v1/users/${walker.person.id}`;
    const { headers } = await expectStatus(200, this.adele.api.get(path));
    const match = { headers: { 'if-match': headers.get('etag')! } };
    const answer = await this.adele.api.patch(path, { clearance }, match);
    if (answer.status !== 200) return this.unexpected('clear', answer);
    walker.clearance = clearance;
  }

  /** The Panel opens a case or puts something it sees into one; its reason is for whoever sees both. */
  private async link(): Promise<void> {
    const paola = this.walkers.find(({ name }) => name === 'paola')!;
    const seen = [...this.model.records.keys()].filter((id) => this.model.sees(paola, id) === 'yes');
    const memberId = this.any(seen);
    if (!memberId || paola.clearance < 1) return;
    let caseId = '';
    const both = (reader: Reader): 'yes' | 'no' | 'unsure' => {
      const [one, other] = [this.model.sees(reader, caseId), this.model.sees(reader, memberId)];
      return one === 'no' || other === 'no' ? 'no' : one === 'yes' && other === 'yes' ? 'yes' : 'unsure';
    };
    const reason = this.secret(memberId, both);
    const title = this.secret(memberId, (reader) => this.model.sees(reader, caseId));
    const answer = await paola.person.api.post('/v1/cases', { title, members: [{ recordId: memberId, reason }] });
    caseId = (answer.body?.id as string | undefined) ?? memberId;
    if (answer.status !== 201) return this.unexpected('link', answer);
    this.model.records.set(caseId, { id: caseId, kind: 'case', owner: paola.organisation, classification: 1 });
    this.cases.push(caseId);
  }

  /** A notice with an own record enclosed: both are released to its addressee. */
  private async enclose(): Promise<void> {
    const walker = this.any(this.walkers)!;
    const enclosed = this.own(walker);
    const audience = this.any(this.audiences.filter((id) => id !== walker.person.audienceId))!;
    if (!enclosed || walker.clearance < 1) return;
    let id = '';
    const bySight = (reader: Reader): 'yes' | 'no' | 'unsure' => this.model.sees(reader, id);
    const notice = { type: 'NOTICE', subject: this.secret(id, bySight), body: 'x', urgency: 'ROUTINE' };
    const sent = { ...notice, recipientAudienceIds: [audience], enclosedRecordIds: [enclosed] };
    const answer = await walker.person.api.post('/v1/exchanges', sent);
    id = (answer.body?.id as string | undefined) ?? enclosed;
    if (answer.status !== 201) return this.unexpected('enclose', answer);
    this.model.records.set(id, { id, kind: 'exchange', owner: walker.organisation, classification: 1 });
    for (const recordId of [id, enclosed]) {
      const { body } = await expectStatus(200, walker.person.api.get(`/v1/records/${recordId}/releases`));
      for (const release of body.releases ?? body) {
        if (this.model.releases.some((known) => known.id === release.id)) continue;
        this.model.releases.push({
          id: release.id,
          recordId,
          audience: release.audience.id,
          mayForward: false,
          withdrawn: false,
        });
      }
    }
  }

  private unexpected(act: string, { status, body }: Answer): void {
    this.leaks.push(`${act} was answered ${status} ${JSON.stringify(body)}`);
  }
}
