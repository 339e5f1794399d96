import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { canonicalJson } from '../../kernel/canonical-json';
import { defineErrors, DomainError } from '../../kernel/domain-error';
import { newId } from '../../kernel/ids';
import type { Actor } from '../context/actor';
import { violates } from '../database/pg-errors';
import { UnitOfWork } from '../database/unit-of-work';

export const IDEMPOTENCY = defineErrors('IDEMPOTENCY', {
  KEY_REQUIRED: {
    kind: 'invalid',
    title: 'An Idempotency-Key header is required here',
    advice: 'Send a fresh random value (a UUID, say) with each new submission, and the same value when you repeat it.',
  },
  KEY_REUSED: {
    kind: 'rule',
    title: 'This Idempotency-Key was used for another request',
    advice: 'Use a new key for a new submission; repeat a submission with exactly the same body.',
  },
});

/** What a client repeats a submission by: its key, the route, and a fingerprint of the body. */
export interface Submission {
  readonly key: string | undefined;
  readonly route: string;
  readonly body: unknown;
  /** Many rows at once: on a connection for imports, whose statements may take longer. */
  readonly bulk?: boolean;
}

/** Ids chosen before the work, so that the claim and what it claims are written together. */
export interface ClaimedIds {
  readonly resourceId: string;
  readonly receiptId: string;
}

const KEY = /^[\x21-\x7e]{8,200}$/;

/**
 * A submission repeated over a bad line happens once. The claim is a row in the business transaction: a second request with the same key
 * waits on it and then answers from what the first has made, re-read under the caller's present rights (a stored answer would be an
 * unprotected copy). Another body under the same key is refused. A failed submission leaves no claim.
 */
@Injectable()
export class Idempotency {
  constructor(private readonly uow: UnitOfWork) {}

  async once<T>(
    actor: Actor,
    submission: Submission,
    create: (ids: ClaimedIds) => Promise<T>,
    replay: (ids: ClaimedIds) => Promise<T>,
  ): Promise<{ value: T; replayed: boolean }> {
    const key = requireKey(submission.key);
    const hash = fingerprint(submission);
    const ids = { resourceId: newId(), receiptId: newId() };
    try {
      const begin = submission.bulk ? 'bulk' : 'write';
      const value = await this.uow[begin](actor, async () => {
        // Not awaited first: claim and work travel together. If the claim clashes, the transaction has failed and so does the work.
        const claim = this.claim(actor, key, submission.route, hash, ids);
        const [claimed, created] = await Promise.allSettled([claim, create(ids)]);
        if (claimed.status === 'rejected') throw claimed.reason;
        if (created.status === 'rejected') throw created.reason;
        return created.value;
      });
      return { value, replayed: false };
    } catch (error) {
      if (!violates(error, 'idempotency_keys_pkey')) throw error;
      return { value: await replay(await this.find(actor, key, hash)), replayed: true };
    }
  }

  private claim(actor: Actor, key: string, route: string, hash: Buffer, ids: ClaimedIds): Promise<unknown> {
    return this.uow.prepared(
      `INSERT INTO idempotency_keys (owner_id, user_key, key, route, request_hash, resource_id, receipt_id) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [actor.organisationKey, actor.userKey, key, route, hash, ids.resourceId, ids.receiptId],
    );
  }

  private async find(actor: Actor, key: string, hash: Buffer): Promise<ClaimedIds> {
    const [row] = await this.uow.read(actor, () =>
      this.uow.prepared<{ request_hash: Buffer; resource_id: string; receipt_id: string }>(
        `SELECT request_hash, resource_id, receipt_id FROM idempotency_keys WHERE owner_id = $1 AND user_key = $2 AND key = $3`,
        [actor.organisationKey, actor.userKey, key],
      ),
    );
    if (!row?.request_hash.equals(hash)) throw new DomainError(IDEMPOTENCY.KEY_REUSED);
    return { resourceId: row.resource_id, receiptId: row.receipt_id };
  }
}

function requireKey(key: string | undefined): string {
  if (key === undefined || !KEY.test(key)) {
    throw new DomainError(IDEMPOTENCY.KEY_REQUIRED, {
      detail: key === undefined ? undefined : 'A key has 8 to 200 visible ASCII characters',
    });
  }
  return key;
}

const fingerprint = ({ route, body }: Submission): Buffer =>
  createHash('sha256')
    .update(`${route}\n${canonicalJson(body ?? null)}`)
    .digest();
