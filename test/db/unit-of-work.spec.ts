import { UnitOfWork } from '../../src/platform/database/unit-of-work';
import type { Actor } from '../../src/platform/context/actor';
import { SYSTEM_ACTOR } from '../../src/modules/access';
import { startTestApp, type TestApp } from '../support/app';

const actor = (organisationKey: number): Actor => ({
  ...SYSTEM_ACTOR,
  organisationKey,
  userKey: organisationKey + 1000,
});

describe('a unit of work', () => {
  let test: TestApp;
  let uow: UnitOfWork;
  beforeAll(async () => {
    test = await startTestApp();
    uow = test.app.get(UnitOfWork);
  });
  afterAll(() => test.close());

  const me = async (): Promise<string> =>
    (await uow.query<{ me: string }>(`SELECT current_setting('app.me', true) AS me`))[0]!.me;

  it('is the only way to a query', () => {
    expect(() => uow.query('SELECT 1')).toThrow('a repository was used outside a unit of work');
  });

  it('never lends its settings: 200 interleaved units on 8 connections each see their own actor', async () => {
    const seen = await Promise.all(Array.from({ length: 200 }, (_, i) => uow.read(actor(i), me)));
    expect(seen).toEqual(Array.from({ length: 200 }, (_, i) => String(i)));
  });

  it('is joined by a nested call of the same actor and refused to another or a stronger mode', async () => {
    expect(await uow.read(actor(1), () => uow.read(actor(1), me))).toBe('1');
    await expect(uow.read(actor(1), () => uow.read(actor(2), me))).rejects.toThrow('COMMON.BUG');
    await expect(uow.read(actor(1), () => uow.write(actor(1), me))).rejects.toThrow('COMMON.BUG');
  });

  it('that writes without saying so to the log is refused', async () => {
    await expect(uow.write(actor(1), me)).rejects.toThrow('a unit of work wrote without an audit event');
  });

  it('does not answer as if it had committed when a statement failed and nobody looked', async () => {
    const swallowed = uow.read(actor(1), async () => {
      await uow.query('SELECT 1 / 0').catch(() => undefined);
      return 'fine';
    });
    await expect(swallowed).rejects.toThrow('the transaction had failed before');
  });

  it('survives more callers than connections, each with nested calls', async () => {
    const calls = Array.from({ length: 40 }, (_, i) =>
      uow.read(actor(i), async () => [await me(), await uow.read(actor(i), me)]),
    );
    expect(await Promise.all(calls)).toEqual(Array.from({ length: 40 }, (_, i) => [String(i), String(i)]));
  });
});
