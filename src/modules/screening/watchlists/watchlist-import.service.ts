/**
 * Invariant: a version goes live at once and whole, or not at all. One transaction writes what changed, ends what is absent and makes the
 * version the live one; whatever stops it before, the version before stays live as it was.
 */
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import type { Reason } from '../../../kernel/verdict';
import type { Actor } from '../../../platform/context/actor';
import { isUnstorable } from '../../../platform/database/pg-errors';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { collectGarbage } from '../../../platform/memory';
import { ageVerdict, shrinkVerdict } from '../lists/list-diff.rules';
import { ListSyntaxError } from '../lists/list.errors';
import { readList } from '../lists/list.parser';
import type { ListEntry } from '../lists/list-entry.types';
import { EntryBatches } from './entry-batch.service';
import { ImportEffects } from './import-effects.service';
import { WatchlistContentsRepository } from './watchlist-contents.repository';
import { WatchlistVersionsRepository } from './watchlist-versions.repository';
import type { VersionFault, VersionView } from './watchlist.types';
import { WatchlistsRepository } from './watchlists.repository';

/** Entries written together. */
const BATCH = 1_000;
/** Batches. */
const COLLECT_EVERY = 20;
/** Two persons, of whom the one who sent the list may be one. */
export const APPROVALS_NEEDED = 2;
const MOST_ATTEMPTS = 12;
/** What a broken file looks like, and two persons may know better. */
const HELD_FOR = ['LIST_SHRANK', 'LIST_OLDER'];

@Injectable()
export class WatchlistImport {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly lists: WatchlistsRepository,
    private readonly versions: WatchlistVersionsRepository,
    private readonly contents: WatchlistContentsRepository,
    private readonly batches: EntryBatches,
    private readonly effects: ImportEffects,
  ) {}

  /** Imports a queued version; one that has ended is left alone. Throws what another attempt may mend. */
  async run(actor: Actor, versionId: string): Promise<void> {
    const version = await this.uow.read(actor, () => this.versions.find(versionId));
    if (!version || (version.status !== 'QUEUED' && version.status !== 'READING')) return;
    const attempt = await this.uow.write(actor, () => this.effects.begin(version));
    try {
      await this.import(actor, version);
    } catch (error) {
      const fault = faultOf(error, attempt);
      if (!fault) throw error;
      await this.end(actor, version, fault);
    }
  }

  end(actor: Actor, version: VersionView, fault: VersionFault): Promise<void> {
    const status = HELD_FOR.includes(fault.code) ? 'HELD' : 'REFUSED';
    return this.uow.write(actor, () => this.effects.end(version, status, fault));
  }

  private import(actor: Actor, version: VersionView): Promise<void> {
    return this.uow.bulk(actor, async () => {
      await this.lists.lock(version.list_key);
      if ((await this.versions.find(version.id))?.status !== 'READING') return this.effects.passOver(version);
      if (await this.versions.isOvertaken(version.list_key, version.number)) throw new Unfit(overtaken);
      const forced = version.approvals >= APPROVALS_NEEDED;
      const list = await this.lists.find(version.list_id);
      const age = ageVerdict(list?.generated_at ?? null, version.generated_at, { forced });
      if (!age.allowed) throw new Unfit(faultFrom(age.reasons[0]!));
      const before = await this.contents.standing(version.list_key);
      const on = this.effects.dayOf(version);
      const sums = { added: 0, changed: 0, unchanged: 0, relisted: 0 };
      await this.contents.present([]);
      for await (const entries of this.read(version)) {
        const changes = await this.batches.write(version, on, entries);
        for (const each of Object.keys(sums) as (keyof typeof sums)[]) sums[each] += changes[each];
      }
      const delisted = await this.contents.delistAbsent(version.list_key, version.key, on);
      const now = sums.added + sums.changed + sums.unchanged + sums.relisted;
      const verdict = shrinkVerdict(before, now, { forced, kept: before - delisted });
      if (!verdict.allowed) throw new Unfit(faultFrom(verdict.reasons[0]!));
      await this.effects.goLive(version, { ...sums, delisted });
    });
  }

  private async *read(version: VersionView): AsyncGenerator<ListEntry[]> {
    let entries: ListEntry[] = [];
    let batches = 0;
    for await (const part of readList(await this.effects.open(version))) {
      if (part.type !== 'entry') continue;
      if (entries.push(part.entry) < BATCH) continue;
      yield entries;
      entries = [];
      if ((batches += 1) % COLLECT_EVERY === 0) collectGarbage();
    }
    if (entries.length > 0) yield entries;
  }
}

const elsewhere = { line: null, column: null };
const overtaken: VersionFault = { ...elsewhere, code: 'OVERTAKEN', message: 'A later version of the list is live' };

const faultFrom = ({ code, detail }: Reason): VersionFault => ({ ...elsewhere, code, message: detail });

/** What no further attempt will mend. */
class Unfit extends Error {
  constructor(readonly fault: VersionFault) {
    super(fault.message);
  }
}

function faultOf(error: unknown, attempt: number): VersionFault | undefined {
  if (error instanceof Unfit) return error.fault;
  if (error instanceof ListSyntaxError) {
    const message = Buffer.from(error.message, 'utf8').toString('utf8').replaceAll('\0', '\uFFFD');
    return { code: error.code, message, line: error.line, column: error.column };
  }
  if (error instanceof DomainError && error.definition.kind === 'rule')
    return { ...elsewhere, code: error.definition.code, message: error.definition.title };
  if (isUnstorable(error))
    return { ...elsewhere, code: 'NOT_STORABLE', message: 'A value is larger than any field holds' };
  if (attempt < MOST_ATTEMPTS) return undefined;
  return { ...elsewhere, code: 'FAILED', message: `The import failed ${attempt} times; send the file again` };
}
