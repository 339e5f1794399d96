import { Injectable } from '@nestjs/common';
import { DomainError, type FieldFault } from '../../kernel/domain-error';
import { newId } from '../../kernel/ids';
import type { Actor } from '../../platform/context/actor';
import { DomainEvents } from '../../platform/events/domain-events';
import { RecordsService } from '../records';
import { ENTITY } from './entities.errors';
import { ENTITY_EVENTS } from './entities.events';
import { mentionsOf, mergeStatements, rangeFault } from './entity.rules';
import { type EntitySchema, isRelation, type KeptStatement, type Statement } from './entity.types';
import { pointsElsewhere } from './ftm-model.rules';
import type { StatementRow } from './statement.record';
import { StatementsRepository } from './statements.repository';

/** Keys of the records that statements speak of, by id. */
export interface References {
  readonly sources: ReadonlyMap<string, number>;
  readonly targets: ReadonlyMap<string, { readonly key: number; readonly schema: EntitySchema }>;
}

export interface NewEntity {
  readonly recordKey: number;
  readonly schema: EntitySchema;
  readonly statements: readonly Statement[];
}

export interface KnownEntity extends NewEntity {
  /** What stands of it, as the writer sees it. */
  readonly standing: readonly KeptStatement[];
}

/** Writes statements, with everything that is derived from them, and tells the modules to the right. Called inside a unit of work that logs it. */
@Injectable()
export class EntityWriter {
  constructor(
    private readonly records: RecordsService,
    private readonly repository: StatementsRepository,
    private readonly events: DomainEvents,
  ) {}

  /** What one cannot see does not exist; saying so as a field fault does not echo the id. */
  async resolve(schema: EntitySchema, statements: readonly Statement[]): Promise<References> {
    const ofSources = idsOf(statements.map(({ sourceRecordId }) => sourceRecordId));
    const ofTargets = idsOf(statements.map(({ prop, value }) => (pointsElsewhere(schema, prop) ? value : null)));
    if (ofSources.length + ofTargets.length === 0) return { sources: new Map(), targets: new Map() };
    const [records, targets] = await Promise.all([
      this.records.findByIds(ofSources),
      this.repository.schemas([...new Set([...ofTargets, ...ofSources])]),
    ]);
    const isParty = (id: string): boolean => !isRelation(targets.get(id)?.schema ?? 'Person');
    const sources = new Map(records.filter(({ id }) => isParty(id)).map(({ id, key }) => [id, key]));
    const fields = statements.flatMap((one, i) => referenceFaults(schema, one, i, { sources, targets }));
    if (fields.some(({ pointer }) => pointer.endsWith('/sourceRecordId')))
      throw new DomainError(ENTITY.SOURCE_UNKNOWN, { fields });
    if (fields.length > 0) throw new DomainError(ENTITY.TARGET_UNKNOWN, { fields });
    return { sources, targets };
  }

  /** Entities whose spine rows this transaction has made. Statements go out in the order they are written here, in one round trip. */
  async create(actor: Actor, entities: readonly NewEntity[], references: References): Promise<void> {
    const kept = entities.map(({ recordKey, schema, statements }) => ({
      recordKey,
      schema,
      statements: mergeStatements([], statements).fresh.map((one, seq) => ({ ...one, seq })),
    }));
    const rows = kept.flatMap(({ recordKey, schema, statements }) =>
      statements.map((one) => toRow(actor, recordKey, { ...one, schema }, references)),
    );
    const mentions = kept.map(
      ({ recordKey, schema, statements }) => [recordKey, mentionsOf(schema, statements)] as const,
    );
    await Promise.all([
      this.repository.insertEntities(kept.map(({ recordKey, schema }) => ({ recordKey, schema }))),
      this.repository.insert(rows),
      this.repository.mention(new Map(mentions)),
    ]);
    for (const { recordKey } of kept) await this.changed(recordKey);
  }

