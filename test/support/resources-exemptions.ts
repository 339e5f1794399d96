import type { ResourceKind } from './resource-kind';

/** Exemption requests and diversions. */
export const EXEMPTIONS_RESOURCES: Readonly<Record<string, ResourceKind>> = {};
