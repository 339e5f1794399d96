import { Writable } from 'node:stream';
import pino from 'pino';
import { REDACTED } from './logger';

describe('the log', () => {
  it('never holds a credential, in whatever shape it comes', () => {
    let text = '';
    const sink = new Writable({
      write(chunk: Buffer, _, done) {
        text += chunk.toString();
        done();
      },
    });
    const logger = pino({ redact: { paths: REDACTED, censor: '[redacted]' } }, sink);
    const secret = 'canary-7f3a';
    logger.info({
      req: { headers: { authorization: secret, 'x-api-key': secret, cookie: secret } },
      res: { headers: { 'set-cookie': secret } },
    });
    for (const name of ['password', 'token', 'refreshToken', 'accessToken', 'apiKey'])
      logger.info({ body: { [name]: secret } });
    expect(text).toContain('[redacted]');
    expect(text).not.toContain(secret);
  });
});
