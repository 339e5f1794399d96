import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { canonicalJson } from '../../../kernel/canonical-json';
import { newId } from '../../../kernel/ids';
import type { Actor } from '../../../platform/context/actor';
import { heldPointers, type SpineRecord } from '../../records';
import type { InspectionView } from '../inspections.repository';
import { changesBetween } from './amendment.rules';
import type { ContentChange, InspectionContent } from './amendment.types';
import { contentOf } from './content.mapping';
import { VersionsRepository } from './versions.repository';

/**
 * The versions of what a closed inspection says. Invariant: a version, once written, is never changed; its SHA-256 is that of its content
 * as canonical JSON (RFC 8785), and both lie in the record's state and so in the log.
 */
@Injectable()
export class ContentVersions {
  constructor(private readonly repository: VersionsRepository) {}

  /** The first, when the inspection is closed. */
  async begin(actor: Actor, view: InspectionView): Promise<void> {
    await this.write(actor, view.record, 1, null, contentOf(view), []);
  }

  /** The next, of an amendment. Gives what it changed; nothing, and nothing is written, if it changed nothing. */
  async next(actor: Actor, before: InspectionView, after: InspectionView, reason: string): Promise<ContentChange[]> {
    const { record } = after;
    const [newest] = await this.repository.newest(record.key);
    const former = newest?.content ?? contentOf(before);
    const content = contentOf(after);
    const relinked = before.shipmentId === after.shipmentId ? [] : [{ pointer: '/shipmentId' }]; // that it changed, and no id
    // That a field is held back is no amendment, and its name is not for every reader.
    const held = after.withheld.flatMap(({ field }) => heldPointers('inspection', field));
    const changed = changesBetween(former, content).filter(({ pointer }) => !held.includes(pointer));
    const changes = [...changed, ...relinked];
    if (changes.length === 0) return [];
    // Closed before versions were kept: what stood until now is the first.
    if (!newest) await this.write(actor, { ...record, version: record.version - 1 }, 1, null, former, []);
    await this.repository.supersede(record.key);
    await this.write(actor, record, (newest?.number ?? 1) + 1, reason, content, changes);
    return changes;
  }

  private write(
    actor: Actor,
    record: SpineRecord,
    number: number,
    reason: string | null,
    content: InspectionContent,
    changes: readonly ContentChange[],
  ): Promise<void> {
    return this.repository.insert({
      id: newId(),
      recordKey: record.key,
      number,
      recordVersion: record.version,
      madeBy: actor.userKey,
      reason,
      changed: changes.map(({ pointer }) => pointer),
      content,
      sha256: createHash('sha256').update(canonicalJson(content)).digest(),
    });
  }
}
