import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { BundleLine } from '../../modules/inspections/sync/sync.types';
import { checkBundle, readBundle } from './check';
import type { Finding } from './folder';
import type { FormCheck } from './form';
import { readFolder, writeBundle } from './make';
import { type BundleOptions, bundleOptions, type MakeOptions, type StatusOptions, UsageError } from './options';
import { send, type Sent } from './send';
import { Refused } from './server';
import { isReceived, isSettled, ReceiptStore, type StoredVerdict } from './store';

/** 0 all there; 1 something is not right; 2 used wrongly; 3 not all sent, send again. */
export type ExitCode = 0 | 1 | 2 | 3;

export interface Outcome {
  readonly exitCode: ExitCode;
  /** One line of JSON, for programs. */
  readonly output: Readonly<Record<string, unknown>>;
}

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Loaded when it is needed: sending needs none. */
  readonly form: FormCheck;
  /** For the person in front of it. */
  readonly say: (words: string) => void;
}

/** Never throws. Nothing but `send` uses the network. */
export async function runBundle(args: readonly string[], surroundings: Surroundings): Promise<Outcome> {
  const { env, say } = surroundings;
  try {
    const options = bundleOptions(args, env, (file) => readFileSync(file, 'utf8'));
    return await run(options, surroundings);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    say(message);
    const isOurs = error instanceof UsageError || error instanceof Refused || 'code' in (error as object);
    if (!isOurs) say((error as Error).stack ?? '');
    return { exitCode: 2, output: { ok: false, error: message } };
  }
}

async function run(options: BundleOptions, { form, say }: Surroundings): Promise<Outcome> {
  switch (options.command) {
    case 'make':
      return make(options, form, say);
    case 'check':
      return check(options.target, form, say);
    case 'send':
      return sentOutcome(await send(options, say), say);
    default:
      return status(options, say);
  }
}

async function make(options: MakeOptions, form: FormCheck, say: (words: string) => void): Promise<Outcome> {
  const made = await readFolder(options.folder, options.device, form, new Date());
  await writeBundle(made, options.output);
  const photos = made.lines.reduce((sum, line) => sum + line.photos.length, 0);
  tell(made.faults, made.warnings, say);
  say(`${made.lines.length} records with ${photos} photos are in ${options.output}.`);
  return checked(made.faults, { bundle: options.output, records: made.lines.length, photos, ...findings(made) });
}

async function check(target: string, form: FormCheck, say: (words: string) => void): Promise<Outcome> {
  const isFolder = await stat(target).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const found = isFolder ? await readFolder(target, null, form, new Date()) : await checkBundle(target, form);
  tell(found.faults, found.warnings, say);
  say(`${found.lines.length} records can be sent; ${found.faults.length} faults.`);
  return checked(found.faults, { records: found.lines.length, ...findings(found) });
}

async function status({ bundle, receipts }: StatusOptions, say: (words: string) => void): Promise<Outcome> {
  const { lines, faults } = await readBundle(bundle);
  const store = new ReceiptStore(receipts);
  const counts: Counts = { received: 0, conflicts: 0, rejected: 0, notSent: 0, photosMissing: 0 };
  for (const { line } of lines) count(counts, line, await store.find(line.clientRef));
  tell(faults, [], say);
  say(
    `Of ${lines.length} records ${counts.received} are there; ${counts.notSent} are to be sent; ${counts.photosMissing} photos are missing.`,
  );
  const isWrong = faults.length + counts.conflicts + counts.rejected > 0;
  const isOpen = counts.notSent + counts.photosMissing > 0;
  const exitCode = isWrong ? 1 : isOpen ? 3 : 0;
  return { exitCode, output: { ok: exitCode === 0, lines: lines.length, ...counts, faults } };
}

type Counts = Record<'received' | 'conflicts' | 'rejected' | 'notSent' | 'photosMissing', number>;

function count(counts: Counts, line: BundleLine, stored: StoredVerdict | null): void {
  if (stored && isSettled(line, stored)) {
    counts.received += 1;
    if (!stored.photosDone) counts.photosMissing += stored.verdict.photosMissing?.length ?? 0;
  } else if (stored?.sha256 !== line.sha256 || isReceived(stored.verdict)) counts.notSent += 1;
  else counts[stored.verdict.verdict === 'conflict' ? 'conflicts' : 'rejected'] += 1;
}

function sentOutcome(sent: Sent, say: (words: string) => void): Outcome {
  tell(sent.faults, [], say);
  say(
    `Of ${sent.lines} records ${sent.received} are there (${sent.accepted} new); ${sent.notSent} are still to be sent. Photos: ${sent.photos.sent} sent, ${sent.photos.missing} missing.`,
  );
  const isBroken = sent.notSent > 0 || sent.faults.some(({ code }) => code === 'LINE_BROKEN');
  const exitCode = isBroken ? 3 : sent.faults.length > 0 ? 1 : 0;
  return { exitCode, output: { ok: exitCode === 0, ...sent } };
}

const checked = (faults: readonly Finding[], output: Readonly<Record<string, unknown>>): Outcome => ({
  exitCode: faults.length === 0 ? 0 : 1,
  output: { ok: faults.length === 0, ...output },
});

const findings = ({ faults, warnings }: { faults: readonly Finding[]; warnings: readonly Finding[] }): object => ({
  faults,
  warnings,
});

function tell(faults: readonly Finding[], warnings: readonly Finding[], say: (words: string) => void): void {
  for (const [kind, list] of [
    ['Mend', faults],
    ['Look at', warnings],
  ] as const)
    for (const { where, field, code, message } of list) say(`${kind} ${where}${field ?? ''}: ${message} [${code}]`);
}
