import type { RequestCase } from './request-case';

/** Risk indicators and the targeting queue. */
export const TARGETING_REQUESTS: Readonly<Record<string, RequestCase>> = {};
