import { parseArgs } from 'node:util';

export interface MakeOptions {
  readonly command: 'make';
  readonly folder: string;
  readonly output: string;
  readonly device: string | null;
}
export interface CheckOptions {
  readonly command: 'check';
  readonly target: string;
}
export interface SendOptions {
  readonly command: 'send';
  readonly bundle: string;
  readonly url: URL;
  readonly key: string;
  /** Where the photos are; the bundle's own folder unless said otherwise. */
  readonly folder: string | null;
  readonly receipts: string;
  readonly photos: boolean;
  /** Sends in a row that bring nothing before it gives up. */
  readonly attempts: number;
}
export interface StatusOptions {
  readonly command: 'status';
  readonly bundle: string;
  readonly receipts: string;
}
export type BundleOptions = MakeOptions | CheckOptions | SendOptions | StatusOptions;

/** How the command is used wrongly: exit code 2. */
export class UsageError extends Error {}

export const USAGE = `lambi-bundle make FOLDER [-o BUNDLE] [--device NAME]
lambi-bundle check BUNDLE|FOLDER
lambi-bundle send BUNDLE --url URL [--key KEY | --key-file FILE] [--folder PHOTOS] [--receipts DIR] [--no-photos] [--attempts 5]
lambi-bundle status BUNDLE [--receipts DIR]
The key may stand in LAMBI_API_KEY. Exit: 0 all there, 1 some not right, 2 used wrongly, 3 not all sent: send again.`;

const OPTIONS = {
  output: { type: 'string', short: 'o' },
  device: { type: 'string' },
  url: { type: 'string' },
  key: { type: 'string' },
  'key-file': { type: 'string' },
  folder: { type: 'string' },
  receipts: { type: 'string' },
  'no-photos': { type: 'boolean' },
  attempts: { type: 'string' },
} as const;

type Values = Partial<Record<Exclude<keyof typeof OPTIONS, 'no-photos'>, string>> & { readonly 'no-photos'?: boolean };
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  make: ['output', 'device'],
  check: [],
  send: ['url', 'key', 'key-file', 'folder', 'receipts', 'no-photos', 'attempts'],
  status: ['receipts'],
};

/** @param readText reads the file a key stands in. @throws UsageError */
export function bundleOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  readText: (file: string) => string,
): BundleOptions {
  const { values, positionals } = parsed(args);
  const [command, target, ...more] = positionals;
  const allowed = ALLOWED[command ?? ''];
  if (!allowed || !target || more.length > 0) throw new UsageError(USAGE);
  const foreign = Object.keys(values).find((name) => !allowed.includes(name));
  if (foreign) throw new UsageError(`${command} knows no --${foreign}.\n${USAGE}`);
  const receipts = values.receipts ?? `${target}.receipts`;
  switch (command) {
    case 'make':
      return {
        command,
        folder: target,
        output: values.output ?? `${target}/bundle.ndjson`,
        device: values.device ?? null,
      };
    case 'check':
      return { command, target };
    case 'status':
      return { command, bundle: target, receipts };
    default:
      return { command: 'send', bundle: target, receipts, ...sending(values, env, readText) };
  }
}

function parsed(args: readonly string[]): { values: Values; positionals: string[] } {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}.\n${USAGE}`);
  }
}

function sending(
  values: Values,
  env: Readonly<Record<string, string | undefined>>,
  readText: (file: string) => string,
): Pick<SendOptions, 'url' | 'key' | 'folder' | 'photos' | 'attempts'> {
  const attempts = Number(values.attempts ?? 5);
  if (!Number.isInteger(attempts) || attempts < 1 || attempts > 1000)
    throw new UsageError('--attempts is a whole number from 1 to 1000');
  const key = (values.key ?? (values['key-file'] ? readText(values['key-file']) : env['LAMBI_API_KEY']))?.trim();
  if (!key) throw new UsageError(`An API key is needed: --key-file, or LAMBI_API_KEY.\n${USAGE}`);
  return { url: urlOf(values.url), key, folder: values.folder ?? null, photos: !values['no-photos'], attempts };
}

function urlOf(text = ''): URL {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text))
    throw new UsageError('--url is the address of the server, e.g. https://lambi.example');
  return new URL(text);
}
