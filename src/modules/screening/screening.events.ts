/** Told to whoever listens, inside the transaction. Their names are none of the log's. */
export const SCREENING_EVENTS = {
  /** A version went live: `listKey`, `versionKey`. */
  listChanged: 'screening.list_changed',
} as const;
