import { Inject, Injectable } from '@nestjs/common';
import { COMMON } from '../../kernel/common.errors';
import { DomainError } from '../../kernel/domain-error';
import { RUNTIME, type Runtime } from '../../platform/config/runtime';
import type { Actor } from '../../platform/context/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { AuditRepository, type ReceiptRow } from './audit.repository';
import type { Leaf } from './audit-trail';
import { type SignedHead, signerOf, type Signer } from './head.rules';
import { inclusionNodes, inclusionProof } from './merkle.rules';
import { type Inclusion, inclusionOf, type Promised, type Receipt, receiptOf, signPromise } from './receipt.rules';

export interface ReceiptWithId extends Receipt {
  readonly id: string;
}

/** Receipts are not stored: Ed25519 gives the same signature for the same promise, and the leaf holds everything else. */
@Injectable()
export class ReceiptsService {
  private readonly signer: Signer;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: AuditRepository,
    @Inject(RUNTIME) runtime: Runtime,
  ) {
    this.signer = signerOf(runtime.keys.auditSigning);
  }

  /** The receipt of a unit of work that has just been committed. */
  of(actor: Actor, leaf: Leaf): ReceiptWithId {
    if (!leaf.stored)
      throw new DomainError(COMMON.BUG, { detail: 'a receipt was asked for before its leaf was committed' });
    const log = actor.organisationKey === 0 ? 'system' : actor.organisationId;
    const promised = signPromise(this.signer, { log, leafHash: leaf.stored.hash, acceptedAt: new Date(leaf.at) });
    return { id: leaf.id, ...receiptOf(promised, leaf.stored, null) };
  }

  /** The receipt as it is now, with position and proof once the sequencer was there. Only the organisation that acted sees it. */
  find(actor: Actor, id: string): Promise<ReceiptWithId> {
    return this.uow.read(actor, async () => {
      const row = await this.repository.receiptLeaf(id);
      if (!row) throw new DomainError(COMMON.NOT_FOUND);
      const promised = this.promiseOf(row);
      return { id, ...receiptOf(promised, row, await this.inclusion(row, promised.log)) };
    });
  }

  /** The signed promise alone of a leaf: what anybody may be shown who knows what it is about. */
  promiseOf({ payload, leaf_hash: leafHash }: Pick<ReceiptRow, 'payload' | 'leaf_hash'>): Promised {
    const { at, log } = JSON.parse(payload.toString('utf8')) as { at: string; log: string };
    return signPromise(this.signer, { log, leafHash, acceptedAt: new Date(at) });
  }

  private async inclusion(row: ReceiptRow, log: string): Promise<Inclusion | null> {
    if (row.idx === null || row.size === null) return null;
    const head = await this.repository.head(row.size);
    const nodes = await this.repository.nodes(inclusionNodes(row.idx, row.size));
    const path = inclusionProof(row.idx, row.size, (level, idx) => nodes.get(`${level}/${idx}`)!);
    if (!head || !path) throw new DomainError(COMMON.BUG, { detail: 'a sequenced leaf has no proof' });
    const signed: SignedHead = {
      type: 'lambi-head-v1',
      log,
      size: head.size,
      root: head.root.toString('hex'),
      at: head.at.toISOString(),
      keyId: head.key_id,
      signature: head.signature.toString('base64url'),
    };
    return inclusionOf(row.idx, path, signed);
  }
}
