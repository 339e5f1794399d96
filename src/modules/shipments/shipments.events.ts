/**
 * What shipments tells the modules on its right, within the transaction in which it happens. The names differ from those of the audit
 * log on purpose: a domain event with a name of the log is written into the log.
 */
export const SHIPMENT_EVENTS = {
  /** All bills of a manifest are there. Facts: manifestId. */
  manifestArrived: 'shipments.manifest_arrived',
  /** One bill was submitted by itself. Facts: shipmentKey. */
  billArrived: 'shipments.bill_arrived',
  /** Fields of a bill were corrected. Facts: shipmentKey. */
  billCorrected: 'shipments.bill_corrected',
} as const;
