import { withCleanup } from './cleanup';
import { benchManifest } from './manifest';
import { report } from './report';

void withCleanup(async (defer) => report(await benchManifest(defer)));
