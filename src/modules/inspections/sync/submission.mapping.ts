import type { InspectionSubmissionRow } from './inspection-submission.record';
import { sealOfSubmission, sha256OfSubmission } from './bundle-line.parser';
import type { AnnouncedPhoto } from './sync.types';

/** What a bundle says of a record beside its content. */
export interface Delivery {
  readonly device: string;
  /** RFC 3339, on the device's clock. */
  readonly madeAt: string;
  /** Each content once. */
  readonly photos: readonly AnnouncedPhoto[];
}

/** @param body the inspection as it was sent: the validated copy has defaults filled in, and would give another hash */
export const submissionRow = (
  recordKey: number,
  receiptId: string,
  body: unknown,
  delivery: Delivery | undefined,
): InspectionSubmissionRow => ({
  recordKey,
  receiptId,
  contentSha256: Buffer.from(sha256OfSubmission(body), 'hex'),
  device: delivery?.device ?? null,
  madeAt: delivery?.madeAt ?? null,
});

/** Stands in the receipt: it proves which content was accepted to whoever has that content and its reference. */
export const sealOf = (clientRef: string, body: unknown): string =>
  sealOfSubmission(clientRef, sha256OfSubmission(body));
