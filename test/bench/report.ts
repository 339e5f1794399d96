/* eslint-disable no-console -- what a bench says goes to the terminal */

/**
 * One comparison. `ratio` is ours over the reference as speeds, so that more is always better: where `unit` is a duration it is the
 * reference's over ours. `aim` is what the ratio should reach, where the project has set itself one.
 */
export interface Measured {
  readonly name: string;
  readonly ratio: number;
  readonly ours: number;
  readonly reference: number;
  readonly unit: string;
  readonly aim?: number;
  /** Figures beside the ratio, for people. */
  readonly notes: readonly string[];
  readonly [extra: string]: unknown;
}

export interface BenchResult {
  readonly bench: string;
  readonly cases: readonly Measured[];
  /** Figures beside the cases, named as whoever reads the JSON expects them. */
  readonly [extra: string]: unknown;
}

export function measured(
  base: Pick<Measured, 'name' | 'ours' | 'reference' | 'unit' | 'aim'> & { notes?: readonly string[] },
  extra: Readonly<Record<string, unknown>> = {},
): Measured {
  const duration = base.unit === 's' || base.unit === 'ms';
  const ratio = duration ? base.reference / base.ours : base.ours / base.reference;
  return { ...extra, notes: [], ...base, ratio: round(ratio, 3) };
}

/** Progress goes to standard error, so that standard output holds results alone. */
export const progress = (message: string): void => console.error(`  ${message}`);

export const flag = (name: string): boolean => process.argv.includes(`--${name}`);

export function numberOption(name: string, fallback: number): number {
  const text = process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1];
  const value = text === undefined ? fallback : Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} takes a whole number from 1`);
  return value;
}

/** Prints the cases; with --json one object on the last line, with the figures of the case that is furthest below its aim on top. */
export function report({ bench, cases, ...extra }: BenchResult): void {
  if (flag('json')) {
    console.log(JSON.stringify({ bench, ...topOf(cases), ...extra, cases }));
    return;
  }
  for (const one of cases) {
    console.log(
      `${one.name}: ${round(one.ours, 1)} against ${round(one.reference, 1)} ${one.unit}, ratio ${one.ratio}${one.aim === undefined ? '' : ` (aim ${one.aim})`}`,
    );
    for (const note of one.notes) console.log(`  ${note}`);
  }
}

function topOf(cases: readonly Measured[]): Pick<Measured, 'ratio' | 'ours' | 'reference' | 'unit' | 'aim'> {
  const margin = ({ ratio, aim = 1 }: Measured): number => ratio / aim;
  const aimed = cases.filter(({ aim }) => aim !== undefined);
  const [worst] = [...(aimed.length > 0 ? aimed : cases)].sort((a, b) => margin(a) - margin(b));
  if (!worst) throw new Error('a bench measured nothing');
  const { ratio, ours, reference, unit, aim } = worst;
  return { ratio, ours, reference, unit, ...(aim !== undefined && { aim }) };
}

export function table(results: readonly BenchResult[]): string {
  const head = ['bench', 'case', 'ours', 'reference', 'unit', 'ratio', 'aim', ''];
  const rows = results.flatMap(({ bench, cases }) =>
    cases.map((one) => [
      bench,
      one.name,
      String(round(one.ours, 1)),
      String(round(one.reference, 1)),
      one.unit,
      one.ratio.toFixed(2),
      one.aim === undefined ? '' : String(one.aim),
      one.aim === undefined ? '' : one.ratio >= one.aim ? 'met' : 'missed',
    ]),
  );
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)));
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}
