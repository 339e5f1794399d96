/**
 * What an import makes of a file: which entities are new, which are known, which lines are refused and why.
 * Invariant: every line has exactly one verdict, and an entity is written only if everything it refers to is there or is written too.
 */
import { isUuid } from '../../../kernel/ids';
import { namingFault, rangeFault, selfFaults } from '../entity.rules';
import type { EntitySchema, Statement } from '../entity.types';
import { pointsElsewhere } from '../ftm-model.rules';
import { type Fragment, isBad, type LineVerdict, type ParsedLine } from './import.types';

/** An entity that is here already. */
export interface Known {
  readonly key: number;
  readonly id: string;
  readonly schema: EntitySchema;
  /** The importing organisation owns it and may add to it. */
  readonly own: boolean;
}

export interface ImportContext {
  /** By the id that an earlier import of the same source gave. */
  readonly byOrigin: ReadonlyMap<string, Known>;
  /** By our own id. */
  readonly byId: ReadonlyMap<string, Known>;
  /** Who says what the file says, where a line does not say so itself. */
  readonly source: string;
  readonly sourceRecordId: string | null;
}

export interface PlannedEntity {
  readonly ftmId: string;
  readonly schema: EntitySchema;
  readonly lines: readonly number[];
  readonly warnings: readonly string[];
  readonly known: Known | undefined;
  /** Values of references are still ids of the file. */
  readonly statements: readonly Statement[];
}

export interface ImportPlan {
  readonly entities: readonly PlannedEntity[];
  readonly refused: readonly LineVerdict[];
}

/** Ids of the file, and everything it refers to. */
export function idsIn(lines: readonly ParsedLine[]): string[] {
  const fragments = lines.filter((line): line is Fragment => !isBad(line));
  const references = fragments.flatMap(({ schema, statements }) =>
    statements.filter(({ prop }) => pointsElsewhere(schema, prop)).map(({ value }) => value),
  );
  return [...new Set([...fragments.map(({ ftmId }) => ftmId), ...references])];
}

export const knownAs = ({ byOrigin, byId }: ImportContext, id: string): Known | undefined =>
  byOrigin.get(id) ?? (isUuid(id) ? byId.get(id.toLowerCase()) : undefined);

const NOTHING_SAID = { lines: [], warnings: [], statements: [] };

class Planning {
  readonly refused: LineVerdict[] = [];
  readonly entities = new Map<string, PlannedEntity>();

  constructor(private readonly context: ImportContext) {}

  refuse(line: number, ftmId: string | null, reasons: readonly string[]): void {
    this.refused.push({ line, ftmId, verdict: 'REFUSED', entityId: null, reasons, warnings: [] });
  }

  take(fragment: Fragment): void {
    const { ftmId, schema, line } = fragment;
    const before = this.entities.get(ftmId);
    const known = before?.known ?? knownAs(this.context, ftmId);
    const is = before?.schema ?? known?.schema ?? schema;
    if (is !== schema) this.refuse(line, ftmId, [`${ftmId} is a ${is} and cannot be a ${schema} too`]);
    else if (known?.own === false)
      this.refuse(line, ftmId, ['is an entity of another organisation, which alone adds to it']);
    else this.entities.set(ftmId, this.joined({ ftmId, schema, known, ...(before ?? NOTHING_SAID) }, fragment));
  }

  private joined(entity: PlannedEntity, { line, warnings, statements }: Fragment): PlannedEntity {
    const { source, sourceRecordId } = this.context;
    const said = statements.map((one) => ({ ...one, source: one.source ?? source, sourceRecordId }));
    return {
      ...entity,
      lines: [...entity.lines, line],
      warnings: [...entity.warnings, ...warnings],
      statements: [...entity.statements, ...said],
    };
  }

  /** Until nothing more falls: what refers to something refused is refused itself. */
  settle(): void {
    for (let fallen = -1; fallen !== 0;) {
      fallen = 0;
      for (const entity of this.entities.values()) {
        const reasons = this.faultsOf(entity);
        if (reasons.length === 0) continue;
        fallen += 1;
        this.entities.delete(entity.ftmId);
        for (const line of entity.lines) this.refuse(line, entity.ftmId, reasons);
      }
    }
  }

  private faultsOf({ schema, statements, known }: PlannedEntity): string[] {
    return [
      ...(known ? [] : namingFault(schema, statements)).map(({ message }) => message),
      ...selfFaults(schema, statements)
        .slice(0, 1)
        .map(({ message }) => message),
      ...statements
        .filter(({ prop }) => pointsElsewhere(schema, prop))
        .flatMap(({ prop, value }) => this.referenceFault(schema, prop, value) ?? []),
    ].slice(0, 10);
  }

  private referenceFault(schema: EntitySchema, prop: string, id: string): string | undefined {
    const target = this.entities.get(id) ?? knownAs(this.context, id);
    if (!target) return `${prop}: ${id} is neither in what was accepted of the file nor an entity you can see`;
    const misfit = rangeFault(schema, prop, target.schema);
    return misfit && `${prop}: ${misfit}`;
  }
}

export function planImport(lines: readonly ParsedLine[], context: ImportContext): ImportPlan {
  const planning = new Planning(context);
  for (const line of lines) {
    if (isBad(line)) planning.refuse(line.line, line.ftmId, line.reasons);
    else planning.take(line);
  }
  planning.settle();
  return { entities: [...planning.entities.values()], refused: planning.refused };
}
