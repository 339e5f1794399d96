import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ConfigError, readConfig, VARIABLES } from '../../src/platform/config/config';

const example = fs.readFileSync(path.resolve(__dirname, '../../.env.example'), 'utf8');

it('lists in .env.example exactly the variables the program reads', () => {
  const listed = [...example.matchAll(/^([A-Z][A-Z_0-9]*)=/gm)].map(([, name]) => name!);
  expect(listed.filter((name, at) => listed.indexOf(name) !== at)).toEqual([]);
  expect(listed.sort()).toEqual(Object.keys(VARIABLES).sort());
});

it('reads the environment nowhere else', () => {
  const root = path.resolve(__dirname, '../../src');
  const readers = fs
    .readdirSync(root, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /(?<!\.spec)\.ts$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => fs.readFileSync(file, 'utf8').includes('process.env'))
    .map((file) => path.relative(root, file));
  const allowed =
    /^(main\.ts|cli\/.*|platform\/config\/.*|platform\/database\/(embedded-postgres|postgres-binaries)\.ts)$/;
  expect(readers.filter((file) => !allowed.test(file))).toEqual([]);
});

const refusalOf = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
};
const production = {
  DATABASE_URL: 'postgres://lambi_app:x@db:5432/lambi',
  TOKEN_SECRET: 'qK3vT8nZr1yW5uB7cD9eF0gH2jL4mN6p',
  VAULT_SECRET: 'Zt9Lw2Xk5Rb8Nv1Qm4Hs7Yc0Pf3Dj6Ga',
  AUDIT_SIGNING_KEY_FILE: '/k.pem',
  AUDIT_HEADS_FILE: '/h.jsonl',
};

it('needs nothing for the embedded database, and accepts a whole production configuration', () => {
  expect(refusalOf({})).toEqual([]);
  expect(refusalOf(production)).toEqual([]);
});

it('names every fault at once', () => {
  const faults = refusalOf({
    DATABASE_URL: 'mysql://x',
    PORT: 'http',
    LOG_LEVEL: 'loud',
    DATABASE_POOL_SIZE: '0',
    PUBLIC_URL: 'lambi',
    TRUST_PROXY: '-1',
  });
  for (const name of [
    'DATABASE_URL',
    'PORT',
    'LOG_LEVEL',
    'DATABASE_POOL_SIZE',
    'PUBLIC_URL',
    'TRUST_PROXY',
    'TOKEN_SECRET',
    'VAULT_SECRET',
    'AUDIT_SIGNING_KEY_FILE',
    'AUDIT_HEADS_FILE',
  ]) {
    expect(faults.filter((fault) => fault.startsWith(`${name} `))).toHaveLength(1);
  }
});

it.each(['changeme-changeme-changeme-changeme-1', 'my-secret-token-my-secret-token-1234', 'short', 'x'.repeat(31)])(
  'refuses the placeholder or short secret "%s"',
  (secret) => {
    const faults = refusalOf({ ...production, TOKEN_SECRET: secret });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^TOKEN_SECRET /);
    expect(faults[0]).not.toContain(secret);
  },
);

it('refuses one address for two roles, and never prints a secret', () => {
  const url = 'postgres://lambi_app:hunter2hunter2@db:5432/lambi';
  const faults = refusalOf({ ...production, DATABASE_URL: url, MIGRATION_DATABASE_URL: url });
  expect(faults.join()).toContain('must be different roles');
  expect(faults.join()).not.toContain('hunter2');
});

it('reads secrets from files too, and says if one cannot be read', () => {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'lambi-env-')), 'secret');
  fs.writeFileSync(file, `${production.TOKEN_SECRET}\n`);
  const { TOKEN_SECRET: _, ...rest } = production;
  expect(readConfig({ ...rest, TOKEN_SECRET_FILE: file }).TOKEN_SECRET).toBe(production.TOKEN_SECRET);
  expect(refusalOf({ ...rest, TOKEN_SECRET_FILE: `${file}-absent` }).join()).toContain('TOKEN_SECRET_FILE');
  fs.rmSync(path.dirname(file), { recursive: true });
});
