import { withCleanup } from './cleanup';
import { report } from './report';
import { benchStart } from './start';

void withCleanup(async (defer) => report(await benchStart(defer)));
