/** How often an indicator was right, from what inspections found. */

export interface Outcomes {
  /** Bills it named that were inspected, with a result. */
  readonly inspected: number;
  /** Of these, in how many something was found. */
  readonly found: number;
}

export interface Precision extends Outcomes {
  readonly nil: number;
  /** found / inspected, 0 to 1; null if none was inspected. */
  readonly precision: number | null;
  /** Wilson score interval at 95 % (E. B. Wilson, 1927); null if none was inspected. */
  readonly low: number | null;
  readonly high: number | null;
}

const Z = 1.959964;
const round = (share: number): number => Math.round(share * 10_000) / 10_000;

/** With few inspections the interval is wide, and says so: 1 of 1 is anything from 0.21 to 1. */
export function precisionOf({ inspected, found }: Outcomes): Precision {
  const nil = inspected - found;
  if (inspected === 0) return { inspected, found, nil, precision: null, low: null, high: null };
  const share = found / inspected;
  const z2 = Z * Z;
  const centre = share + z2 / (2 * inspected);
  const spread = Z * Math.sqrt((share * (1 - share)) / inspected + z2 / (4 * inspected * inspected));
  const whole = 1 + z2 / inspected;
  return {
    inspected,
    found,
    nil,
    precision: round(share),
    low: round(Math.max(0, (centre - spread) / whole)),
    high: round(Math.min(1, (centre + spread) / whole)),
  };
}
