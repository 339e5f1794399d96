import { randomBytes } from 'node:crypto';
import { asSuperuser, type DatabaseUrls, provision } from '../../src/platform/database/provision';

export interface TestDatabase extends DatabaseUrls {
  /** The superuser, for looking behind row-level security and for tampering. */
  readonly superuser: string;
  drop(): Promise<void>;
}

/** A private database, cloned from the migrated template. Its name is never the default one. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const admin = process.env.TEST_ADMIN_URL!;
  const name = `lambi_t_${process.env.JEST_WORKER_ID ?? '0'}_${randomBytes(4).toString('hex')}`;
  await asSuperuser(admin, (client) =>
    client.query(
      `CREATE DATABASE "${name}" TEMPLATE "${process.env.TEST_TEMPLATE}" STRATEGY FILE_COPY OWNER lambi_owner`,
    ),
  );
  const superuser = Object.assign(new URL(admin), { pathname: `/${name}` }).toString();
  return {
    ...(await provision(admin, name)),
    superuser,
    drop: async () => {
      await asSuperuser(admin, (client) => client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));
    },
  };
}
