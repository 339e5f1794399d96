import { DomainError } from '../kernel/domain-error';
import type { FormReport } from './bundle/form';
import { runBundle } from './bundle/run';

/** The server's own form. Nothing of it opens a database or the network. */
async function form(inspection: unknown): Promise<FormReport> {
  const { inspectionForm, whyDraft } = await import('../modules/inspections/index.js');
  try {
    return { faults: [], draft: whyDraft(await inspectionForm(inspection)) };
  } catch (error) {
    if (error instanceof DomainError && error.details.fields) return { faults: error.details.fields, draft: [] };
    throw error;
  }
}

async function main(): Promise<void> {
  const say = (words: string): void => void process.stderr.write(`${words}\n`);
  const { exitCode, output } = await runBundle(process.argv.slice(2), { env: process.env, form, say });
  process.stdout.write(`${JSON.stringify(output)}\n`);
  process.exitCode = exitCode;
}

void main();
