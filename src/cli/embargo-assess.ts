import fs from 'node:fs';
import { parseCase } from '../modules/embargo/rules/case-form.parser';
import { assess } from '../modules/embargo/rules/embargo.rules';
import { BUILT_IN_RULE_SET } from '../modules/embargo/rules/rule-set.mapping';

const MAX_BYTES = 1_000_000;

export interface Answer {
  readonly exitCode: 0 | 2;
  readonly output: object;
}

/** One case from a file (form: src/modules/embargo/README.md): exit 0 with the assessment, 2 with what is wrong in the file. */
export function runEmbargoAssess(args: readonly string[]): Answer {
  const file = args[0];
  if (args.length !== 1 || file === undefined) return refused('USAGE', 'usage: npm run -s embargo:assess -- FILE.json');
  let text: string;
  try {
    if (fs.statSync(file).size > MAX_BYTES) return refused('TOO_LARGE', `the file is larger than ${MAX_BYTES} bytes`);
    text = fs.readFileSync(file, 'utf8');
  } catch {
    return refused('UNREADABLE', 'the file cannot be read');
  }
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, '')); // as editors on Windows save it (RFC 8259, section 8.1)
  } catch (error) {
    return refused('NOT_JSON', error instanceof Error ? error.message : 'not JSON');
  }
  const parsed = parseCase(value);
  if (!parsed.ok) return { exitCode: 2, output: { ok: false, faults: parsed.faults } };
  return { exitCode: 0, output: { ok: true, ...assess(parsed.input, BUILT_IN_RULE_SET, { asOf: parsed.asOf }) } };
}

const refused = (code: string, message: string): Answer => ({
  exitCode: 2,
  output: { ok: false, faults: [{ pointer: '', code, message }] },
});
