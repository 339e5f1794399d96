import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { newId } from '../../../kernel/ids';
import { RUNTIME, type Runtime } from '../../../platform/config/runtime';
import { decryptFor, encryptFor, newToken } from '../../access';
import type { SealedSecret } from './webhooks.repository';

/**
 * Invariant: a secret leaves the program in the answer that makes it and never again. It must sign, so it is sealed (AES-256-GCM) and not
 * hashed, under a key outside the database, and bound to its webhook: moved to another row it does not open.
 */
@Injectable()
export class WebhookSecrets {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  make(organisationKey: number, webhookId: string): { secret: string; stored: SealedSecret } {
    const id = newId();
    const secret = newToken('lambi_hook');
    const sealed = encryptFor(placeOf(organisationKey, webhookId, id), this.runtime.keys.envelope, secret);
    return { secret, stored: { id, sealed } };
  }

  /**
   * `t=<unix seconds>,v1=<hex>` with one v1 for each secret: HMAC-SHA256 over `<t>.<body>`, the secret's text as the key. The time is
   * signed so that whoever records a delivery cannot repeat it later. Undefined if no secret opens (the vault secret was changed).
   */
  sign(
    organisationKey: number,
    webhookId: string,
    secrets: readonly SealedSecret[],
    body: string,
    at: Date,
  ): string | undefined {
    const time = Math.floor(at.getTime() / 1000);
    const signatures = secrets.flatMap(({ id, sealed }) => {
      const secret = this.opened(placeOf(organisationKey, webhookId, id), sealed);
      return secret === undefined ? [] : [`v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`];
    });
    return signatures.length === 0 ? undefined : [`t=${time}`, ...signatures].join(',');
  }

  /** The same secret under the key of now. The text itself where it is under that key already; undefined if no key opens it. */
  sealedAnew(organisationKey: number, webhookId: string, { id, sealed }: SealedSecret): string | undefined {
    const place = placeOf(organisationKey, webhookId, id);
    const { envelope, envelopesBefore } = this.runtime.keys;
    if (opens(place, envelope, sealed) !== undefined) return sealed;
    const secret = firstOpened(place, envelopesBefore, sealed);
    return secret === undefined ? undefined : encryptFor(place, envelope, secret);
  }

  private opened(place: string, sealed: string): string | undefined {
    const { envelope, envelopesBefore } = this.runtime.keys;
    return firstOpened(place, [envelope, ...envelopesBefore], sealed);
  }
}

const placeOf = (organisationKey: number, webhookId: string, secretId: string): string =>
  `webhook_secrets|${organisationKey}|${webhookId}|${secretId}`;

function opens(place: string, key: Buffer, sealed: string): string | undefined {
  try {
    return decryptFor(place, key, sealed);
  } catch {
    return undefined;
  }
}

function firstOpened(place: string, keys: readonly Buffer[], sealed: string): string | undefined {
  for (const key of keys) {
    const secret = opens(place, key, sealed);
    if (secret !== undefined) return secret;
  }
  return undefined;
}
