import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { canonicalJson } from '../../kernel/canonical-json';
import { CLOCK, type Clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import { COMMON } from '../../kernel/common.errors';
import { DomainError } from '../../kernel/domain-error';
import { currentRequestId } from '../../platform/context/request-context';
import { isTransient, pgErrorOf } from '../../platform/database/pg-errors';
import { type Unit, UnitOfWork } from '../../platform/database/unit-of-work';
import type { OrganisationRef } from '../../platform/events/domain-events';
import type { AuditEventName } from './audit-events';

/** A record an act has written: its id, the version it has now, and the hash of its state before (null for a new one). */
export interface Written {
  readonly id: string;
  readonly version: number;
  readonly before: Buffer | null;
}

/** A record an act has shown to somebody. */
export interface Shown {
  readonly id: string;
  readonly version: number;
  /** Another organisation's: it is told who read it. */
  readonly foreign?: boolean;
}

export interface AuditEvent {
  readonly name: AuditEventName;
  readonly written?: readonly Written[];
  /** What else a later reader must know; no free text of casework. */
  readonly facts?: Readonly<Record<string, unknown>>;
  /** Another organisation whose user, key or rights this is about: its own log says so too. */
  readonly concerns?: OrganisationRef;
}

/** The leaf of the running unit of work. `stored` is set once the transaction is committed. */
export interface Leaf {
  readonly id: string;
  at: string;
  stored?: StoredLeaf;
}

export interface StoredLeaf {
  readonly salt: Buffer;
  readonly payload: Buffer;
  readonly states: Buffer;
  readonly hash: Buffer;
}

interface Draft {
  readonly leaf: Leaf;
  readonly events: AuditEvent[];
  readonly shown: Map<string, Shown>;
}

const DRAFT = Symbol('audit draft');

/**
 * The only writer of the log. Each unit of work that writes, or shows anything above UNCLASSIFIED, leaves exactly one leaf, in its own
 * transaction, sent together with COMMIT: if the log cannot be written, nothing happened and nothing is shown. A unit that changed
 * something without saying so here is refused before it commits. What an administrator does to another organisation's users leaves a
 * second leaf, in that organisation's log: whoever is affected must not depend on the log of whoever acted.
 */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly uow: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    uow.beforeCommit((unit) => this.flush(unit));
  }

  /** Says what this unit of work does. `leafId` may be chosen before, so that a repeated request finds the same receipt. */
  append(event: AuditEvent, leafId?: string): Leaf {
    const draft = this.draft(leafId);
    draft.events.push(event);
    return draft.leaf;
  }

  /** Notes a record above UNCLASSIFIED that is being shown. Called by the one loader of records, so that no read is forgotten. */
  noteShown(shown: Shown): void {
    this.draft().shown.set(shown.id, shown);
  }

  private draft(leafId?: string): Draft {
    const { notes } = this.uow.current;
    let draft = notes.get(DRAFT) as Draft | undefined;
    if (!draft) {
      draft = { leaf: { id: leafId ?? newId(), at: '' }, events: [], shown: new Map() };
      notes.set(DRAFT, draft);
    } else if (leafId && draft.events.length === 0) {
      (draft.leaf as { id: string }).id = leafId;
    }
    return draft;
  }

  private async flush(unit: Unit): Promise<void> {
    const draft = unit.notes.get(DRAFT) as Draft | undefined;
    const nothing = !draft || (draft.events.length === 0 && draft.shown.size === 0);
    if (unit.mode === 'write' && (!draft || draft.events.length === 0)) {
      throw new DomainError(COMMON.BUG, { detail: 'a unit of work wrote without an audit event' });
    }
    if (nothing) return;
    draft.leaf.at = this.clock.now().toISOString();
    const written = new Map(draft.events.flatMap((event) => event.written ?? []).map((record) => [record.id, record]));
    const salt = randomBytes(16);
    const payload = Buffer.from(canonicalJson(describe(unit, draft, [...written.values()], salt)), 'utf8');
    const elsewhere = concernedBy(unit, draft.events);
    const isReading = [...draft.shown.values()].some(({ foreign }) => foreign);
    const [{ leaf_hash: hash, states }] = await Promise.all([
      this.store(draft.leaf.id, salt, payload, [...written.keys()]),
      isReading && this.indexReadings(draft.leaf.id),
      ...elsewhere.map((organisation) => this.storeElsewhere(unit, draft, organisation)),
    ]);
    draft.leaf.stored = { salt, payload, states, hash };
  }

  private async storeElsewhere(unit: Unit, { leaf, events }: Draft, organisation: OrganisationRef): Promise<void> {
    const id = newId();
    const told = events.filter(({ concerns }) => concerns?.key === organisation.key);
    const facts = describeFor(organisation, { actor: unit.actor, leaf: { ...leaf, id }, events: told, records: [] });
    const payload = Buffer.from(canonicalJson(facts), 'utf8');
    await this.failingClosed(() =>
      this.uow.query('SELECT app.append_leaf_for($1, $2, $3, $4)', [organisation.key, id, randomBytes(16), payload]),
    );
  }

  private async store(
    id: string,
    salt: Buffer,
    payload: Buffer,
    written: readonly string[],
  ): Promise<{ leaf_hash: Buffer; states: Buffer }> {
    const [row] = await this.failingClosed(() =>
      this.uow.prepared<{ leaf_hash: Buffer; states: Buffer }>(
        'SELECT leaf_hash, states FROM app.append_leaf($1, $2, $3, $4)',
        [id, salt, payload, written],
      ),
    );
    return row!;
  }

  /** After the leaf and of the leaf: what the owners of the records are shown is what the log says. */
  private async indexReadings(leafId: string): Promise<void> {
    await this.failingClosed(() => this.uow.prepared('SELECT app.index_readings($1)', [leafId]));
  }

  /** Without its leaf nothing happens and nothing is shown. */
  private async failingClosed<T>(write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (error) {
      // 25P02: an earlier statement of this transaction failed, and that one is reported.
      if (isTransient(error) || pgErrorOf(error)?.code === '25P02') throw error;
      throw new DomainError(
        COMMON.UNAVAILABLE,
        { detail: 'the audit log cannot be written', retryAfter: 5 },
        { cause: error },
      );
    }
  }
}

