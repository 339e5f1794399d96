import { withCleanup } from './cleanup';
import { report } from './report';
import { benchSubmit } from './submit';

void withCleanup(async (defer) => report(await benchSubmit(defer)));
