import { withCleanup } from './cleanup';
import { report } from './report';
import { benchSerial } from './serial';

void withCleanup(async (defer) => report(await benchSerial(defer)));
