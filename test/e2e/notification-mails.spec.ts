import { CLOCK, type Clock } from '../../src/kernel/clock';
import { DigestJob } from '../../src/modules/notifications/mail/digest.job';
import { SendMailJob } from '../../src/modules/notifications/mail/send-mail.job';
import { Mailer } from '../../src/modules/notifications/mail/mailer.service';
import type { NoticeKind } from '../../src/modules/records';
import { Metrics } from '../../src/platform/metrics/metrics';
import { readConfig } from '../../src/platform/config/config';
import type { Runtime } from '../../src/platform/config/runtime';
import { asSuperuser } from '../../src/platform/database/provision';
import { expectStatus } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/app';
import { freePort, type MailServer, startMailServer } from '../support/mail-server';
import { giveNotice, keysOf, quietQueue } from '../support/notices';
import { inspection } from '../support/requests';
import { newPerson, type Person, type World } from '../support/world';

/* E-mail to people who are not signed in: that something happened, and nothing of what. */
const FROM = 'lambi@un.example';
let port: number;
let mail: MailServer;
let test: TestApp;
let world: World;
beforeAll(async () => {
  port = await freePort();
  mail = await startMailServer(port);
  test = await startTestApp({
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: FROM,
    PUBLIC_URL: 'https://lambi.example',
  });
  world = await test.world();
});
beforeEach(() => {
  mail.received.length = 0;
  mail.answer(250);
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => {
  await test.close();
  await mail.close();
});

const at = (time: Date | string): void => {
  const now = new Date(time);
  jest.spyOn(test.app.get<Clock>(CLOCK), 'now').mockImplementation(() => now);
};
let count = 0;
/** A new colleague of Diego, so that stories do not meet. */
const colleague = (): Promise<Person> => {
  const { organisationId: id, audienceId } = world.diego;
  return newPerson(
    test.url,
    world.adele.api,
    { id, audienceId },
    { name: `dora${(count += 1)}`, role: 'member_state_liaison', clearance: 2 },
  );
};
const tell = async (person: Person, kind: NoticeKind, recordId: string | null = null): Promise<void> => {
  const { user: userKey } = await keysOf(test, person);
  await giveNotice(test, world.anna, { kind, to: { userKey }, recordId });
};
const choose = async (person: Person, body: object): Promise<void> => {
  const { headers } = await expectStatus(200, person.api.get('/v1/notification-preferences'));
  await expectStatus(
    200,
    person.api.put('/v1/notification-preferences', body, { headers: { 'if-match': headers.get('etag')! } }),
  );
};
interface Logged {
  id: string;
  purpose: string;
  state: string;
  reason: string | null;
  attempts: number;
  nextAttemptAt: string | null;
}
const logOf = async (person: Person): Promise<Logged[]> =>
  (await expectStatus(200, person.api.get<{ items: Logged[] }>('/v1/notification-mails'))).body.items;
const sendAgain = async (person: Person, mailId: string): Promise<void> => {
  const { user: userKey, organisation: organisationKey } = await keysOf(test, person);
  await test.app.get(SendMailJob, { strict: false }).run({ organisationKey, userKey, mailId });
};
const textOf = (raw: string): string => {
  const [, body = ''] = raw.split(/\r\n\r\n(.*)/s);
  const unfolded = body.replace(/=\r\n/g, '');
  const bytes = unfolded.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
};
const released = async (): Promise<{ recordId: string; releaseId: string }> => {
  const { body } = await expectStatus(
    201,
    world.anna.api.post('/v1/inspections', { ...inspection, necessity: 'CANARY-7f3a' }),
  );
  const release = { recordIds: [body.id], audienceIds: [world.diego.audienceId], purpose: 'CANARY-9b1c' };
  const answer = await expectStatus(201, world.anna.api.post('/v1/releases', release));
  return { recordId: body.id, releaseId: answer.body.releases[0].id };
};

it('says that something happened and where to look, in the language of the State, to one address', async () => {
  const dora = await colleague();
  const { recordId } = await released();
  await tell(dora, 'consent.requested', recordId);
  await quietQueue(test);
  expect(mail.received).toHaveLength(1);
  const [{ from, to, raw }] = mail.received as [MailServer['received'][number]];
  expect([from, to]).toEqual([FROM, [dora.email]]);
  expect(textOf(raw)).toContain('Se solicita su consentimiento');
  expect(textOf(raw)).toContain(`https://lambi.example/v1/records/${recordId}`);
  for (const secret of ['CANARY', inspection.containerNumber, 'HT-AGD', 'anna', 'Douanes'])
    expect(textOf(raw)).not.toContain(secret);
  expect(raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
  expect(await logOf(dora)).toMatchObject([{ purpose: 'AT_ONCE', state: 'SENT', attempts: 1 }]);
  expect(await logOf(world.diego)).toEqual([]);
});

it('of what is above somebody’s clearance is not in the list of e-mails either', async () => {
  const { organisationId: id, audienceId } = world.diego;
  const low = { name: 'dorita', role: 'member_state_liaison', clearance: 1 };
  const lowly = await newPerson(test.url, world.adele.api, { id, audienceId }, low);
  const cleared = await colleague();
  const { organisation: organisationKey } = await keysOf(test, world.diego);
  const strict = { ...inspection, classification: 'STRICTLY_CONFIDENTIAL' };
  const { body } = await expectStatus(201, world.anna.api.post('/v1/inspections', strict));
  const release = { recordIds: [body.id], audienceIds: [audienceId], purpose: 'Joint operation' };
  await expectStatus(201, world.anna.api.post('/v1/releases', release));
  await giveNotice(test, world.anna, { kind: 'consent.requested', to: { organisationKey }, recordId: body.id });
  await quietQueue(test);
  expect(await logOf(cleared)).toMatchObject([{ state: 'SENT' }]);
  expect(await logOf(lowly)).toEqual([]);
});

it('is not sent of what is hidden, read, silenced, or to somebody disabled, by the time it would be sent', async () => {
  mail.answer(451);
  const people = await Promise.all([colleague(), colleague(), colleague(), colleague()]);
  const [hidden, reader, silent, gone] = people;
  const { recordId, releaseId } = await released();
  await tell(hidden, 'consent.requested', recordId);
  for (const person of [reader, silent, gone]) await tell(person, 'task.assigned');
  await quietQueue(test);
  mail.answer(250);
  const waiting = await Promise.all(people.map(async (person) => (await logOf(person))[0]!));
  await expectStatus(200, world.anna.api.delete(`/v1/releases/${releaseId}`, { because: 'too early' }));
  expect((await logOf(hidden)).map(({ id }) => id)).not.toContain(waiting[0]!.id);
  await expectStatus(200, reader.api.post('/v1/notifications/read', { until: '2100-01-01T00:00:00Z' }));
  await choose(silent, { channels: [{ kind: 'task.assigned', channel: 'INBOX' }] });
  const { headers } = await expectStatus(200, world.adele.api.get(`/v1/users/${gone.id}`));
  await expectStatus(
    200,
    world.adele.api.patch(
      `/v1/users/${gone.id}`,
      { disabled: true },
      { headers: { 'if-match': headers.get('etag')! } },
    ),
  );
  for (const [i, person] of people.entries()) await sendAgain(person, waiting[i]!.id);
  expect(mail.received).toEqual([]);
  const settled = await asSuperuser(test.database.superuser, async (client) => {
    const ids = waiting.map(({ id }) => id);
    const { rows } = await client.query<{ id: string; is: string }>(
      `SELECT id, state || ' ' || reason AS is FROM notification_mails WHERE id = ANY ($1)`,
      [ids],
    );
    return ids.map((id) => rows.find((row) => row.id === id)!.is);
  });
  expect(settled).toEqual([
    'NOT_SENT NOT_VISIBLE',
    'NOT_SENT READ_ALREADY',
    'NOT_SENT NOT_WANTED',
    'NOT_SENT USER_DISABLED',
  ]);
});

it('waits for the end of quiet hours, unless it tells of a recall', async () => {
  const dora = await colleague();
  await choose(dora, { timeZone: 'America/New_York', quietHours: { from: '22:00', until: '06:00' } });
  at('2099-11-01T04:30:00Z'); // half past midnight, in the night in which clocks go back
  await tell(dora, 'task.assigned');
  await tell(dora, 'record.recalled');
  await quietQueue(test);
  expect(mail.received).toHaveLength(1);
  const waiting = (await logOf(dora)).find(({ state }) => state === 'WAITING')!;
  expect(waiting).toMatchObject({ reason: 'QUIET_HOURS', nextAttemptAt: '2099-11-01T11:00:00.000Z', attempts: 0 });
  at('2099-11-01T10:59:59Z');
  await sendAgain(dora, waiting.id);
  expect(mail.received).toHaveLength(1);
  at('2099-11-01T11:00:00Z');
  await sendAgain(dora, waiting.id);
  expect(mail.received).toHaveLength(2);
});

it('gathers what can wait into one digest at the chosen hour', async () => {
  const dora = await colleague();
  await choose(dora, {
    language: 'en',
    digest: { every: 'WEEKLY', hour: 8, weekday: 5 },
    timeZone: 'America/Santo_Domingo',
  });
  const { recordId } = await released();
  await tell(dora, 'task.due_soon');
  await quietQueue(test);
  expect(mail.received).toEqual([]);
  const keys = await keysOf(test, dora);
  const planned = await asSuperuser(
    test.database.superuser,
    async (client) =>
      (
        await client.query<{ key: string; run_at: Date }>(
          `SELECT key, run_at FROM graphile_worker.jobs WHERE key LIKE $1`,
          [`digest ${keys.user} %`],
        )
      ).rows,
  );
  expect(planned).toHaveLength(1);
  expect([planned[0]!.run_at.getUTCDay(), planned[0]!.run_at.getUTCHours()]).toEqual([5, 12]);
  const digest = test.app.get(DigestJob, { strict: false });
  const payload = { organisationKey: keys.organisation, userKey: keys.user };
  await digest.run(payload);
  await digest.run(payload);
  await quietQueue(test);
  expect(mail.received).toHaveLength(1);
  const text = textOf(mail.received[0]!.raw);
  expect(mail.received[0]!.raw).toMatch(/^Subject: Lambi: 2 notifications\r$/m);
  expect(text).toContain(
    `A record has been released to you\nhttps://lambi.example/v1/records/${recordId}`.replace('\n', '\r\n'),
  );
  expect(await logOf(dora)).toMatchObject([{ purpose: 'DIGEST', state: 'SENT' }]);
});

describe('a mail server', () => {
  it('that is away is asked again when it is back', async () => {
    const dora = await colleague();
    await mail.close();
    await tell(dora, 'task.assigned');
    await quietQueue(test);
    const [waiting] = (await logOf(dora)) as [Logged];
    expect(waiting).toMatchObject({ state: 'WAITING', reason: 'UNREACHABLE', attempts: 1 });
    expect(new Date(waiting.nextAttemptAt!).getTime()).toBeGreaterThan(Date.now());
    const metrics = await test.app.get(Metrics).registry.metrics();
    expect(metrics).toMatch(/lambi_notification_backlog\{what="mails_waiting"\} [1-9]/);
    mail = await startMailServer(port);
    await sendAgain(dora, waiting.id);
    expect(mail.received.map(({ to }) => to)).toEqual([[dora.email]]);
    expect(await logOf(dora)).toMatchObject([{ state: 'SENT', attempts: 2 }]);
    await sendAgain(dora, waiting.id);
    expect(mail.received).toHaveLength(1);
  });

  it('that asks to wait (4xx) is asked again, for a day', async () => {
    const dora = await colleague();
    mail.answer(451);
    await tell(dora, 'task.assigned');
    await quietQueue(test);
    let [entry] = (await logOf(dora)) as [Logged];
    expect(entry).toMatchObject({ state: 'WAITING', reason: 'SMTP_451', attempts: 1 });
    while (entry.state === 'WAITING') {
      at(entry.nextAttemptAt!);
      await sendAgain(dora, entry.id);
      jest.restoreAllMocks();
      [entry] = (await logOf(dora)) as [Logged];
    }
    expect(entry).toMatchObject({ state: 'FAILED', reason: 'SMTP_451', attempts: 8 });
  });

  it('that refuses for good (5xx) is not asked again', async () => {
    const dora = await colleague();
    mail.answer(550);
    await tell(dora, 'task.assigned');
    await quietQueue(test);
    expect(await logOf(dora)).toMatchObject([
      { state: 'FAILED', reason: 'SMTP_550', attempts: 1, nextAttemptAt: null },
    ]);
  });

  it('elsewhere without TLS, or with a certificate nobody vouches for, gets nothing', async () => {
    const mailer = (url: string): Mailer =>
      new Mailer({ config: readConfig({ SMTP_URL: url, MAIL_FROM: FROM }) } as unknown as Runtime);
    const given = { id: '1', to: 'dora@x.do', subject: 's', text: 't' };
    // Any other name of this machine counts as another machine.
    expect(await mailer(`smtp://127.0.0.2:${port}`).send(given)).toMatchObject({ sent: false });
    const other = await freePort();
    const secured = await startMailServer(other, { secure: true });
    expect(await mailer(`smtps://127.0.0.1:${other}`).send(given)).toMatchObject({
      sent: false,
      again: true,
      reason: 'UNREACHABLE',
    });
    expect([...mail.received, ...secured.received]).toEqual([]);
    await secured.close();
  });
});

it.each(['dora@x.do\r\nBcc: all@x.do', 'dora@x.do, all@x.do', '"x\r\nRCPT TO:<all@x.do>"@x.do'])(
  'an address that would add a header or a recipient is not written to: %j',
  async (email) => {
    const dora = await colleague();
    await asSuperuser(test.database.superuser, (client) =>
      client.query('UPDATE users SET email = lower($2) WHERE id = $1', [dora.id, email]),
    );
    await tell(dora, 'task.assigned');
    await quietQueue(test);
    expect(mail.received).toEqual([]);
    expect(await logOf(dora)).toMatchObject([{ state: 'NOT_SENT', reason: 'ADDRESS_REFUSED' }]);
  },
);
