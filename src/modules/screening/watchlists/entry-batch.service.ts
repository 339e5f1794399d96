import { Injectable } from '@nestjs/common';
import { diffList, type KnownEntry } from '../lists/list-diff.rules';
import type { ListEntry } from '../lists/list-entry.types';
import { hashedKeys, readingsOf } from '../searching/asked-keys.rules';
import type { FindingKeyRow } from '../searching/finding-key.record';
import { toContent } from './entry-content.rules';
import { partyOf } from './entry-party.rules';
import type { WatchlistContentRow } from './watchlist-content.record';
import { type KnownContent, WatchlistContentsRepository } from './watchlist-contents.repository';
import type { ListChanges, VersionView } from './watchlist.types';

type Content = Omit<WatchlistContentRow, 'key'>;

/** Writes what is new or said otherwise in a batch of entries, and notes that all of them are there. */
@Injectable()
export class EntryBatches {
  constructor(private readonly repository: WatchlistContentsRepository) {}

  /** Within a bulk unit of work. @param on day of the version, yyyy-MM-dd */
  async write(version: VersionView, on: string, entries: readonly ListEntry[]): Promise<Omit<ListChanges, 'delisted'>> {
    const known = await this.repository.known(
      version.list_key,
      entries.map(({ sourceId }) => sourceId),
    );
    const diff = diffList(
      new Map(known.map(knownEntry)),
      new Map(entries.map(({ sourceId, hash }) => [sourceId, hash])),
    );
    const fresh = await this.repository.insertEntries(version.list_key, diff.added);
    const keyOf = new Map([...known.map(({ source_id, entry_key }) => [source_id, entry_key] as const), ...fresh]);
    const ended = diff.changed.map((sourceId) => keyOf.get(sourceId)!);
    await this.repository.end(ended, version.key, on);
    const written = new Set([...diff.added, ...diff.changed, ...diff.relisted]);
    const rows = entries.filter(({ sourceId }) => written.has(sourceId));
    await this.repository.insert(
      rows.map((entry) => contentRow(entry, keyOf.get(entry.sourceId)!, version, on)),
      rows
        .flatMap((entry) => keyRows(entry, keyOf.get(entry.sourceId)!, version.list_key))
        .sort((a, b) => a.key - b.key),
    );
    await this.repository.present(entries.map(({ sourceId }) => keyOf.get(sourceId)!));
    const { added, changed, unchanged, relisted } = diff;
    return { added: added.length, changed: changed.length, unchanged: unchanged.length, relisted: relisted.length };
  }
}

const knownEntry = ({ source_id, hash, until_on }: KnownContent): [string, KnownEntry] => [
  source_id,
  { hash: hash ?? '', delistedOn: until_on },
];

function contentRow(entry: ListEntry, entryKey: number, version: VersionView, on: string): Content {
  return {
    listKey: version.list_key,
    entryKey,
    hash: Buffer.from(entry.hash, 'hex'),
    caption: captionOf(entry),
    schema: entry.schema,
    reference: entry.reference,
    listType: entry.listType,
    listedOn: entry.listedOn,
    content: toContent(entry),
    sinceVersion: version.key,
    sinceOn: on,
  };
}

const captionOf = ({ names, reference, sourceId }: ListEntry): string =>
  (names.find(({ kind }) => kind === 'primary') ?? names[0])?.value ?? reference ?? sourceId;

const keyRows = (entry: ListEntry, item: number, scope: number): FindingKeyRow[] =>
  hashedKeys(readingsOf(partyOf(toContent(entry)))).map((key) => ({ scope, key, item }));
