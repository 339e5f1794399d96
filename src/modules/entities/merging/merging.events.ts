/**
 * What merging tells the modules on its right, within the transaction in which it happens. The name differs from those of the audit log on
 * purpose: a domain event with a name of the log is written into the log.
 */
export const MERGING_EVENTS = {
  /** A pair was judged, or a judgement was withdrawn. Facts: organisationKey, leftKey, rightKey, decision (or `withdrawn`). */
  judgementChanged: 'entities.judgement_changed',
} as const;
