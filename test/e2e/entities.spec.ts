import { setTimeout as wait } from 'node:timers/promises';
import { type Answer, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { inspection } from '../support/requests';
import type { Person, World } from '../support/world';

interface Said {
  prop: string;
  value: string;
  source?: string;
  [more: string]: unknown;
}

const ifMatch = (etag: string): { headers: Record<string, string> } => ({ headers: { 'if-match': etag } });
const etagOf = (answer: Answer): string => answer.headers.get('etag')!;
const valuesOf = (body: any, prop: string): string[] =>
  (body.properties[prop] ?? []).map(({ value }: { value: string }) => value);

describe('entities', () => {
  let test: TestApp;
  let world: World;

  const create = (person: Person, schema: string, statements: Said[], more: object = {}): Promise<Answer> =>
    person.api.post('/v1/entities', {
      schema,
      statements: statements.map((one) => ({ source: 'AGD file', ...one })),
      ...more,
    });
  const made = async (person: Person, schema: string, statements: Said[], more: object = {}): Promise<string> =>
    (await expectStatus(201, create(person, schema, statements, more))).body.id;
  const forPanel = (): object => ({
    release: { audienceIds: [world.paola.audienceId], purpose: 'Panel investigation' },
  });
  const release = (id: string): Promise<Answer> =>
    expectStatus(
      201,
      world.anna.api.post('/v1/releases', {
        recordIds: [id],
        audienceIds: [world.paola.audienceId],
        purpose: 'Panel investigation',
      }),
    );
  const read = async (person: Person, path: string): Promise<any> =>
    (await expectStatus(200, person.api.get(path))).body;

  beforeAll(async () => {
    test = await startTestApp();
    world = await test.world();
  });
  afterAll(() => test.close());

  describe('relations', () => {
    it('join two entities, each of a kind that the end takes, and are shown at both', async () => {
      const person = await made(world.anna, 'Person', [{ prop: 'name', value: 'Jean Pierre' }]);
      const group = await made(world.anna, 'Organization', [{ prop: 'name', value: '5 Segond' }]);
      const vessel = await made(world.anna, 'Vessel', [{ prop: 'name', value: 'RAINER D' }]);
      const membership = await expectStatus(
        201,
        create(world.anna, 'Membership', [
          { prop: 'member', value: person },
          { prop: 'organization', value: group.toUpperCase() },
          { prop: 'role', value: 'treasurer' },
        ]),
      );
      expect(membership.body.caption).toBe('Jean Pierre belongs to 5 Segond (treasurer)');
      expect(valuesOf(membership.body, 'organization')).toEqual([group]);
      const ofPerson = await read(world.anna, `/v1/entities/${person}/relations`);
      expect(ofPerson.items).toMatchObject([
        {
          id: membership.body.id,
          schema: 'Membership',
          property: 'member',
          label: 'belongs to',
          others: [{ property: 'organization', id: group, schema: 'Organization', caption: '5 Segond' }],
        },
      ]);
      const ofGroup = await read(world.anna, `/v1/entities/${group}/relations`);
      expect(ofGroup.items).toMatchObject([{ property: 'organization', others: [{ id: person }] }]);

      const misfit = await expectStatus(
        400,
        create(world.anna, 'Family', [
          { prop: 'person', value: person },
          { prop: 'relative', value: vessel },
        ]),
      );
      expect(misfit.body).toMatchObject({
        code: 'ENTITY.TARGET_UNKNOWN',
        fields: [{ pointer: '/statements/1/value', code: 'OUT_OF_RANGE' }],
      });
      const oneEnd = await expectStatus(400, create(world.anna, 'Family', [{ prop: 'person', value: person }]));
      expect(oneEnd.body.fields).toMatchObject([{ code: 'END_MISSING' }]);
      const self = [
        { prop: 'person', value: person },
        { prop: 'associate', value: person },
      ];
      expect((await expectStatus(400, create(world.anna, 'Associate', self))).body.fields[0].code).toBe(
        'SELF_RELATION',
      );
    });

    it('may go round in a circle', async () => {
      const names = ['Un', 'Deux', 'Trois'];
      const ids = await Promise.all(
        names.map((value) => made(world.anna, 'Company', [{ prop: 'name', value: `${value} S.A.` }])),
      );
      for (const [i, owner] of ids.entries()) {
        const asset = ids[(i + 1) % 3]!;
        await made(world.anna, 'Ownership', [
          { prop: 'owner', value: owner },
          { prop: 'asset', value: asset },
        ]);
      }
      expect((await read(world.anna, `/v1/entities/${ids[0]}/relations`)).items).toHaveLength(2);
      const first = await read(world.anna, `/v1/entities/${ids[0]}/relations?limit=1`);
      const rest = await read(world.anna, `/v1/entities/${ids[0]}/relations?limit=1&cursor=${first.nextCursor}`);
      expect([...first.items, ...rest.items]).toHaveLength(2);
      expect(rest.nextCursor).toBeNull();
    });

    it('to an entity one cannot see is refused like one that does not exist', async () => {
      const hidden = await made(world.diego, 'Person', [{ prop: 'name', value: 'Hidden' }]);
      const own = await made(world.anna, 'Person', [{ prop: 'name', value: 'Own' }]);
      const nobody = '0193f5b2-6c1f-7000-8000-5d1c2a3b4c5d';
      const [toHidden, toNobody] = await Promise.all(
        [hidden, nobody].map((relative) =>
          expectStatus(
            400,
            create(world.anna, 'Family', [
              { prop: 'person', value: own },
              { prop: 'relative', value: relative },
            ]),
          ),
        ),
      );
      expect(toHidden!.body).toEqual(toNobody!.body);
      expect(JSON.stringify(toHidden!.body)).not.toContain(hidden);
    });

    it('do not exist for whoever does not see both ends: no row, no count, no name', async () => {
      const person = await made(world.anna, 'Person', [{ prop: 'name', value: 'Seen Person' }], forPanel());
      const secret = await made(world.anna, 'Organization', [{ prop: 'name', value: 'Unseen Group' }]);
      const relation = await made(
        world.anna,
        'Membership',
        [
          { prop: 'member', value: person },
          { prop: 'organization', value: secret },
        ],
        forPanel(),
      );
      const missing = await world.paola.api.get('/v1/entities/0193f5b2-6c1f-7000-8000-5d1c2a3b4c5d');
      const hidden = await world.paola.api.get(`/v1/entities/${relation}`);
      expect([hidden.status, hidden.body]).toEqual([404, missing.body]);
      await expectStatus(404, world.paola.api.get(`/v1/records/${relation}`));
      expect((await read(world.paola, `/v1/entities/${person}/relations`)).items).toEqual([]);
      const listed = await read(world.paola, '/v1/entities?limit=200');
      expect(listed.items.map(({ id }: { id: string }) => id)).not.toContain(relation);
      expect(JSON.stringify(listed)).not.toContain('Unseen');
      await expectStatus(200, world.anna.api.get(`/v1/entities/${relation}`));
      await release(secret);
      expect((await read(world.paola, `/v1/entities/${person}/relations`)).items).toMatchObject([
        { id: relation, others: [{ caption: 'Unseen Group' }] },
      ]);
    });

    it('nor for whoever does not see a source that names an end', async () => {
      const source = (await expectStatus(201, world.anna.api.post('/v1/inspections', inspection))).body.id;
      const [person, group] = [
        await made(world.anna, 'Person', [{ prop: 'name', value: 'Member' }], forPanel()),
        await made(world.anna, 'Organization', [{ prop: 'name', value: 'Group' }], forPanel()),
      ];
      const ends = [
        { prop: 'member', value: person, sourceRecordId: source },
        { prop: 'organization', value: group },
      ];
      const relation = await made(world.anna, 'Membership', ends, forPanel());
      await expectStatus(404, world.paola.api.get(`/v1/entities/${relation}`));
      await release(source);
      await expectStatus(200, world.paola.api.get(`/v1/entities/${relation}`));
      const asSource = [{ prop: 'name', value: 'X', sourceRecordId: relation }];
      expect((await expectStatus(400, create(world.anna, 'Person', asSource))).body.code).toBe('ENTITY.SOURCE_UNKNOWN');
    });
  });

  describe('what comes from a record the reader does not see', () => {
    let entity: string;
    let source: string;
    beforeAll(async () => {
      source = (await expectStatus(201, world.anna.api.post('/v1/inspections', inspection))).body.id;
      entity = await made(
        world.anna,
        'Person',
        [
          { prop: 'name', value: 'Jean Publik', reliability: 'D' },
          { prop: 'name', value: 'Ti Zorey Sekre', reliability: 'A', sourceRecordId: source },
          { prop: 'passportNumber', value: 'SEKRE99', sourceRecordId: source },
          { prop: 'passportNumber', value: 'PUBLIK1' },
        ],
        forPanel(),
      );
    });

    const searches = async (person: Person, by: string, value: string): Promise<any[]> =>
      (await expectStatus(200, person.api.post('/v1/search', { by, value }))).body.hits;

    it('names nothing: no statement, no caption, no hit, no label, no number of anything left out', async () => {
      const body = await read(world.paola, `/v1/entities/${entity}`);
      expect(body.caption).toBe('Jean Publik');
      expect(valuesOf(body, 'name')).toEqual(['Jean Publik']);
      expect(valuesOf(body, 'passportNumber')).toEqual(['PUBLIK1']);
      const listed = await read(world.paola, '/v1/entities?limit=200');
      const opened = await expectStatus(
        201,
        world.paola.api.post('/v1/cases', { title: 'Rifles', members: [{ recordId: entity, reason: 'Seen' }] }),
      );
      const linked = await read(world.paola, `/v1/cases/${opened.body.id}/linked`);
      const shown = JSON.stringify([body, listed, opened.body, linked]);
      expect(shown).toContain('Jean Publik');
      expect(shown).not.toMatch(/Sekre|SEKRE/i);
      expect(await searches(world.paola, 'name', 'Ti Zorey Sekre')).toEqual([]);
      expect(await searches(world.paola, 'document', 'SEKRE99')).toEqual([]);
      const hits = await searches(world.paola, 'document', 'PUBLIK1');
      expect(hits).toMatchObject([{ pointer: '/properties/passportNumber' }]);
    });

    it('is there for its owner, and for the reader once the source is released', async () => {
      const own = await read(world.anna, `/v1/entities/${entity}`);
      expect([own.caption, valuesOf(own, 'name')]).toEqual(['Ti Zorey Sekre', ['Jean Publik', 'Ti Zorey Sekre']]);
      expect(await searches(world.anna, 'document', 'SEKRE99')).toHaveLength(1);
      await release(source);
      const body = await read(world.paola, `/v1/entities/${entity}`);
      expect(body.caption).toBe('Ti Zorey Sekre');
      expect(body.properties.name[1].sourceRecordId).toBe(source);
      expect(await searches(world.paola, 'document', 'SEKRE99')).toHaveLength(1);
    });

    it('goes out of its writer’s sight too when it is recalled, and does not stand in the way of more statements', async () => {
      const theirs = (await expectStatus(201, world.anna.api.post('/v1/inspections', { ...inspection, ...forPanel() })))
        .body.id;
      const statements = [
        { prop: 'name', value: 'From Paris' },
        { prop: 'alias', value: 'From the port', sourceRecordId: theirs },
      ];
      const mine = await expectStatus(201, create(world.paola, 'Person', statements));
      const releases = await read(world.anna, `/v1/records/${theirs}/releases`);
      await expectStatus(200, world.anna.api.delete(`/v1/releases/${releases[0].id}`));
      const left = await expectStatus(200, world.paola.api.get(`/v1/entities/${mine.body.id}`));
      expect(Object.keys(left.body.properties)).toEqual(['name']);
      const added = await expectStatus(
        201,
        world.paola.api.post(
          `/v1/entities/${mine.body.id}/statements`,
          { statements: [{ prop: 'alias', value: 'From the press', source: 'press' }] },
          ifMatch(etagOf(left)),
        ),
      );
      expect(valuesOf(added.body, 'alias')).toEqual(['From the press']);
    });
  });

  describe('over time', () => {
    it('a statement taken back stays, as withdrawn, and no longer counts', async () => {
      const created = await expectStatus(
        201,
        create(world.anna, 'Person', [
          { prop: 'name', value: 'Wrong Person', reliability: 'A' },
          { prop: 'name', value: 'Right Person' },
        ]),
      );
      const path = `/v1/entities/${created.body.id}`;
      const statementId = created.body.properties.name[0].id;
      const command = { statementIds: [statementId], because: 'A namesake' };
      const before = new Date().toISOString();
      await wait(5);
      const withdrawn = await expectStatus(
        201,
        world.anna.api.post(`${path}/withdrawals`, command, ifMatch(etagOf(created))),
      );
      expect(withdrawn.body.caption).toBe('Right Person');
      expect(withdrawn.body.properties.name[0]).toMatchObject({
        value: 'Wrong Person',
        withdrawn: { by: world.anna.id, because: 'A namesake' },
      });
      const found = await expectStatus(200, world.anna.api.post('/v1/search', { by: 'name', value: 'Wrong Person' }));
      expect(found.body.hits.filter(({ how }: { how: string }) => how === 'exact')).toEqual([]);
      const twice = world.anna.api.post(`${path}/withdrawals`, command, ifMatch(etagOf(withdrawn)));
      expect((await expectStatus(400, twice)).body.code).toBe('ENTITY.STATEMENT_UNKNOWN');
      const then = await read(world.anna, `${path}?knownAt=${before}`);
      expect(then).toMatchObject({ caption: 'Wrong Person', knownAt: before });
      expect(then.properties.name[0].withdrawn).toBeNull();
      const again = await expectStatus(
        201,
        world.anna.api.post(
          `${path}/statements`,
          { statements: [{ prop: 'name', value: 'Wrong Person', source: 'AGD file', reliability: 'A' }] },
          ifMatch(etagOf(withdrawn)),
        ),
      );
      expect(valuesOf(again.body, 'name')).toEqual(['Wrong Person', 'Right Person', 'Wrong Person']);
    });

    it('an earlier day claims neither later statements nor later sightings nor later relations', async () => {
      const created = await expectStatus(201, create(world.anna, 'Person', [{ prop: 'name', value: 'Known Early' }]));
      const path = `/v1/entities/${created.body.id}`;
      await wait(5);
      const seen = await expectStatus(
        201,
        world.anna.api.post(
          `${path}/statements`,
          { statements: [{ prop: 'name', value: 'Known Early', source: 'AGD file' }] },
          ifMatch(etagOf(created)),
        ),
      );
      const sighting = seen.body.properties.name[0].lastSeen;
      await wait(5);
      const later = await expectStatus(
        201,
        world.anna.api.post(
          `${path}/statements`,
          {
            statements: [
              { prop: 'name', value: 'Known Early', source: 'AGD file' },
              { prop: 'birthDate', value: '1977', source: 'a' },
              { prop: 'birthDate', value: '1979-01-01', source: 'b' },
            ],
          },
          ifMatch(etagOf(seen)),
        ),
      );
      expect(later.body.disagreements).toEqual([
        {
          property: 'birthDate',
          values: [
            { value: '1977', sources: ['a'] },
            { value: '1979-01-01', sources: ['b'] },
          ],
        },
      ]);
      const other = await made(world.anna, 'Person', [{ prop: 'name', value: 'Brother' }]);
      await made(world.anna, 'Family', [
        { prop: 'person', value: created.body.id },
        { prop: 'relative', value: other },
      ]);
      const firstSeen = created.body.properties.name[0].firstSeen;
      const atFirst = await read(world.anna, `${path}?knownAt=${firstSeen}`);
      expect(atFirst.properties.name[0].lastSeen).toBe(firstSeen);
      expect(Object.keys(atFirst.properties)).toEqual(['name']);
      expect((await read(world.anna, `${path}?knownAt=${sighting}`)).properties.name[0].lastSeen).toBe(sighting);
      expect((await read(world.anna, `${path}/relations?knownAt=${sighting}`)).items).toEqual([]);
      expect((await read(world.anna, `${path}/relations`)).items).toHaveLength(1);
      expect((await read(world.anna, `${path}?knownAt=2020-01-01`)).properties).toEqual({});
      await expectStatus(400, world.anna.api.get(`${path}?knownAt=2026-02-30`));
    });
  });

  it.each([
    ['one letter', 'A', 201, ['ONE_LETTER']],
    ['emoji only', '🔫🔫', 201, ['NO_LETTERS']],
    ['bidi', 'Jean‮erreiP', 201, ['BIDI_CONTROL']],
    ['zero width', 'Je​an', 201, ['ZERO_WIDTH']],
    ['blanks', '  ', 400, []],
    ['empty', '', 400, []],
    ['10,000 characters', 'x'.repeat(10_000), 400, []],
  ])('a name of %s is refused or flagged', async (_, value, status, flags) => {
    const { body } = await expectStatus(status, create(world.anna, 'Person', [{ prop: 'name', value }]));
    if (status === 400) expect(body.fields[0].pointer).toBe('/statements/0/value');
    else expect(body.identifierFlags.flatMap((one: { flags: string[] }) => one.flags)).toEqual(flags);
  });

  it('a name with half a character is refused', async () => {
    const raw = JSON.stringify({ schema: 'Person', statements: [{ prop: 'name', value: 'X', source: 's' }] });
    const headers = { 'content-type': 'application/json' };
    const answer = world.anna.api.post('/v1/entities', undefined, { raw: raw.replace('"X"', '"\\ud800"'), headers });
    await expectStatus(400, answer);
  });
});
