import { Inject, Injectable } from '@nestjs/common';
import type { Page } from '../../kernel/page';
import { RUNTIME, type Runtime } from '../../platform/config/runtime';
import type { Actor } from '../../platform/context/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../platform/http/cursor';
import { AuditRepository, type EntryRow, type HeadRow } from './audit.repository';
import { isHeadSignedBy, type SignedHead } from './head.rules';
import { appendLeaves, leafHash } from './merkle.rules';

const CHUNK = 5_000;

export interface LogVerdict {
  readonly organisation: string;
  readonly size: number;
  readonly root: string;
  readonly intact: boolean;
  /** Position of the first entry that does not fit; null when intact. */
  readonly firstBad: number | null;
  readonly fault: string | null;
}

/** What an auditor sees. The whole check, with record states and the heads outside, is the separate program audit:verify. */
@Injectable()
export class AuditService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: AuditRepository,
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
  ) {}

  entries(actor: Actor, limit: number, cursor: string | undefined): Promise<Page<EntryRow>> {
    return this.uow.read(actor, async () => {
      const scope = `audit ${actor.organisationKey} ${actor.auditScope}`;
      const rows = await this.repository.page(cursor ? this.cursors.decode(scope, cursor) : undefined, limit);
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      return {
        items,
        nextCursor: rows.length > limit && last ? this.cursors.encode(scope, { at: last.key, id: last.id }) : null,
      };
    });
  }

  heads(actor: Actor): Promise<HeadRow[]> {
    return this.uow.read(actor, () => this.repository.newestHeads());
  }

  /** Recomputes every leaf and root this auditor may read, and checks the signature of each newest head. */
  verify(actor: Actor): Promise<LogVerdict[]> {
    return this.uow.read(actor, async () => {
      const verdicts: LogVerdict[] = [];
      for (const head of await this.repository.newestHeads()) verdicts.push(await this.verifyLog(head));
      return verdicts;
    });
  }

  private async verifyLog(head: HeadRow): Promise<LogVerdict> {
    const verdict = (firstBad: number | null, fault: string | null): LogVerdict => ({
      organisation: head.organisation,
      size: head.size,
      root: head.root.toString('hex'),
      intact: fault === null,
      firstBad,
      fault,
    });
    let size = 0;
    let frontier: readonly Buffer[] = [];
    let root: Buffer | undefined;
    let name = '';
    while (size < head.size) {
      const leaves = await this.repository.leavesInOrder(head.log_id, size, Math.min(CHUNK, head.size - size));
      const bad = leaves.find(
        (leaf, i) => leaf.idx !== size + i || !leafHash(leaf.salt, leaf.states, leaf.payload).equals(leaf.leaf_hash),
      );
      if (bad) return verdict(bad.idx, 'the entry does not have the hash it was logged with');
      if (leaves.length === 0) return verdict(size, 'entries are missing');
      name ||= (JSON.parse(leaves[0]!.payload.toString('utf8')) as { log: string }).log;
      const grown = appendLeaves(
        size,
        frontier,
        leaves.map((leaf) => leaf.leaf_hash),
      )!;
      ({ size, frontier, root } = grown);
    }
    if (!root?.equals(head.root)) return verdict(null, 'the entries do not give the signed root');
    return verdict(
      null,
      isHeadSignedBy(toSignedHead(head, name), this.runtime.keys.auditVerifying)
        ? null
        : 'the head is not signed by our key',
    );
  }
}

export const toSignedHead = (head: HeadRow, log: string): SignedHead => ({
  type: 'lambi-head-v1',
  log,
  size: head.size,
  root: head.root.toString('hex'),
  at: head.at.toISOString(),
  keyId: head.key_id,
  signature: head.signature.toString('base64url'),
});
