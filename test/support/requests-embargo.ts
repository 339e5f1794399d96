import type { RequestCase } from './request-case';

/** Rule sets and assessments. */
export const EMBARGO_REQUESTS: Readonly<Record<string, RequestCase>> = {};
