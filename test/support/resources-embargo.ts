import type { ResourceKind } from './resource-kind';

/** Rule sets and assessments. */
export const EMBARGO_RESOURCES: Readonly<Record<string, ResourceKind>> = {};
