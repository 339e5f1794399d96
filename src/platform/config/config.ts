import fs from 'node:fs';
import path from 'node:path';
import { s3AddressOf } from '../storage/s3-address';

/** One environment variable: what it means, how it is read, and when it must be there. */
interface Variable<T> {
  readonly describe: string;
  readonly parse: (text: string) => T | Fault;
  readonly fallback?: T;
  /** Required when a database of one's own is configured, where nothing is generated. */
  readonly production?: boolean;
  /** Also read from the file named by NAME_FILE, and never printed. */
  readonly secret?: boolean;
}

class Fault {
  constructor(readonly message: string) {}
}

const PLACEHOLDERS = /change.?me|secret|password|example|placeholder|xxxx|12345/i;

const text = (value: string): string => value;
const integer =
  (least: number, most: number) =>
  (value: string): number | Fault => {
    const number = Number(value);
    return Number.isInteger(number) && number >= least && number <= most
      ? number
      : new Fault(`must be a whole number from ${least} to ${most}`);
  };
const oneOf =
  <const T extends string>(...allowed: T[]) =>
  (value: string): T | Fault =>
    (allowed as string[]).includes(value) ? (value as T) : new Fault(`must be one of ${allowed.join(', ')}`);
const postgresUrl = (value: string): string | Fault =>
  /^postgres(ql)?:\/\/[^/]+\/.+/.test(value) ? value : new Fault('must be a postgres:// address with a database name');
const webUrl = (value: string): string | Fault =>
  URL.canParse(value) && /^https?:/.test(value) ? value.replace(/\/$/, '') : new Fault('must be an http(s) address');
const hostList = (value: string): readonly string[] | Fault => {
  const hosts = value
    .split(',')
    .map((host) => host.trim())
    .filter(Boolean);
  const isOrigin = (host: string): boolean => URL.canParse(host) && new URL(host).origin === host;
  const wrong = hosts.find((host) => (host.includes('://') ? !isOrigin(host) : !/^[a-z0-9.-]+(:\d+)?$/.test(host)));
  return wrong === undefined ? hosts : new Fault(`must list hosts, and ${wrong} is none`);
};
const smtpUrl = (value: string): string | Fault =>
  URL.canParse(value) && /^smtps?:$/.test(new URL(value).protocol) && new URL(value).hostname !== ''
    ? value
    : new Fault('must be an smtp:// or smtps:// address');
const mailAddress = (value: string): string | Fault =>
  /^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(value) ? value : new Fault('must be one e-mail address');
const portList = (value: string): readonly number[] | Fault => {
  const ports = value.split(',').map((port) => Number(port));
  return ports.every((port) => Number.isInteger(port) && port >= 1 && port <= 65_535)
    ? ports
    : new Fault('must list ports from 1 to 65535');
};
const s3Url = (value: string): string | Fault =>
  s3AddressOf(value) ? value : new Fault('must be s3://bucket/prefix?region=...&endpoint=https://host');
const secretText = (value: string): string | Fault => {
  if (Buffer.byteLength(value) < 32) return new Fault('must be at least 32 bytes');
  return PLACEHOLDERS.test(value) ? new Fault('looks like a placeholder') : value;
};

const variable = <T>(definition: Variable<T>): Variable<T> => definition;

type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';

