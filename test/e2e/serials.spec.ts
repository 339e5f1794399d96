import { randomUUID } from 'node:crypto';
import { type Answer, expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { inspection } from '../support/requests';
import type { Person, World } from '../support/world';

let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await startTestApp();
  world = await app.world();
});
afterAll(() => app?.close());

const pistol = { category: 'FIREARM', quantity: 1, type: 'pistol', make: 'Glock', model: '19', calibre: '9x19' };
const submit = async (items: object[], by: Person = world.anna, more: object = {}): Promise<any> =>
  (await expectStatus(201, by.api.post('/v1/inspections', { ...inspection, ...more, items }))).body;
const search = (body: object, by: Person = world.anna): Promise<Answer> => by.api.post('/v1/firearms/search', body);
const hits = async (body: object, by: Person = world.anna): Promise<any[]> =>
  (await expectStatus(200, search(body, by))).body.hits;
const texts = async (body: object, by: Person = world.anna): Promise<string[]> =>
  (await hits(body, by)).map(({ mark }) => mark.text);
const toPanel = (): object => ({ release: { audienceIds: [world.paola.audienceId], purpose: 'Panel investigation' } });

describe('a number', () => {
  it('said twice, once with its place, is one mark', async () => {
    const marks = [{ kind: 'SERIAL', place: 'FRAME', text: 'TWICE 771', state: 'AS_MARKED' }];
    await submit([{ ...pistol, serial: 'TWICE 771', marks }]);
    expect((await hits({ serial: 'TWICE771' })).map(({ mark }) => [mark.text, mark.place])).toEqual([
      ['TWICE 771', 'FRAME'],
    ]);
  });

  it('is found complete, by look-alikes, without letters between digits, with gaps, and one slip away, in this order', async () => {
    const marks = ['BKX193-427', 'bkxI93427', 'BKX19J3427', 'BKX1?3427', 'BKX193428', 'BKX-777427'];
    const { id } = await submit(marks.map((serial) => ({ ...pistol, serial })));
    const found = await hits({ serial: 'BKX193427', make: 'Glock' });
    expect(found.map(({ mark, way }) => [mark.text, way])).toEqual([
      ['BKX193-427', 'EXACT'],
      ['bkxI93427', 'LOOK_ALIKE'],
      ['BKX1?3427', 'PATTERN'],
      ['BKX19J3427', 'LETTERS_DROPPED'],
      ['BKX193428', 'ONE_EDIT'],
    ]);
    expect(found[0]).toMatchObject({
      record: { id, kind: 'inspection' },
      item: 0,
      mark: { kind: 'SERIAL', superseded: false },
      weapon: { make: 'Glock', model: '19', calibre: '9x19', type: 'pistol' },
      chance: expect.stringMatching(/^1 in [\d,]+$/),
      reasons: ['the same number', 'same make'],
      links: [],
    });
    expect(found[1].aligned[3]).toEqual({ asked: '1', stored: 'I', agreement: 'LOOK_ALIKE' });
    expect(found.map(({ score }) => score)).toEqual([...found.map(({ score }) => score)].sort((a, b) => b - a));
  });

  it.each([
    ['one unknown', 'QWE4?71'],
    ['a run before', '*4471'],
    ['a run after', 'QWE44*'],
    ['a choice', 'QWE[4A]471'],
    ['a doubtful character', 'QWE4~471'],
    ['a run within', 'QW*71'],
    ['a gap at a known place', 'Q?E?47?'],
  ])('with %s needs make, calibre or type beside it: %s', async (_, serial) => {
    await submit([
      { ...pistol, serial: 'QWE4471' },
      { ...pistol, serial: 'XXX0000' },
    ]);
    for (const narrowed of [{ make: 'Glock GmbH' }, { calibre: '9 mm Luger' }, { type: 'Pistolet' }])
      expect(new Set(await texts({ serial, ...narrowed }))).toEqual(new Set(['QWE4471']));
    expect(await texts({ serial, make: 'Beretta', calibre: '7.62x39' })).toEqual([]);
    const { body } = await expectStatus(422, search({ serial }));
    expect([body.code, body.reasons[0].code]).toEqual(['FIREARM.TOO_BROAD', 'NO_WEAPON_NAMED']);
  });

  it('with gaps finds marks with gaps with which it has three characters in common, and none it contradicts', async () => {
    await submit(['RZ1?34', 'RZ19?4', 'RZ2?34', '??1934'].map((serial) => ({ ...pistol, serial })));
    expect(new Set(await texts({ serial: 'RZ193?', make: 'Glock' }))).toEqual(new Set(['RZ1?34', 'RZ19?4', '??1934']));
    expect(new Set(await texts({ serial: 'RZ1934' }))).toEqual(new Set(['RZ1?34', 'RZ19?4', '??1934']));
  });

  it('of a partial mark without signs may go on before and after', async () => {
    await submit([{ ...pistol, serial: 'PRT88', serialState: 'PARTIAL' }]);
    expect(await texts({ serial: 'XPRT8812' })).toEqual(['PRT88']);
  });

  it('of a weapon of which nothing is said is found too, one that contradicts comes later', async () => {
    await submit([
      { ...pistol, serial: 'MMK5551', make: 'Taurus', calibre: '9x19' },
      { category: 'FIREARM', quantity: 1, serial: 'MMK5551' },
      { ...pistol, serial: 'MMK5551' },
    ]);
    const found = await hits({ serial: 'MMK5551', make: 'GLOCK' });
    expect(found.map(({ weapon }) => weapon.make)).toEqual(['Glock', null, 'Taurus']);
    expect(found[2].facts).toEqual([{ fact: 'make', agrees: false }]);
    expect((await hits({ serial: 'MMK55?1', make: 'Glock' })).map(({ weapon }) => weapon.make)).toEqual([
      'Glock',
      null,
    ]);
  });

  it.each([
    ['A[1', 'OPEN_BRACKET'],
    ['~1', 'TILDE_AFTER_NOTHING'],
    ['--', 'EMPTY'],
  ])('that breaks the grammar is refused with the place: %s', async (serial, code) => {
    const { body } = await expectStatus(400, search({ serial }));
    expect([body.code, body.fields[0].pointer, body.fields[0].code]).toEqual([
      'FIREARM.SERIAL_UNREADABLE',
      '/serial',
      code,
    ]);
  });

  it.each([
    ['A?2', 'TOO_FEW_KNOWN'],
    ['*4*5*2*', 'KNOWN_CHARACTERS_SCATTERED'],
    ['A', 'TOO_SHORT'],
  ])('that says too little is too broad: %s', async (serial, code) => {
    const { body } = await expectStatus(422, search({ serial, make: 'Glock' }));
    expect(body.reasons.map((one: { code: string }) => one.code)).toEqual([code]);
  });
});

