import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../kernel/clock';
import { COMMON } from '../../../kernel/common.errors';
import { DomainError } from '../../../kernel/domain-error';
import { newId } from '../../../kernel/ids';
import type { Page } from '../../../kernel/page';
import type { Actor } from '../../../platform/context/actor';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../../platform/http/cursor';
import { versionFrom } from '../../../platform/http/etag';
import { newestFirst } from '../../../platform/http/keyset-page';
import { AuditTrail } from '../../audit';
import { NOTIFICATION_ERRORS } from '../notifications.errors';
import { WebhookSecrets } from './webhook-secrets.service';
import { WebhooksRepository, type WebhookView } from './webhooks.repository';

export interface WantedWebhook {
  readonly url: string;
  readonly kinds: readonly string[];
  readonly description: string;
  readonly clearance: number;
}

export interface WithSecret {
  readonly webhook: WebhookView;
  readonly secret: string;
}

const MOST_IN_USE = 10;

@Injectable()
export class WebhooksService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly webhooks: WebhooksRepository,
    private readonly secrets: WebhookSecrets,
    private readonly audit: AuditTrail,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The secret is in this answer and in no other. */
  create(actor: Actor, wanted: WantedWebhook): Promise<WithSecret> {
    const id = newId();
    const now = this.clock.now();
    return this.uow.write(actor, async () => {
      // Nobody creates above their own clearance; the policy holds it too.
      if (wanted.clearance > actor.clearance) throw new DomainError(COMMON.FORBIDDEN);
      if ((await this.webhooks.inUse()) >= MOST_IN_USE) throw new DomainError(NOTIFICATION_ERRORS.TOO_MANY_WEBHOOKS);
      const { secret, stored } = this.secrets.make(actor.organisationKey, id);
      this.audit.append({ name: 'webhook.created', facts: { webhook: id, ...wanted } });
      await this.webhooks.insert(actor, { id, ...wanted }, now);
      await this.webhooks.addSecret(actor, id, stored, now);
      return { webhook: await this.require(id), secret };
    });
  }

  list(actor: Actor, limit: number, cursor: string | undefined): Promise<Page<WebhookView>> {
    const request = { cursors: this.cursors, scope: [actor.userKey, 'webhooks'], limit, cursor };
    return this.uow.read(actor, () => newestFirst(request, (after) => this.webhooks.page(after, limit)));
  }

  read(actor: Actor, id: string): Promise<WebhookView> {
    return this.uow.read(actor, () => this.require(id));
  }

  change(
    actor: Actor,
    id: string,
    ifMatch: string | undefined,
    patch: { kinds: readonly string[] | null; description: string | null; enabled: boolean | null },
  ): Promise<WebhookView> {
    return this.uow.write(actor, async () => {
      const before = await this.require(id);
      const version = versionFrom(ifMatch);
      const enabled = patch.enabled ?? before.disabledAt === null;
      if (enabled && before.disabledAt !== null && (await this.webhooks.inUse()) >= MOST_IN_USE) {
        throw new DomainError(NOTIFICATION_ERRORS.TOO_MANY_WEBHOOKS);
      }
      const next = {
        kinds: patch.kinds ?? before.kinds,
        description: patch.description ?? before.description,
        enabled,
      };
      this.audit.append({ name: 'webhook.updated', facts: { webhook: id, version: version + 1, ...next } });
      if (!(await this.webhooks.update(id, version, next, this.clock.now()))) {
        throw new DomainError(COMMON.VERSION_MISMATCH);
      }
      return this.require(id);
    });
  }

  /** For some hours both sign, so that the receiver changes over when it can; at once where the old one has leaked. */
  rotate(actor: Actor, id: string, overlapHours: number): Promise<WithSecret> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + overlapHours * 3_600_000);
    return this.uow.write(actor, async () => {
      await this.require(id);
      const { secret, stored } = this.secrets.make(actor.organisationKey, id);
      this.audit.append({ name: 'webhook.secret_rotated', facts: { webhook: id, formerUntil: until.toISOString() } });
      await this.webhooks.endSecrets(id, until, now);
      await this.webhooks.addSecret(actor, id, stored, now);
      return { webhook: await this.require(id), secret };
    });
  }

  private async require(id: string): Promise<WebhookView> {
    const webhook = await this.webhooks.find(id);
    if (!webhook) throw new DomainError(COMMON.NOT_FOUND);
    return webhook;
  }
}
