import type { ResourceKind } from './resource-kind';

/** Risk indicators and the targeting queue. */
export const TARGETING_RESOURCES: Readonly<Record<string, ResourceKind>> = {};