describe('who sees what', () => {
  it('only marks of records one sees are found, and hidden ones take no place in the limit', async () => {
    const serials = Array.from({ length: 30 }, (_, i) => `HID${100 + i}77`);
    await submit(serials.map((serial) => ({ ...pistol, serial })));
    const released = await submit([{ ...pistol, serial: 'HID99977', make: 'Glock' }], world.anna, toPanel());
    const question = { serial: 'HID*77', make: 'Glock', limit: 5 };
    const panel = await expectStatus(200, search(question, world.paola));
    expect([panel.body.hits.map(({ record }: any) => record.id), panel.body.truncated]).toEqual([[released.id], false]);
    expect(await texts(question, world.diego)).toEqual([]);
    const own = await expectStatus(200, search(question));
    expect([own.body.hits.length, own.body.truncated]).toEqual([5, true]);
    for (const person of [world.adele, world.oscar]) await expectStatus(403, search(question, person));
  });
});

describe('a judgement on two firearms', () => {
  const judge = (left: object, right: object, decision: string, by: Person = world.anna): Promise<Answer> =>
    by.api.post(
      '/v1/firearms/links',
      { left, right, decision, reason: 'Same mark in both photographs' },
      { headers: { 'idempotency-key': randomUUID() } },
    );

  it('stands beside the search, is its organisation’s own, and is never more than the last word', async () => {
    const one = await submit([{ ...pistol, serial: 'LNK4401' }], world.anna, toPanel());
    const other = await submit(
      [
        { ...pistol, serial: 'XX1' },
        { ...pistol, serial: 'LNK4401' },
      ],
      world.anna,
      toPanel(),
    );
    const [left, right] = [
      { inspectionId: other.id, item: 1 },
      { inspectionId: one.id, item: 0 },
    ];
    const { body } = await expectStatus(201, judge(left, right, 'CONFIRMED'));
    expect(body).toMatchObject({
      decision: 'CONFIRMED',
      standing: true,
      judgedBy: 'anna',
      firearms: [
        { inspectionId: one.id, item: 0 },
        { inspectionId: other.id, item: 1 },
      ],
    });
    const found = await hits({ serial: 'LNK4401' });
    expect(found.map(({ links }) => links.map((link: any) => link.id))).toEqual([[body.id], [body.id]]);
    expect((await hits({ serial: 'LNK4401' }, world.paola)).map(({ links }) => links)).toEqual([[], []]);
    await expectStatus(404, world.paola.api.get(`/v1/firearms/links/${body.id}`));

    await expectStatus(201, judge(right, left, 'REJECTED'));
    await expectStatus(201, judge(left, right, 'WITHDRAWN'));
    expect((await expectStatus(422, judge(left, right, 'WITHDRAWN'))).body.code).toBe('FIREARM.LINK_NOT_STANDING');
    const { items } = (await expectStatus(200, world.anna.api.get(`/v1/inspections/${one.id}/firearm-links`))).body;
    expect(items.map(({ decision, standing }: any) => [decision, standing])).toEqual([
      ['WITHDRAWN', false],
      ['REJECTED', false],
      ['CONFIRMED', false],
    ]);
  });

  it('needs two different items that one sees', async () => {
    const own = await submit([{ ...pistol, serial: 'LNK5501' }], world.diego);
    const hidden = await submit([{ ...pistol, serial: 'LNK5501' }]);
    const left = { inspectionId: own.id, item: 0 };
    for (const right of [{ inspectionId: hidden.id, item: 0 }, { inspectionId: own.id, item: 7 }, left]) {
      const { body } = await expectStatus(400, judge(left, right, 'CONFIRMED', world.diego));
      expect([body.code, body.fields[0].pointer]).toEqual(['FIREARM.OTHER_UNKNOWN', '/right']);
    }
  });
});

