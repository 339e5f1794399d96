import type { INestApplication } from '@nestjs/common';
import { FirstAdministrator } from './modules/access';

/** On a database without users: prints the one-time token with which the first administrator is made. There is no default account. */
export async function offerFirstAdministrator(
  app: INestApplication,
  url: string,
  print: (message: string) => void,
): Promise<void> {
  const token = await app.get(FirstAdministrator).offer();
  if (token)
    print(
      `No user exists. Make the first administrator within an hour: POST ${url}/v1/auth/first-administrator with the token\n  ${token}`,
    );
}
