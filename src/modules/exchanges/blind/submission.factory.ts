import type { Request } from 'express';
import type { Submission } from '../../../platform/http/idempotency';
import { submissionOf } from '../../../platform/http/submission';
import type { Blinder } from './blinder.service';

/** A submission that is recognised again without a plain hash of what was sent: that could be tried out with guessed numbers. */
export function submissionHashed(request: Request, blinder: Blinder): Submission {
  const submission = submissionOf(request);
  return { ...submission, body: blinder.fingerprint(submission.body) };
}
