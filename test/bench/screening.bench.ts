import { withCleanup } from './cleanup';
import { report } from './report';
import { benchScreening } from './screening';

void withCleanup(async (defer) => report(await benchScreening(defer)));