/** Every variable the program reads. `.env.example` lists exactly these; a contract test compares both ways. */
export const VARIABLES = {
  HOST: variable({ describe: 'Address to listen on', parse: text, fallback: '127.0.0.1' }),
  PORT: variable({ describe: 'Port to listen on', parse: integer(0, 65535), fallback: 3000 }),
  PUBLIC_URL: variable<string | undefined>({ describe: 'Address under which clients reach this API', parse: webUrl }),
  METRICS_PORT: variable<number | undefined>({
    describe: 'Port of the Prometheus metrics; off unless set',
    parse: integer(0, 65535),
  }),
  LOG_LEVEL: variable<LogLevel | undefined>({
    describe: 'Least level logged; info unless set (warn on the embedded database, whose terminal a person reads)',
    parse: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'silent'),
  }),
  DATA_DIR: variable({
    describe: 'Folder of the embedded database, keys and demo passwords',
    parse: text,
    fallback: '.data',
  }),
  STORAGE_DIR: variable<string | undefined>({
    describe: 'Folder of stored evidence; DATA_DIR/evidence unless set',
    parse: text,
  }),
  STORAGE_URL: variable<string | undefined>({
    describe:
      'S3 bucket of stored evidence, in place of STORAGE_DIR: s3://bucket/prefix?region=...&endpoint=https://host',
    parse: s3Url,
  }),
  STORAGE_ACCESS_KEY_ID: variable<string | undefined>({
    describe: "Access key of the bucket; the machine's own role unless set",
    parse: text,
  }),
  STORAGE_SECRET_ACCESS_KEY: variable<string | undefined>({
    describe: 'Its secret',
    parse: text,
    secret: true,
  }),
  EVIDENCE_MAX_MB: variable({
    describe: 'Largest piece of evidence, in MiB',
    parse: integer(1, 5_000),
    fallback: 2_048,
  }),
  UPLOADS_OPEN: variable({
    describe: 'Most uploads in parts an organisation has open at once',
    parse: integer(1, 100_000),
    fallback: 200,
  }),
  UPLOADS_OPEN_MB: variable({
    describe: 'Most bytes announced by the open uploads of an organisation, in MiB',
    parse: integer(1, 10_000_000),
    fallback: 20_480,
  }),
  UPLOAD_HOURS: variable({
    describe: 'Hours after which an upload that is not whole is thrown away',
    parse: integer(1, 2_160),
    fallback: 168,
  }),
  DATABASE_URL: variable<string | undefined>({
    describe: 'PostgreSQL as role lambi_app; an embedded server is started unless set',
    parse: postgresUrl,
    secret: true,
  }),
  MIGRATION_DATABASE_URL: variable<string | undefined>({
    describe: 'The same database as role lambi_owner; without it nothing is migrated',
    parse: postgresUrl,
    secret: true,
  }),
  WORKER_DATABASE_URL: variable<string | undefined>({
    describe:
      'The same database as role lambi_worker; without it this process runs no jobs and places no leaves of the log',
    parse: postgresUrl,
    secret: true,
  }),
  DATABASE_POOL_SIZE: variable({
    describe: 'Most connections for requests (2 to 4 times the cores)',
    parse: integer(1, 200),
    fallback: 10,
  }),
  DATABASE_WAIT_SECONDS: variable({
    describe: 'Longest wait for a connection or a lock; then the request is answered 503 or 409',
    parse: integer(1, 60),
    fallback: 2,
  }),
  MAX_IN_FLIGHT: variable({
    describe: 'Most requests worked on at once; more are answered 503',
    parse: integer(1, 10_000),
    fallback: 100,
  }),
  TOKEN_SECRET: variable<string | undefined>({
    describe: 'At least 32 random bytes: signs access tokens and cursors',
    parse: secretText,
    production: true,
    secret: true,
  }),
  VAULT_SECRET: variable<string | undefined>({
    describe:
      'At least 32 random bytes: blinds published identifiers and wraps protected sources; kept for as long as these',
    parse: secretText,
    production: true,
    secret: true,
  }),
  VAULT_SECRET_BEFORE: variable<string | undefined>({
    describe: 'The VAULT_SECRET of before, until what it wrapped is wrapped anew (the log of the start says so)',
    parse: secretText,
    secret: true,
  }),
  AUDIT_SIGNING_KEY_FILE: variable<string | undefined>({
    describe: 'PEM file of the Ed25519 key that signs receipts and log heads',
    parse: text,
    production: true,
  }),
  AUDIT_HEADS_FILE: variable<string | undefined>({
    describe: 'File, best on another host or write-once, that signed log heads are appended to',
    parse: text,
    production: true,
  }),
  WATCHLIST_HOSTS: variable<readonly string[]>({
    describe: 'Hosts (HTTPS) or origins watchlists may be fetched from, parted by commas',
    parse: hostList,
    fallback: ['scsanctions.un.org', 'www.un.org', 'data.opensanctions.org'],
  }),
  SMTP_URL: variable<string | undefined>({
    describe:
      'Mail server, smtp://user:password@host:587 or smtps://; no e-mail unless set. TLS is demanded but on the same machine',
    parse: smtpUrl,
    secret: true,
  }),
  MAIL_FROM: variable<string | undefined>({ describe: 'Sender address of e-mails', parse: mailAddress }),
  WEBHOOK_PORTS: variable<readonly number[]>({
    describe: 'Ports webhooks may go to, parted by commas',
    parse: portList,
    fallback: [443],
  }),
  WEBHOOK_ALLOW: variable<readonly string[]>({
    describe: 'Hosts (host or host:port) of an own network that webhooks may go to; others must be public',
    parse: hostList,
    fallback: [],
  }),
  WEBHOOK_CA_FILE: variable<string | undefined>({
    describe: 'PEM file of authorities that vouch for such hosts, beside the public ones',
    parse: text,
  }),
  TRUST_PROXY: variable({ describe: 'Number of reverse proxies in front', parse: integer(0, 10), fallback: 0 }),
} as const;

