import type { RequestHandler } from 'express';

const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/;

/**
 * Lets pages of programs on the reader's own machine read the answer (Fetch Standard, section 3.2), such as OpenRefine, which asks for the manifest and for suggestions
 * from its page. No cookie counts here, so whoever asks must know the address, which is the credential.
 */
export const loopbackCors: RequestHandler = (request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  response.vary('Origin');
  const { origin } = request.headers;
  if (origin !== undefined && LOOPBACK.test(origin)) response.setHeader('Access-Control-Allow-Origin', origin);
  next();
};
