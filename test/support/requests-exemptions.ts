import type { RequestCase } from './request-case';

/** Exemption requests and diversions. */
export const EXEMPTIONS_REQUESTS: Readonly<Record<string, RequestCase>> = {};
