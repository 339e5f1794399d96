import { Injectable } from '@nestjs/common';
import type { Keyset } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { NoticeKind } from '../../records';
import type { DISABLED_BECAUSE } from './webhook.types';

export interface WebhookView {
  readonly id: string;
  readonly version: number;
  readonly url: string;
  readonly kinds: readonly NoticeKind[];
  readonly description: string;
  readonly clearance: number;
  readonly createdAt: Date;
  readonly failingSince: Date | null;
  readonly disabledAt: Date | null;
  readonly disabledBecause: (typeof DISABLED_BECAUSE)[number] | null;
  /** Of secrets that sign at this moment; the newest has no end. */
  readonly secrets: readonly { readonly createdAt: string; readonly validUntil: string | null }[];
  readonly created_us: string;
}

export interface SealedSecret {
  readonly id: string;
  readonly sealed: string;
}

export interface NewWebhook {
  readonly id: string;
  readonly url: string;
  readonly kinds: readonly string[];
  readonly description: string;
  readonly clearance: number;
}

const WEBHOOK = `SELECT w.id, w.version, w.url, w.kinds, w.description, w.clearance, w.created_at AS "createdAt", w.failing_since AS "failingSince",
    w.disabled_at AS "disabledAt", w.disabled_because AS "disabledBecause", (extract(epoch FROM w.created_at) * 1000000)::bigint::text AS created_us,
    (SELECT json_agg(json_build_object('createdAt', s.created_at, 'validUntil', s.valid_until) ORDER BY s.created_at DESC)
       FROM webhook_secrets s WHERE s.webhook_id = w.id AND (s.valid_until IS NULL OR s.valid_until > now())) AS secrets
  FROM webhooks w`;

@Injectable()
export class WebhooksRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async find(id: string): Promise<WebhookView | undefined> {
    return (await this.uow.prepared<WebhookView>(`${WEBHOOK} WHERE w.id = $1`, [id]))[0];
  }

  page(after: Keyset | undefined, limit: number): Promise<WebhookView[]> {
    return this.uow.query<WebhookView>(
      `${WEBHOOK} WHERE ($1::bigint IS NULL OR (w.created_at, w.id) < (timestamptz 'epoch' + $1::bigint * interval '1 microsecond', $2::uuid))
        ORDER BY w.created_at DESC, w.id DESC LIMIT $3`,
      [after?.at ?? null, after?.id ?? null, limit + 1],
    );
  }

  async inUse(): Promise<number> {
    const sql = 'SELECT count(*)::int AS n FROM webhooks WHERE disabled_at IS NULL';
    return (await this.uow.prepared<{ n: number }>(sql))[0]!.n;
  }

  async insert(actor: Actor, { id, url, kinds, description, clearance }: NewWebhook, at: Date): Promise<void> {
    await this.uow.query(
      `INSERT INTO webhooks (id, owner_id, url, kinds, description, clearance, created_at, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, actor.organisationKey, url, kinds, description, clearance, at, actor.userKey],
    );
  }

  /** False if the version has moved on. Enabled again it begins afresh: failures of before do not count. */
  async update(
    id: string,
    version: number,
    { kinds, description, enabled }: { kinds: readonly string[]; description: string; enabled: boolean },
    at: Date,
  ): Promise<boolean> {
    const sql = `UPDATE webhooks SET version = version + 1, kinds = $3, description = $4,
        disabled_at = CASE WHEN $5 THEN NULL ELSE coalesce(disabled_at, $6) END,
        disabled_because = CASE WHEN $5 THEN NULL ELSE coalesce(disabled_because, 'BY_HAND') END,
        failing_since = CASE WHEN $5 AND disabled_at IS NOT NULL THEN NULL ELSE failing_since END
      WHERE id = $1 AND version = $2`;
    return (await this.uow.execute(sql, [id, version, kinds, description, enabled, at])) === 1;
  }

  /** From the first failure until something is received again. */
  async failing(id: string, since: Date | null): Promise<void> {
    await this.uow.execute('UPDATE webhooks SET failing_since = $2 WHERE id = $1', [id, since]);
  }

  /** False if it was disabled before. */
  async disable(id: string, at: Date): Promise<boolean> {
    const sql = `UPDATE webhooks SET version = version + 1, disabled_at = $2, disabled_because = 'FAILING' WHERE id = $1 AND disabled_at IS NULL`;
    return (await this.uow.execute(sql, [id, at])) === 1;
  }

  async addSecret(actor: Actor, webhookId: string, { id, sealed }: SealedSecret, at: Date): Promise<void> {
    await this.uow.query(
      'INSERT INTO webhook_secrets (id, owner_id, webhook_id, sealed, created_at, created_by) VALUES ($1, $2, $3, $4, $5, $6)',
      [id, actor.organisationKey, webhookId, sealed, at, actor.userKey],
    );
  }

  /** The secret so far ends at `until`, one that was on its way out ends now: two sign at most. */
  async endSecrets(webhookId: string, until: Date, at: Date): Promise<void> {
    await this.uow.execute(
      `UPDATE webhook_secrets SET valid_until = CASE WHEN valid_until IS NULL THEN $2 ELSE least(valid_until, $3) END
        WHERE webhook_id = $1 AND (valid_until IS NULL OR valid_until > $3)`,
      [webhookId, until, at],
    );
  }

  secretsAt(webhookId: string, at: Date): Promise<SealedSecret[]> {
    return this.uow.prepared<SealedSecret>(
      'SELECT id, sealed FROM webhook_secrets WHERE webhook_id = $1 AND (valid_until IS NULL OR valid_until > $2) ORDER BY created_at DESC',
      [webhookId, at],
    );
  }
}
