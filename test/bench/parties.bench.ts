import { benchParties } from './parties';
import { withCleanup } from './cleanup';
import { report } from './report';

void withCleanup(async (defer) => report(await benchParties(defer)));
