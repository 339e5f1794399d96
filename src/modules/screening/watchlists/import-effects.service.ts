import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../../kernel/clock';
import { DomainEvents } from '../../../platform/events/domain-events';
import { STORAGE, type Storage } from '../../../platform/storage/storage';
import { AuditTrail } from '../../audit';
import { SCREENING_EVENTS } from '../screening.events';
import { WatchlistVersionsRepository } from './watchlist-versions.repository';
import type { ListChanges, VersionFault, VersionView } from './watchlist.types';
import { WatchlistsRepository } from './watchlists.repository';

/** What an import does beside its entries: the version's state, the log, and who is told. */
@Injectable()
export class ImportEffects {
  constructor(
    private readonly lists: WatchlistsRepository,
    private readonly versions: WatchlistVersionsRepository,
    private readonly audit: AuditTrail,
    private readonly events: DomainEvents,
    @Inject(STORAGE) private readonly storage: Storage,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  open({ storage_key }: VersionView): ReturnType<Storage['open']> {
    return this.storage.open(storage_key);
  }

  /** yyyy-MM-dd: the day the list says it was made, or else this one; a list from the future was made today. */
  dayOf({ generated_at }: VersionView): string {
    const now = this.clock.now();
    return (generated_at && generated_at < now ? generated_at : now).toISOString().slice(0, 10);
  }

  async begin(version: VersionView): Promise<number> {
    this.audit.append({ name: 'watchlist.import_started', facts: { list: version.list_id, version: version.number } });
    return (await this.versions.begin(version.key)) ?? 0;
  }

  /** Another worker was quicker. */
  passOver(version: VersionView): void {
    this.audit.append({
      name: 'watchlist.import_started',
      facts: { list: version.list_id, version: version.number, again: true },
    });
  }

  async end(version: VersionView, status: 'HELD' | 'REFUSED', fault: VersionFault): Promise<void> {
    const facts = { list: version.list_id, version: version.number, status, code: fault.code, line: fault.line };
    this.audit.append({ name: 'watchlist.refused', facts });
    await this.versions.end(version.key, status, fault);
  }

  async goLive(version: VersionView, changes: ListChanges): Promise<void> {
    const facts = {
      list: version.list_id,
      version: version.number,
      sha256: version.sha256.toString('hex'),
      ...changes,
    };
    this.audit.append({ name: 'watchlist.went_live', facts });
    await this.versions.goLive(version.list_key, version.key, changes);
    await this.lists.goLive(version.list_key, version.key);
    await this.events.emit(SCREENING_EVENTS.listChanged, { listKey: version.list_key, versionKey: version.key });
  }
}
