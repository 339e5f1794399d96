import type { Request, Response } from 'express';
import { etagOf } from './etag';
import type { Submission } from './idempotency';

/** The submission in a request, by its body as it was read strictly: the validated copy has defaults filled in. */
export const submissionOf = (request: Request): Submission => ({
  key: request.header('idempotency-key'),
  route: `${request.method} ${(request.route as { path: string }).path} ${JSON.stringify(request.params)}`,
  body: request.body as unknown,
});

/** Headers of a 201. A repeated submission gets the same ones, and is marked. */
export function created(response: Response, location: string, version: number, replayed: boolean): void {
  response.setHeader('Location', location);
  response.setHeader('ETag', etagOf(version));
  if (replayed) response.setHeader('Idempotency-Replayed', 'true');
}