  /** Puts statements beside those that are there. Gives how many of each entity are new and how many were only seen again. */
  async add(
    actor: Actor,
    entities: readonly KnownEntity[],
    references: References,
  ): Promise<{ readonly fresh: number; readonly seenAgain: number }[]> {
    if (entities.length === 0) return [];
    const merged = entities.map((one) => ({ ...one, ...mergeStatements(one.standing, one.statements) }));
    const seen = merged.flatMap(({ recordKey, seenAgain }) => seenAgain.map((seq) => ({ recordKey, seq })));
    const [next] = await Promise.all([
      this.repository.nextSeqs(merged.map(({ recordKey }) => recordKey)),
      this.repository.seeAgain(seen, actor.userKey),
    ]);
    const added = merged.map(({ recordKey, schema, fresh }) => {
      const first = next.get(recordKey)!.statement;
      return { recordKey, schema, statements: fresh.map((one, i) => ({ ...one, seq: first + i })) };
    });
    await Promise.all([
      this.repository.insert(
        added.flatMap(({ recordKey, schema, statements }) =>
          statements.map((one) => toRow(actor, recordKey, { ...one, schema }, references)),
        ),
      ),
      this.repository.mention(
        new Map(added.map(({ recordKey, schema, statements }) => [recordKey, mentionsOf(schema, statements)])),
        new Map([...next].map(([key, { identifier }]) => [key, identifier])),
      ),
    ]);
    for (const { recordKey } of merged) await this.changed(recordKey);
    return merged.map(({ fresh, seenAgain }) => ({ fresh: fresh.length, seenAgain: seenAgain.length }));
  }

  async withdraw(actor: Actor, recordKey: number, seqs: readonly number[], because: string): Promise<void> {
    const ended = await this.repository.withdraw(recordKey, seqs, actor.userKey, because);
    if (ended !== seqs.length) throw new DomainError(ENTITY.STATEMENT_UNKNOWN);
    await this.changed(recordKey);
  }

  private changed(recordKey: number): Promise<void> {
    return this.events.emit(ENTITY_EVENTS.changed, { recordKey });
  }
}

const idsOf = (ids: readonly (string | null | undefined)[]): string[] => [
  ...new Set(ids.flatMap((id) => id?.toLowerCase() ?? [])),
];

const UNKNOWN = { code: 'UNKNOWN', message: 'There is no such record, or none that you can see' };

function referenceFaults(
  schema: EntitySchema,
  { prop, value, sourceRecordId }: Statement,
  i: number,
  { sources, targets }: References,
): FieldFault[] {
  const faults: FieldFault[] = [];
  if (sourceRecordId != null && !sources.has(sourceRecordId.toLowerCase()))
    faults.push({ pointer: `/statements/${i}/sourceRecordId`, ...UNKNOWN });
  if (!pointsElsewhere(schema, prop)) return faults;
  const target = targets.get(value.toLowerCase());
  const misfit = target && rangeFault(schema, prop, target.schema);
  if (!target) faults.push({ pointer: `/statements/${i}/value`, ...UNKNOWN });
  else if (misfit) faults.push({ pointer: `/statements/${i}/value`, code: 'OUT_OF_RANGE', message: misfit });
  return faults;
}

function toRow(
  actor: Actor,
  recordKey: number,
  said: Statement & { readonly seq: number; readonly schema: EntitySchema },
  { sources, targets }: References,
): StatementRow {
  const points = pointsElsewhere(said.schema, said.prop);
  return {
    id: newId(),
    recordKey,
    seq: said.seq,
    prop: said.prop,
    value: points ? said.value.toLowerCase() : said.value,
    originalValue: said.originalValue ?? null,
    lang: said.lang ?? null,
    source: said.source,
    sourceRecordKey: (said.sourceRecordId && sources.get(said.sourceRecordId.toLowerCase())) || null,
    sourceListVersion: said.sourceListVersion ?? null,
    targetKey: points ? targets.get(said.value.toLowerCase())!.key : null,
    reliability: said.reliability ?? null,
    credibility: said.credibility ?? null,
    statedBy: actor.userKey,
  };
}
