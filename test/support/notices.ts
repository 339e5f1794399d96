import { ActorFactory, ActorsRepository, organisationActor } from '../../src/modules/access';
import { AuditTrail } from '../../src/modules/audit';
import { type Notice, Notices } from '../../src/modules/records';
import type { Actor } from '../../src/platform/context/actor';
import { asSuperuser } from '../../src/platform/database/provision';
import { UnitOfWork } from '../../src/platform/database/unit-of-work';
import type { TestApp } from './app';
import type { Person } from './world';

interface Keys {
  readonly user: number;
  readonly organisation: number;
  readonly audience: number;
}

/** Inside keys of somebody, which no API tells. */
export const keysOf = (test: TestApp, { id }: Pick<Person, 'id'>): Promise<Keys> =>
  asSuperuser(test.database.superuser, async (client) => {
    const { rows } = await client.query<Keys>(
      `SELECT u.key AS user, o.key AS organisation, o.audience_key AS audience FROM users u JOIN organisations o ON o.key = u.organisation_key WHERE u.id = $1`,
      [id],
    );
    return rows[0]!;
  });

export async function actorOf(test: TestApp, person: Pick<Person, 'id'>): Promise<Actor> {
  const { user } = await keysOf(test, person);
  const row = await test.app.get(ActorsRepository, { strict: false }).byUser(user);
  return test.app.get(ActorFactory, { strict: false }).make(row!, { kind: 'password' });
}

export async function organisationOf(test: TestApp, person: Pick<Person, 'id'>): Promise<Actor> {
  const { organisation } = await keysOf(test, person);
  return organisationActor((await test.app.get(ActorsRepository, { strict: false }).byOrganisation(organisation))!);
}

/** Tells people something as a module would, in a unit of work of somebody. */
export async function giveNotice(test: TestApp, by: Pick<Person, 'id'>, ...given: readonly Notice[]): Promise<void> {
  const actor = await actorOf(test, by);
  await test.app.get(UnitOfWork).write(actor, async () => {
    test.app.get(AuditTrail, { strict: false }).append({ name: 'record.updated' });
    for (const notice of given) await test.app.get(Notices, { strict: false }).give(notice);
  });
}

/** Until what is planned for now is done. */
export async function quietQueue(test: TestApp): Promise<void> {
  for (;;) {
    const waiting = await asSuperuser(test.database.superuser, async (client) => {
      const { rows } = await client.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE run_at <= now() AND attempts < max_attempts`,
      );
      return rows[0]!.n;
    });
    if (waiting === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
