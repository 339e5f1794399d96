import {
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { DatabaseUrls } from '../database/provision';
import { type Config, dataFile } from './config';

/** What a start has settled beyond the environment: where the database is, and the keys as key objects. */
export interface Runtime {
  readonly config: Config;
  readonly database: { readonly app: string } & Partial<DatabaseUrls>;
  readonly keys: Keys;
  readonly headsFile: string;
  readonly storageDir: string;
  /** Stops what the start has started (the embedded server). */
  stop(): Promise<void>;
}

export interface Keys {
  /** Signs access tokens. A KeyObject: with a string, each verification costs 45 times as much. */
  readonly accessToken: KeyObject;
  /** Binds cursors to actor and list. */
  readonly cursor: Buffer;
  /** Encrypts TOTP secrets at rest. */
  readonly secondFactor: Buffer;
  /** Blinds identifiers that are published for matching; never in the database. */
  readonly blindIndex: Buffer;
  /** Wraps the keys of protected sources and of webhook secrets; never in the database. */
  readonly envelope: Buffer;
  /** Only unwrap, until what they wrapped is wrapped anew. */
  readonly envelopesBefore: readonly Buffer[];
  readonly auditSigning: KeyObject;
  readonly auditVerifying: KeyObject;
}

export const RUNTIME = Symbol('runtime');

/**
 * Each use gets a key of its own (HKDF, RFC 5869), from one of two secrets: what expires with sessions, and what must be readable for
 * as long as the casework. The one can be changed after a leak without losing the other.
 */
export function loadKeys(config: Config): Keys {
  const secret = config.TOKEN_SECRET ?? generatedSecret(dataFile(config, 'keys', 'token-secret'));
  const vault = config.VAULT_SECRET ?? generatedSecret(dataFile(config, 'keys', 'vault-secret'));
  const derive = (use: string, from = secret): Buffer => Buffer.from(hkdfSync('sha256', from, 'lambi', use, 32));
  const auditSigning = createPrivateKey(
    fs.readFileSync(
      config.AUDIT_SIGNING_KEY_FILE ?? generatedSigningKey(dataFile(config, 'keys', 'audit-signing-key.pem')),
    ),
  );
  if (auditSigning.asymmetricKeyType !== 'ed25519') throw new Error('AUDIT_SIGNING_KEY_FILE must hold an Ed25519 key');
  const auditVerifying = createPublicKey(auditSigning);
  // Pinned beside the data for whoever verifies on this machine; an operator hands it out by other ways too.
  const pinned = dataFile(config, 'audit-public-key.pem');
  fs.mkdirSync(path.dirname(pinned), { recursive: true });
  fs.writeFileSync(pinned, auditVerifying.export({ type: 'spki', format: 'pem' }));
  return {
    accessToken: createSecretKey(derive('access token')),
    cursor: derive('cursor'),
    secondFactor: derive('second factor'),
    blindIndex: derive('blind index', vault),
    envelope: derive('envelope', vault),
    envelopesBefore: config.VAULT_SECRET_BEFORE ? [derive('envelope', config.VAULT_SECRET_BEFORE)] : [],
    auditSigning,
    auditVerifying,
  };
}

function generatedSecret(file: string): string {
  return generateOnce(file, () => randomBytes(48).toString('base64url'));
}

function generatedSigningKey(file: string): string {
  generateOnce(
    file,
    () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  );
  return file;
}

function generateOnce(file: string, make: () => string): string {
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  try {
    fs.writeFileSync(file, make(), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return fs.readFileSync(file, 'utf8');
}
