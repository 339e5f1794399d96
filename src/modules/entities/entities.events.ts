/**
 * What entities tells the modules on its right, within the transaction in which it happens. The names differ from those of the audit
 * log on purpose: a domain event with a name of the log is written into the log.
 */
export const ENTITY_EVENTS = {
  /** An entity is new, or what is stated of it has changed. Facts: recordKey. */
  changed: 'entities.changed',
} as const;
