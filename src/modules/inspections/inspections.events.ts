/**
 * What inspections tells whoever listens, within the transaction in which it happens. The names are none of the audit log's: an event
 * named like one of those is written into the log.
 */
export const INSPECTION_DOMAIN_EVENTS = {
  /** An inspection was submitted, moved on, corrected or amended. Facts: recordKey. */
  written: 'inspections.written',
} as const;