/** Other organisations than the acting one, each once. */
function concernedBy({ actor }: Unit, events: readonly AuditEvent[]): OrganisationRef[] {
  const others = events.flatMap(({ concerns }) =>
    concerns && concerns.key !== actor.organisationKey ? [concerns] : [],
  );
  return [...new Map(others.map((organisation) => [organisation.key, organisation])).values()];
}

function describe(unit: Unit, draft: Draft, written: readonly Written[], salt: Buffer): Record<string, unknown> {
  const { actor } = unit;
  const ids = new Set(written.map(({ id }) => id));
  const records = [
    ...written.map(({ id, version, before }) => ({
      id,
      version,
      written: true,
      before: before && createHash('sha256').update(salt).update(before).digest('hex'),
    })),
    ...[...draft.shown.values()].filter(({ id }) => !ids.has(id)).map(({ id, version }) => ({ id, version })),
  ];
  const own = { key: actor.organisationKey, id: actor.organisationId };
  return describeFor(own, { actor, leaf: draft.leaf, events: draft.events, records });
}

function describeFor(
  { key, id }: OrganisationRef,
  { actor, leaf, events, records }: Pick<Unit, 'actor'> & Pick<Draft, 'leaf' | 'events'> & { records: object[] },
): Record<string, unknown> {
  return {
    v: 1,
    id: leaf.id,
    log: key === 0 ? 'system' : id,
    at: leaf.at,
    request: currentRequestId(),
    actor: { user: actor.userId, organisation: actor.organisationId, credential: actor.credential },
    action: events[0]?.name ?? 'record.read',
    events: events.map(({ name, facts }) => ({ name, ...(facts && { facts }) })),
    records,
  };
}
