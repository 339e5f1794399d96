import { COMMON } from '../../kernel/common.errors';
import { DomainError } from '../../kernel/domain-error';

/** The entity tag of a version (RFC 9110 section 8.8.3): strong, and made of the version alone, so nothing hidden enters it. */
export const etagOf = (version: number): string => `"v${version}"`;

/**
 * The version a change is based on, from If-Match. Given as a thunk to services, because it must be asked only after the record was
 * found: 428 and 412 come after 404.
 */
export function versionFrom(ifMatch: string | undefined): number {
  if (ifMatch === undefined || ifMatch.trim() === '') throw new DomainError(COMMON.VERSION_REQUIRED);
  const version = /^"v(\d{1,9})"$/.exec(ifMatch.trim())?.[1];
  if (version === undefined) throw new DomainError(COMMON.VERSION_MISMATCH);
  return Number(version);
}
