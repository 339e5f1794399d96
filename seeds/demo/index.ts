import fs from 'node:fs';
import type { INestApplication } from '@nestjs/common';
import { FirstAdministrator } from '../../src/modules/access';
import { dataFile } from '../../src/platform/config/config';
import type { Runtime } from '../../src/platform/config/runtime';
import { type Cast, gatherCast } from './cast';
import { silent } from './narrator';
import { tellStory } from './story';

/**
 * Demo organisations, users and the story of the main job, told over HTTP to the server itself. Only on an embedded database without
 * users: it refuses anywhere else, because demo accounts have no place beside real ones.
 */
export async function seedDemo(
  url: string,
  app: INestApplication,
  runtime: Runtime,
  print: (message: string) => void,
): Promise<void> {
  if (!runtime.config.embedded) throw new Error('demo data belongs on the embedded database only');
  const token = await app.get(FirstAdministrator).offer();
  if (!token) return;
  const cast = await gatherCast(url, token, silent);
  const file = dataFile(runtime.config, 'demo-users.json');
  fs.writeFileSync(file, `${JSON.stringify(demoUsers(cast), null, 2)}\n`, { mode: 0o600 });
  await tellStory(cast, silent);
  print(`Demo users (kept in ${file}):`);
  for (const [email, { password, role }] of Object.entries(demoUsers(cast)))
    print(`  ${email.padEnd(22)} ${password}  ${role}`);
}

function demoUsers(cast: Cast): Record<string, { password: string; role: string; organisation: string }> {
  const { administrator, haiti, dominican, panel, secretary, lawyer, secondLawyer, auditor } = cast;
  const members = [administrator, haiti, dominican, panel, secretary, lawyer, secondLawyer, auditor];
  return Object.fromEntries(
    members.map(({ email, password, role, organisation }) => [email, { password, role, organisation }]),
  );
}
