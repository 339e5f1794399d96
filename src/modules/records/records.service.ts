import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../kernel/clock';
import { COMMON } from '../../kernel/common.errors';
import { DomainError } from '../../kernel/domain-error';
import { isUuid } from '../../kernel/ids';
import type { Page } from '../../kernel/page';
import { enforce } from '../../kernel/verdict';
import type { Actor } from '../../platform/context/actor';
import { violates } from '../../platform/database/pg-errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { type CursorCodec, CURSORS } from '../../platform/http/cursor';
import { versionFrom } from '../../platform/http/etag';
import { type Action, actionsOf, clearedFor, ownOrganisation, type Role, type VisibilityProbe } from '../access';
import { AuditTrail, type Written } from '../audit';
import type { ListFilter } from './record-list.query';
import {
  type Handling,
  handlingPatch,
  levelOf,
  type RecordKind,
  SERIES,
  type SpineRecord,
  RECORD_KINDS,
} from './record.types';
import { RECORD } from './records.errors';
import { RecordsRepository, toSpine } from './records.repository';

/** A record being changed: its state before, for the log, and its version after. */
export interface Change {
  readonly record: SpineRecord;
  readonly written: Written;
}

/** What the actor's roles may read at all, whatever an API key is cut down to. */
export function readableKinds(actor: Actor): RecordKind[] {
  const granted = actionsOf(actor.roles as Role[]);
  return RECORD_KINDS.filter((kind) => granted.has(`${kind}.read` as Action));
}

const isReadable = (actor: Actor, { ownerId, kind }: SpineRecord): boolean =>
  ownerId === actor.organisationKey || readableKinds(actor).includes(kind);

/**
 * The spine's use cases, called by the modules inside their own units of work. Everything that shows a record goes through
 * find, require or page here, which note it for the log: a read above UNCLASSIFIED cannot be forgotten.
 */
