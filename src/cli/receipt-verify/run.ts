import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readHeadsFile } from '../audit-verify/heads-file';
import { pinnedKeys } from '../audit-verify/keys';
import { checkReceipt, type ReceiptReport } from './receipt-checks';

export interface Outcome {
  readonly exitCode: 0 | 1 | 2;
  readonly output: ReceiptReport | { readonly ok: false; readonly error: string };
}

const USAGE = 'Usage receipt:verify -- FILE [--key PEM] [--heads FILE]';

const warned = (report: ReceiptReport): ReceiptReport => ({
  ...report,
  warnings: [...(report.warnings ?? []), 'there is no such heads file'],
});

/** Never throws: 0 the receipt holds, 1 it does not, 2 it could not be checked. Needs no database and no network. */
export async function runReceiptVerify(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<Outcome> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { key: { type: 'string' }, heads: { type: 'string' } },
    });
    const [file, ...more] = positionals;
    if (!file || more.length > 0) throw new Error(USAGE);
    const receipt: unknown = JSON.parse(await readFile(file, 'utf8'));
    const keys = pinnedKeys(await readFile(values.key ?? `${env['DATA_DIR'] || '.data'}/audit-public-key.pem`, 'utf8'));
    const outside = values.heads ? await readHeadsFile(values.heads, keys) : null;
    const report = checkReceipt(receipt, keys, outside);
    const output = values.heads !== undefined && outside === null ? warned(report) : report;
    return { exitCode: output.ok ? 0 : 1, output };
  } catch (error) {
    return { exitCode: 2, output: { ok: false, error: error instanceof Error ? error.message : String(error) } };
  }
}
