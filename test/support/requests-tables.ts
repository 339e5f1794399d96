import type { RequestCase } from './request-case';

/** Column maps, code maps and templates. */
export const TABLES_REQUESTS: Readonly<Record<string, RequestCase>> = {};
