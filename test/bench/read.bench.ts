import { withCleanup } from './cleanup';
import { benchRead } from './read';
import { report } from './report';

void withCleanup(async (defer) => report(await benchRead(defer)));
