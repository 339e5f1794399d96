import type { ResourceKind } from './resource-kind';

/** Column maps, code maps and templates. */
export const TABLES_RESOURCES: Readonly<Record<string, ResourceKind>> = {};
