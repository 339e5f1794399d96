import { Inject, Injectable, Logger } from '@nestjs/common';
import { COMMON } from '../../kernel/common.errors';
import { DomainError } from '../../kernel/domain-error';
import type { Page } from '../../kernel/page';
import { allow, enforce, refuse } from '../../kernel/verdict';
import type { Actor } from '../../platform/context/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../platform/http/cursor';
import { versionFrom } from '../../platform/http/etag';
import type { Submission } from '../../platform/http/idempotency';
import { newestFirst } from '../../platform/http/keyset-page';
import { AuditTrail } from '../audit';
import { type Accepted, Submissions } from '../records';
import { Envelope } from './envelope.service';
import type { SourceCard, SourceContent, SourceLabel, SourceView, StoredSource } from './source.types';
import { SOURCE } from './sources.errors';
import { SourcesRepository } from './sources.repository';

export interface NewSource {
  readonly pseudonym: string;
  readonly label?: SourceLabel;
  readonly custodianIds: readonly string[];
  readonly custodiansNeeded?: number;
  readonly content: SourceContent;
}

/** Confidential human sources. The log says that something was done and by whom, never to which source. */
@Injectable()
export class SourcesService {
  private readonly logger = new Logger('sources');

  constructor(
    private readonly uow: UnitOfWork,
    private readonly submissions: Submissions,
    private readonly repository: SourcesRepository,
    private readonly envelope: Envelope,
    private readonly audit: AuditTrail,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
  ) {}

  register(actor: Actor, command: NewSource, submission: Submission): Promise<Accepted<SourceView>> {
    return this.submissions.once(
      actor,
      this.veiled(submission),
      async ({ resourceId: id, receiptId }) => {
        const { pseudonym, content } = command;
        const [custodiansNeeded, label] = [command.custodiansNeeded ?? 1, command.label ?? null];
        const custodians = await this.custodians(actor, command.custodianIds, custodiansNeeded);
        const { organisationKey: ownerId, userKey: handler } = actor;
        const leaf = this.audit.append({ name: 'source.registered', facts: { needed: custodiansNeeded } }, receiptId);
        const place = { sourceId: id, ownerKey: ownerId };
        const { dataKey, keyId, wrapped: wrappedKey } = this.envelope.newKey(place);
        const card = this.envelope.seal(dataKey, place, 'card', 1, { pseudonym, label });
        const sealed = this.envelope.seal(dataKey, place, 'content', 1, content);
        await this.repository.insert(
          { id, ownerId, handler, custodians, custodiansNeeded, keyId, wrappedKey, card },
          { sourceId: id, version: 1, ownerId, sealed, createdBy: handler },
        );
        return { view: await this.require(id), leaf };
      },
      (id) => this.read(actor, id),
    );
  }

  read(actor: Actor, id: string): Promise<SourceView> {
    return this.uow.read(actor, () => this.require(id));
  }

  list(actor: Actor, limit: number, cursor: string | undefined): Promise<Page<SourceView>> {
    return this.uow.read(actor, async () => {
      const scope = [actor.userKey, 'sources'];
      const page = await newestFirst({ cursors: this.cursors, scope, limit, cursor }, (after) =>
        this.repository.page(after, limit + 1),
      );
      return { items: page.items.map((source) => this.listed(source)), nextCursor: page.nextCursor };
    });
  }

  /** Writes down anew what is known. Whoever does so sees nothing of what was there: that takes an opening. */
  rewrite(actor: Actor, id: string, ifMatch: string | undefined, content: SourceContent): Promise<SourceView> {
    return this.uow.write(actor, async () => {
      const { source } = await this.require(id);
      const isHandler = source.handlerKey === actor.userKey;
      enforce(isHandler ? allow : refuse('NOT_THE_HANDLER', 'You are a custodian'), SOURCE.NOT_THE_HANDLER);
      if (versionFrom(ifMatch) !== source.version) throw new DomainError(COMMON.VERSION_MISMATCH);
      const version = source.version + 1;
      const sealed = this.envelope.seal(this.dataKey(source), placeOf(source), 'content', version, content);
      const row = { sourceId: id, version, ownerId: actor.organisationKey, sealed, createdBy: actor.userKey };
      this.audit.append({ name: 'source.rewritten' });
      if (!(await this.repository.addContent(source.version, row))) throw new DomainError(COMMON.VERSION_MISMATCH);
      return this.require(id);
    });
  }

  /** Inside a unit of work. The 404 of what does not exist, to everybody but handler and custodians. */
  async require(id: string): Promise<SourceView> {
    const source = await this.repository.find(id);
    if (!source) throw new DomainError(COMMON.NOT_FOUND);
    return this.shown(source);
  }

  shown(source: StoredSource): SourceView {
    const card = this.envelope.open<SourceCard>(this.dataKey(source), placeOf(source), 'card', 1, source.card);
    return { source, card };
  }

  listed(source: StoredSource): SourceView {
    try {
      return this.shown(source);
    } catch (error) {
      this.logger.error({ err: error as Error, source: source.id }, 'a source does not fit its place');
      return { source, card: null };
    }
  }

  dataKey(source: StoredSource): Buffer {
    return this.envelope.unwrap(placeOf(source), { keyId: source.keyId, wrapped: source.wrappedKey });
  }

  /** Requests are remembered by a hash of their body, which must not be guessable from a dump. */
  private veiled(submission: Submission): Submission {
    return { ...submission, body: this.envelope.fingerprint(submission.body) };
  }

  private async custodians(actor: Actor, asked: readonly string[], needed: number): Promise<number[]> {
    const ids = [...new Set(asked.map((id) => id.toLowerCase()))];
    const found = new Map((await this.repository.custodians(ids)).map(({ id, key }) => [id, key]));
    const unfit = ids.some((id) => !found.has(id) || found.get(id) === actor.userKey);
    if (unfit || ids.length !== asked.length || ids.length < needed) {
      const message = `Name ${needed} or more different colleagues who may keep sources, not yourself`;
      throw new DomainError(SOURCE.CUSTODIANS_UNFIT, {
        fields: [{ pointer: '/custodianIds', code: 'UNFIT', message }],
      });
    }
    return ids.map((id) => found.get(id)!);
  }
}

export const placeOf = ({
  id,
  ownerKey,
}: Pick<StoredSource, 'id' | 'ownerKey'>): { sourceId: string; ownerKey: number } => ({
  sourceId: id,
  ownerKey,
});
