import { withCleanup } from './cleanup';
import { report } from './report';
import { benchUpload } from './upload';

void withCleanup(async (defer) => report(await benchUpload(defer)));