@Injectable()
export class RecordsService implements VisibilityProbe {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: RecordsRepository,
    private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CURSORS) private readonly cursors: CursorCodec,
  ) {}

  /** Asked by the guard, before any pipe: what is no id names nothing. */
  async sees(actor: Actor, id: string): Promise<boolean> {
    if (!isUuid(id)) return false;
    return this.uow.read(actor, async () => (await this.repository.findById(id)) !== undefined);
  }

  /** The record, or the 404 of one that does not exist. */
  async require(id: string, kind?: RecordKind): Promise<SpineRecord> {
    const record = await this.repository.findById(id, kind);
    if (!record) throw new DomainError(COMMON.NOT_FOUND);
    return this.shown(record);
  }

  /** The same for a route that shows any kind: one the actor's role may never read does not exist for it, released or not. */
  async requireReadable(actor: Actor, id: string): Promise<SpineRecord> {
    const record = await this.repository.findById(id);
    if (!record || !readableKinds(actor).includes(record.kind)) throw new DomainError(COMMON.NOT_FOUND);
    return this.shown(record);
  }

  /** @param reader leaves out what this one's role may never read, as where records of any kind are named */
  async findByIds(ids: readonly string[], reader?: Actor): Promise<SpineRecord[]> {
    return this.showable(await this.repository.findByIds(ids), reader);
  }

  async findByKeys(keys: readonly number[], reader?: Actor): Promise<SpineRecord[]> {
    return keys.length === 0 ? [] : this.showable(await this.repository.findByKeys(keys), reader);
  }

  /** Makes the spine row of a new record, private to the actor's organisation. */
  async create(actor: Actor, kind: RecordKind, id: string, handling: Handling): Promise<SpineRecord> {
    const classification = levelOf(handling.classification ?? 'CONFIDENTIAL');
    enforce(clearedFor(actor, classification), RECORD.ABOVE_CLEARANCE);
    try {
      const row = await this.repository.insert({
        id,
        clientRef: handling.clientRef ?? null,
        kind,
        series: SERIES[kind],
        prefix: actor.organisationCode,
        year: this.clock.now().getUTCFullYear(),
        ownerId: actor.organisationKey,
        classification,
        tlp: handling.tlp ?? null,
        userKey: actor.userKey,
      });
      return toSpine(row);
    } catch (error) {
      if (violates(error, 'records_client_ref_unique'))
        throw new DomainError(RECORD.CLIENT_REF_TAKEN, {}, { cause: error });
      throw error;
    }
  }

  /** Makes many spine rows at once, for an import; gives each id its key. */
  createMany(
    actor: Actor,
    kind: RecordKind,
    ids: readonly string[],
    handling: Pick<Handling, 'classification'>,
  ): Promise<Map<string, number>> {
    const classification = levelOf(handling.classification ?? 'CONFIDENTIAL');
    enforce(clearedFor(actor, classification), RECORD.ABOVE_CLEARANCE);
    const year = this.clock.now().getUTCFullYear();
    return this.repository.insertMany(ids, {
      kind,
      series: SERIES[kind],
      prefix: actor.organisationCode,
      year,
      ownerId: actor.organisationKey,
      classification,
      userKey: actor.userKey,
    });
  }

  /**
   * Opens a record for change: 404 if it is not visible, 403 if it is another's, 428 and 412 for the version, in this order. Bumps the
   * version (keeping the old state) and says what the log must be told.
   */
  async beginChange(
    actor: Actor,
    id: string,
    kind: RecordKind | undefined,
    ifMatch: string | undefined,
    patch: { classification?: number; tlp?: string | null } = {},
  ): Promise<Change> {
    const record = await this.named(actor, id, kind);
    enforce(ownOrganisation(actor, record), RECORD.NOT_THE_OWNER);
    const expected = versionFrom(ifMatch);
    if (patch.classification !== undefined) enforce(clearedFor(actor, patch.classification), RECORD.ABOVE_CLEARANCE);
    return this.change(actor, record, expected, patch);
  }

  /** Changes the handling of a record of any kind, whatever its state: a closed case can still be found to be more sensitive. */
  update(
    actor: Actor,
    id: string,
    ifMatch: string | undefined,
    command: Pick<Handling, 'classification' | 'tlp'>,
  ): Promise<SpineRecord> {
    return this.uow.write(actor, async () => {
      const { written } = await this.beginChange(actor, id, undefined, ifMatch, handlingPatch(command));
      const { classification, tlp } = command;
      this.audit.append({
        name: 'record.updated',
        written: [written],
        facts: { ...(classification && { classification }), ...(tlp !== undefined && { tlp }) },
      });
      return this.require(id);
    });
  }

  /** The same for a change that needs no If-Match, because it only adds (an attachment, an item). */
  async beginAddition(actor: Actor, id: string, kind?: RecordKind): Promise<Change> {
    const { record } = await this.beginSharing(actor, id, kind);
    return this.change(actor, record, record.version, {});
  }

  /** The same for many records of the actor's organisation, for an import. One that is not visible, or another's, fails all. */
  async beginAdditions(actor: Actor, keys: readonly number[]): Promise<Written[]> {
    const records = await this.findByKeys(keys);
    if (records.length !== keys.length) throw new DomainError(COMMON.NOT_FOUND);
    for (const record of records) enforce(ownOrganisation(actor, record), RECORD.NOT_THE_OWNER);
    const locked = await this.repository.lockMany(keys);
    const [before, bumped] = await Promise.all([
      this.repository.stateHashes(keys),
      this.repository.bumpMany(keys, actor.userKey),
    ]);
    if (bumped !== keys.length) throw new DomainError(COMMON.VERSION_MISMATCH);
    return locked.map(({ key, id, version }) => ({ id, version: version + 1, before: before.get(key)! }));
  }

  /** For what changes who reads a record and not what it says: the version, and so the reader's ETag, stays. */
  async beginSharing(actor: Actor, id: string, kind?: RecordKind): Promise<Change> {
    const record = await this.named(actor, id, kind);
    enforce(ownOrganisation(actor, record), RECORD.NOT_THE_OWNER);
    const locked = await this.repository.lock(id);
    if (!locked) throw new DomainError(COMMON.NOT_FOUND);
    return {
      record: { ...record, version: locked.version },
      written: { id, version: locked.version, before: locked.before },
    };
  }

  /**
   * For an event that an addressed organisation adds to another's record: visible is enough, and the version, and so the reader's ETag,
   * stays. Taken in turn, so that the state each event's leaf vouches for holds all events before it.
   */
  async beginEvent(id: string, kind?: RecordKind): Promise<Change> {
    await this.repository.lockForEvent(id);
    const record = await this.require(id, kind);
    const before = (await this.repository.stateHashes([record.key])).get(record.key)!;
    return { record, written: { id: record.id, version: record.version, before } };
  }

  private async change(
    actor: Actor,
    record: SpineRecord,
    expected: number,
    patch: { classification?: number; tlp?: string | null },
  ): Promise<Change> {
    const locked = await this.repository.lock(record.id);
    if (locked?.version !== expected || !(await this.repository.bump(record.id, expected, actor.userKey, patch))) {
      throw new DomainError(COMMON.VERSION_MISMATCH);
    }
    const version = expected + 1;
    return { record: { ...record, version }, written: { id: record.id, version, before: locked.before } };
  }

  /** A page of the spine, newest first. The cursor is bound to the organisation, the list and its filters. */
  async page(
    actor: Actor,
    list: string,
    filter: ListFilter,
    limit: number,
    cursor: string | undefined,
  ): Promise<Page<SpineRecord>> {
    const scope = JSON.stringify([actor.organisationKey, list, filter]);
    const after = cursor === undefined ? undefined : this.cursors.decode(scope, cursor);
    const rows = await this.repository.page(actor.organisationKey, filter, after, limit);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const nextCursor =
      rows.length > limit && last ? this.cursors.encode(scope, { at: last.created_us, id: last.id }) : null;
    return { items: page.map((row) => this.shown(toSpine(row))), nextCursor };
  }

  /** Another's record of a kind that the actor's role may never read is no 403 but the 404 of what does not exist. */
  private async named(actor: Actor, id: string, kind: RecordKind | undefined): Promise<SpineRecord> {
    const record = await this.repository.findById(id, kind);
    if (!record || !isReadable(actor, record)) throw new DomainError(COMMON.NOT_FOUND);
    return this.shown(record);
  }

  private showable(records: readonly SpineRecord[], reader: Actor | undefined): SpineRecord[] {
    return records.filter((record) => !reader || isReadable(reader, record)).map((record) => this.shown(record));
  }

  private shown(record: SpineRecord): SpineRecord {
    if (record.classification > 0) {
      const foreign = record.ownerId !== this.uow.current.actor.organisationKey;
      this.audit.noteShown({ id: record.id, version: record.version, foreign });
    }
    return record;
  }
}