type Value<V> = V extends Variable<infer T> ? T : never;
export type Config = { readonly [K in keyof typeof VARIABLES]: Value<(typeof VARIABLES)[K]> } & {
  /** True when no DATABASE_URL is set: demo data, generated keys, no second factor demanded. */
  readonly embedded: boolean;
};

export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`the configuration has ${faults.length} fault(s):\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/** Reads and checks everything at once; throws ConfigError naming every fault. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const faults: string[] = [];
  const embedded = !env.DATABASE_URL && !env.DATABASE_URL_FILE;
  const config: Record<string, unknown> = { embedded };
  for (const [name, definition] of Object.entries(VARIABLES) as [string, Variable<unknown>][]) {
    const raw = definition.secret ? (env[name] ?? fromFile(env[`${name}_FILE`], name, faults)) : env[name];
    if (raw === undefined || raw === '') {
      if (definition.production && !embedded) faults.push(`${name} is required (${definition.describe})`);
      config[name] = definition.fallback;
      continue;
    }
    const value = definition.parse(raw);
    if (value instanceof Fault) faults.push(`${name} ${value.message}`);
    else config[name] = value;
  }
  faults.push(...contradictionsIn(config));
  if (faults.length > 0) throw new ConfigError(faults);
  return Object.freeze(config) as Config;
}

/** What is right by itself and wrong together. */
function contradictionsIn(config: Readonly<Record<string, unknown>>): string[] {
  const roles = ['DATABASE_URL', 'MIGRATION_DATABASE_URL', 'WORKER_DATABASE_URL'];
  const urls = roles.map((name) => config[name]).filter(Boolean);
  const halfKey =
    (config['STORAGE_ACCESS_KEY_ID'] === undefined) !== (config['STORAGE_SECRET_ACCESS_KEY'] === undefined);
  return [
    ...(new Set(urls).size < urls.length
      ? [`${roles.slice(0, 2).join(', ')} and ${roles[2]} must be different roles`]
      : []),
    ...((config['SMTP_URL'] === undefined) !== (config['MAIL_FROM'] === undefined)
      ? ['SMTP_URL and MAIL_FROM belong together']
      : []),
    ...(halfKey ? ['STORAGE_ACCESS_KEY_ID and STORAGE_SECRET_ACCESS_KEY belong together'] : []),
  ];
}

function fromFile(file: string | undefined, name: string, faults: string[]): string | undefined {
  if (!file) return undefined;
  try {
    return fs.readFileSync(file, 'utf8').trim();
  } catch {
    faults.push(`${name}_FILE cannot be read`);
    return undefined;
  }
}

export const CONFIG = Symbol('config');

export const dataFile = (config: Config, ...parts: string[]): string => path.resolve(config.DATA_DIR, ...parts);
