import { DomainError, type FieldFault } from '../kernel/domain-error';
import type { Reason } from '../kernel/verdict';
import type { FormReport } from './bundle/form';
import { runBundle } from './bundle/run';

/** The server's own form. Nothing of it opens a database or the network. */
async function form(inspection: unknown): Promise<FormReport> {
  const { inspectionForm, whyDraft } = await import('../modules/inspections/index.js');
  try {
    return { faults: [], draft: whyDraft(await inspectionForm(inspection)) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { fields = [], reasons = [] } = error.details;
    return { faults: [...fields, ...reasons.map(faultOf)], draft: [] };
  }
}

const faultOf = ({ code, detail, facts }: Reason): FieldFault => ({
  pointer: typeof facts?.['field'] === 'string' ? facts['field'] : '',
  code,
  message: detail,
});

async function main(): Promise<void> {
  const say = (words: string): void => void process.stderr.write(`${words}\n`);
  const { exitCode, output } = await runBundle(process.argv.slice(2), { env: process.env, form, say });
  process.stdout.write(`${JSON.stringify(output)}\n`);
  process.exitCode = exitCode;
}

void main();