describe('the reference of firearms', () => {
  const check = async (weapon: object): Promise<any[]> =>
    (await expectStatus(200, world.anna.api.post('/v1/firearm-references/check', weapon))).body.checks;

  it('flags what it does not know, with the nearest it knows', async () => {
    expect(await check({ make: 'Glok', model: '19', calibre: '9mm Luger', type: 'fusil' })).toMatchObject([
      { field: 'make', value: 'Glok', known: false, flag: 'UNKNOWN', nearest: ['Glock'] },
      { field: 'model', known: true, canonical: '19' },
      { field: 'calibre', known: true, canonical: '9x19 Parabellum', flag: 'OTHER_NAME' },
      { field: 'type', known: true, canonical: 'RIFLE', flag: 'OTHER_NAME' },
    ]);
  });

  it('is extended by an administrator, and by nobody else', async () => {
    const model = { kind: 'MODEL', name: 'G2C Tactical', make: 'Forjas Taurus' };
    expect(await check({ make: 'Taurus', model: 'g2c tactical' })).toMatchObject([
      { known: true },
      { known: false, nearest: ['G2C'] },
    ]);
    await expectStatus(403, world.anna.api.post('/v1/firearm-references', model));
    const { body } = await expectStatus(201, world.adele.api.post('/v1/firearm-references', model));
    expect(body).toMatchObject({ make: 'Taurus', isDelivered: false, otherNames: [] });
    await expectStatus(
      201,
      world.adele.api.post('/v1/firearm-references', { ...model, name: 'G2CT', sameAs: 'G2C Tactical' }),
    );
    expect(await check({ make: 'Taurus', model: 'g2ct' })).toMatchObject([
      { known: true },
      { canonical: 'G2C Tactical', flag: 'OTHER_NAME' },
    ]);
    const codes = await Promise.all(
      [
        model,
        { kind: 'MODEL', name: 'X' },
        { ...model, make: 'Nobody' },
        { kind: 'MAKE', name: '--' },
        { kind: 'CALIBRE', name: '9mm X', sameAs: '9mm Y' },
      ].map(async (one) => (await world.adele.api.post('/v1/firearm-references', one)).body.code),
    );
    expect(codes).toEqual(
      ['KNOWN_ALREADY', 'MAKE_UNKNOWN', 'MAKE_UNKNOWN', 'NAME_EMPTY', 'SAME_AS_UNKNOWN'].map(
        (code) => `FIREARM_REFERENCE.${code}`,
      ),
    );
    const models = (
      await expectStatus(200, world.diego.api.get('/v1/firearm-references?kind=MODEL&make=Taurus&limit=1'))
    ).body;
    expect(models).toMatchObject({
      items: [{ name: 'G2C Tactical', otherNames: ['G2CT'] }],
      nextCursor: expect.any(String),
    });
    const next = await expectStatus(
      200,
      world.diego.api.get(`/v1/firearm-references?kind=MODEL&make=Taurus&limit=2&cursor=${models.nextCursor}`),
    );
    expect(next.body.items).toHaveLength(2);
  });
});
