import { Injectable } from '@nestjs/common';
import { newId } from '../../../kernel/ids';
import type { Actor } from '../../../platform/context/actor';
import type { Written } from '../../audit';
import { type Classification, RecordsService } from '../../records';
import { EntityWriter, type References } from '../entity-writer.service';
import { withSources } from '../entity.rules';
import type { EntitySchema, Statement } from '../entity.types';
import { pointsElsewhere } from '../ftm-model.rules';
import { type ImportContext, type ImportPlan, knownAs, type PlannedEntity } from './import-plan.rules';
import type { LineVerdict, LineVerdictKind } from './import.types';
import { ImportsRepository } from './imports.repository';

export interface WrittenImport {
  readonly written: readonly Written[];
  readonly verdicts: readonly LineVerdict[];
}

interface Placed extends PlannedEntity {
  readonly id: string;
  readonly key: number;
}

/** Writes a plan: new entities in a few statements for all, known ones each with their version. */
@Injectable()
export class ImportWriter {
  constructor(
    private readonly records: RecordsService,
    private readonly writer: EntityWriter,
    private readonly repository: ImportsRepository,
  ) {}

  async write(
    actor: Actor,
    { entities }: ImportPlan,
    context: ImportContext,
    classification: Classification,
  ): Promise<WrittenImport> {
    const ids = new Map(entities.filter(({ known }) => !known).map(({ ftmId }) => [ftmId, newId()]));
    const [keys, references] = await Promise.all([
      ids.size === 0
        ? new Map<string, number>()
        : this.records.createMany(actor, 'entity', [...ids.values()], { classification }),
      this.sources(context),
    ]);
    const placed = entities.map((entity): Placed => {
      const id = entity.known?.id ?? ids.get(entity.ftmId)!;
      return { ...entity, id, key: entity.known?.key ?? keys.get(id)! };
    });
    const targets = new Map<string, { key: number; schema: EntitySchema }>([
      ...context.byId,
      ...placed.map((one) => [one.id, one] as const),
    ]);
    const resolved = resolve(placed, context);
    const all = { ...references, targets };
    const fresh = resolved.filter(({ known }) => !known);
    await this.create(actor, fresh, all, context.source);
    const updated = await this.update(
      actor,
      resolved.filter(({ known }) => known),
      all,
    );
    return {
      written: [...fresh.map(({ id }) => ({ id, version: 1, before: null })), ...updated.written],
      verdicts: [...fresh.flatMap((one) => verdictsOf(one, 'CREATED')), ...updated.verdicts],
    };
  }

  private async sources({ sourceRecordId }: ImportContext): Promise<Pick<References, 'sources'>> {
    if (sourceRecordId === null) return { sources: new Map() };
    return { sources: new Map((await this.records.findByIds([sourceRecordId])).map(({ id, key }) => [id, key])) };
  }

  private async create(actor: Actor, fresh: readonly Placed[], references: References, source: string): Promise<void> {
    for (const part of partsOf(fresh)) {
      const rows = part.map(({ key, schema, statements }) => ({ recordKey: key, schema, statements }));
      const origins = part.map(({ key, ftmId }) => ({
        ...{ ownerId: actor.organisationKey, source, ftmId, recordKey: key },
      }));
      await Promise.all([this.writer.create(actor, rows, references), this.repository.insertOrigins(origins)]);
    }
  }

  private async update(actor: Actor, known: readonly Placed[], references: References): Promise<WrittenImport> {
    const written: Written[] = [];
    const verdicts: LineVerdict[] = [];
    for (const part of partsOf(known)) {
      const keys = part.map(({ key }) => key);
      written.push(...(await this.records.beginAdditions(actor, keys)));
      const standing = await this.repository.standing(keys);
      const entities = part.map(({ key, schema, statements }) => {
        const kept = standing.get(key) ?? [];
        return { recordKey: key, schema, statements: withSources(kept, statements), standing: kept };
      });
      const added = await this.writer.add(actor, entities, references);
      verdicts.push(...part.flatMap((one, i) => verdictsOf(one, added[i]!.fresh > 0 ? 'UPDATED' : 'UNCHANGED')));
    }
    return { written, verdicts };
  }
}

/** Entities in one statement: a statement of a request must not take seconds. */
const TOGETHER = 500;

function partsOf<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / TOGETHER) }, (_, i) =>
    all.slice(i * TOGETHER, (i + 1) * TOGETHER),
  );
}

/** References by our ids in place of those of the file. */
function resolve(placed: readonly Placed[], context: ImportContext): Placed[] {
  const inFile = new Map(placed.map(({ ftmId, id }) => [ftmId, id]));
  const idOf = (id: string): string => inFile.get(id) ?? knownAs(context, id)!.id;
  const ours = (one: PlannedEntity, said: Statement): Statement =>
    pointsElsewhere(one.schema, said.prop) ? { ...said, value: idOf(said.value) } : said;
  return placed.map((one) => ({ ...one, statements: one.statements.map((said) => ours(one, said)) }));
}

const verdictsOf = ({ ftmId, id, lines, warnings }: Placed, verdict: LineVerdictKind): LineVerdict[] =>
  lines.map((line) => ({ line, ftmId, verdict, entityId: id, reasons: [], warnings }));
