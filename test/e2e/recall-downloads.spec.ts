import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { inspection } from '../support/requests';
import type { World } from '../support/world';

const FILE = randomBytes(24 * 1024 * 1024);

/* A download runs for as long as its line needs. What is taken away in the meantime is not given any further. */
describe('a running download', () => {
  let test: TestApp;
  let world: World;
  let token: string;
  beforeAll(async () => {
    test = await startTestApp();
    world = await test.world();
    const { email, password } = world.paola;
    token = (await expectStatus(200, test.anonymous.post('/v1/auth/login', { email, password }))).body.accessToken;
  });
  afterAll(() => test.close());

  const evidence = async (audienceId: string): Promise<{ id: string; attachment: string }> => {
    const release = { audienceIds: [audienceId], purpose: 'Panel investigation' };
    const { body } = await expectStatus(201, world.diego.api.post('/v1/inspections', { ...inspection, release }));
    const path = `/v1/records/${body.id}/attachments?fileName=film.mp4`;
    const headers = { 'content-type': 'application/octet-stream' };
    const attached = await expectStatus(201, world.diego.api.post(path, undefined, { raw: FILE, headers }));
    return { id: body.id, attachment: attached.body.id };
  };
  /** Reads a little, lets something happen, and reads on: how many bytes came, and whether the line was cut. */
  const slowly = async (
    path: string,
    meanwhile: () => Promise<unknown>,
  ): Promise<{ bytes: number; isCut: boolean }> => {
    const response = await fetch(test.url + path, { headers: { authorization: `Bearer ${token}` } });
    expect(response.status).toBe(200);
    const reader = response.body!.getReader();
    let bytes = (await reader.read()).value!.length;
    await meanwhile();
    await sleep(300);
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return { bytes, isCut: false };
        bytes += value.length;
      }
    } catch {
      return { bytes, isCut: true };
    }
  };
  const recall = (id: string): Promise<unknown> =>
    expectStatus(201, world.diego.api.post(`/v1/records/${id}/recalls`, { because: 'Too much', destroyCopies: false }));

  it('comes whole if nothing is taken away', async () => {
    const { attachment } = await evidence(world.paola.audienceId);
    const whole = await slowly(`/v1/attachments/${attachment}/content`, () => Promise.resolve());
    expect(whole).toEqual({ bytes: FILE.length, isCut: false });
  });

  it.each([
    ['a file', ({ attachment }: { attachment: string }) => `/v1/attachments/${attachment}/content`],
    ['a package', ({ id }: { id: string }) => `/v1/records/${id}/package`],
  ])('of %s is cut off by a recall', async (_, pathOf) => {
    const made = await evidence(world.paola.audienceId);
    const { bytes, isCut } = await slowly(pathOf(made), () => recall(made.id));
    expect(isCut).toBe(true);
    expect(bytes).toBeLessThan(FILE.length);
  });

  it('is cut off when the reader leaves the group that it was released to', async () => {
    const { adele, paola } = world;
    const group = { code: 'MONA', label: 'Mona Passage', memberOrganisationIds: [paola.organisationId] };
    const { body } = await expectStatus(201, adele.api.post('/v1/groups', group));
    const { attachment } = await evidence(body.audienceId ?? body.id);
    const leave = `/v1/groups/${body.id}/members/${paola.organisationId}`;
    const left = await slowly(`/v1/attachments/${attachment}/content`, () =>
      adele.api.delete(leave).then(({ status }) => expect(status).toBeLessThan(300)),
    );
    expect(left.isCut).toBe(true);
  });
});
