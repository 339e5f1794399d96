import { withCleanup } from './cleanup';
import { benchExchange } from './exchange';
import { report } from './report';

void withCleanup(async (defer) => report(await benchExchange(defer)));
