import type { FieldFault } from '../../kernel/domain-error';
import type { Mention } from '../identifiers';
import { MENTIONED_AS, NAMING, SINGLE_VALUED } from './entity-schemas.cases';
import { type EntitySchema, isRelation, type KeptStatement, type Statement } from './entity.types';
import { isA, propertyFacts, schemaFacts } from './ftm-model.rules';
import { expectedForm } from './property-value.rules';

/** Every fault of the statements, each with the JSON pointer of its field. */
export function faultsOf(schema: EntitySchema, statements: readonly Statement[]): FieldFault[] {
  return statements.flatMap(({ prop, value }, i) => {
    const facts = propertyFacts(schema, prop);
    if (!facts) {
      const known = [...schemaFacts(schema).properties.keys()].join(', ');
      const message = `${schema} has no such property; its properties are ${known}`;
      return [{ pointer: `/statements/${i}/prop`, code: 'UNKNOWN_PROPERTY', message }];
    }
    const form = expectedForm(facts, value);
    return form ? [{ pointer: `/statements/${i}/value`, code: 'NOT_OF_THE_FORM', message: `expected ${form}` }] : [];
  });
}

/** A new entity must be called something, and a relation must join two. */
export function namingFault(schema: EntitySchema, statements: readonly Pick<Statement, 'prop'>[]): FieldFault[] {
  const stated = new Set(statements.map(({ prop }) => prop));
  if (isRelation(schema)) {
    const missing = schemaFacts(schema).required.filter((prop) => !stated.has(prop));
    if (missing.length === 0) return [];
    return [{ pointer: '/statements', code: 'END_MISSING', message: `State ${missing.join(' and ')}` }];
  }
  const naming = NAMING[schema];
  if (naming.some((prop) => stated.has(prop))) return [];
  return [{ pointer: '/statements', code: 'NAME_MISSING', message: `State at least one ${naming.join(' or ')}` }];
}

/** Why this entity cannot stand in that property, or undefined if it can: a vessel is nobody's relative. */
export function rangeFault(schema: EntitySchema, prop: string, target: EntitySchema): string | undefined {
  const range = propertyFacts(schema, prop)?.range;
  return range !== undefined && !isA(target, range) ? `expected a ${range}, and this is a ${target}` : undefined;
}

/** Statements of a relation by which it would join something to itself. `standing` are those already there. */
export function selfFaults(
  schema: EntitySchema,
  said: readonly Statement[],
  standing: readonly Statement[] = [],
): FieldFault[] {
  const ends = schemaFacts(schema).ends;
  if (!ends) return [];
  const far: Readonly<Record<string, string>> = { [ends.source]: ends.target, [ends.target]: ends.source };
  const all = [...standing, ...said];
  return said.flatMap(({ prop, value }, i) =>
    Object.hasOwn(far, prop) && all.some((other) => other.prop === far[prop] && sameId(other.value, value))
      ? [
          {
            pointer: `/statements/${i}/value`,
            code: 'SELF_RELATION',
            message: 'A relation joins two different entities',
          },
        ]
      : [],
  );
}

const sameId = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const IDENTITY = [
  'prop',
  'value',
  'source',
  'originalValue',
  'lang',
  'sourceRecordId',
  'sourceListVersion',
  'reliability',
  'credibility',
] as const;

/** Ids may be written in either case; what was left out equals what is empty. */
const identityOf = (statement: Statement): string =>
  JSON.stringify(
    IDENTITY.map((field) => {
      const value = statement[field] ?? null;
      return field === 'sourceRecordId' && typeof value === 'string' ? value.toLowerCase() : value;
    }),
  );

/**
 * What stands with a record as its source, said again by a file, which cannot name it, comes from that record still: our own table, read
 * back, must not make visible to all what showed to those who see the record.
 */
export function withSources<T extends Statement>(kept: readonly Statement[], said: readonly T[]): readonly T[] {
  const standing = new Set(kept.map(identityOf));
  const hidden = new Map(
    kept.flatMap(({ sourceRecordId, sourceListVersion, ...one }) =>
      sourceRecordId || sourceListVersion ? [[identityOf(one), { sourceRecordId, sourceListVersion }] as const] : [],
    ),
  );
  return said.map((one) => (standing.has(identityOf(one)) ? one : { ...one, ...hidden.get(identityOf(one)) }));
}

/** What is said again by the same source is seen again, not kept twice. `kept` are those that stand. */
export function mergeStatements<T extends Statement>(
  kept: readonly KeptStatement[],
  said: readonly T[],
): { readonly fresh: readonly T[]; readonly seenAgain: readonly number[] } {
  const before = new Map(kept.map((statement) => [identityOf(statement), statement.seq]));
  const fresh = new Map<string, T>();
  const seenAgain = new Set<number>();
  for (const statement of said) {
    const identity = identityOf(statement);
    const seq = before.get(identity);
    if (seq === undefined) fresh.set(identity, fresh.get(identity) ?? statement);
    else seenAgain.add(seq);
  }
  return { fresh: [...fresh.values()], seenAgain: [...seenAgain] };
}

/**
 * What an entity can be found and linked by: a ship's names are compared as ship names. The pointer names the property only: a place
 * in the list would count statements that a reader may not see.
 */
export function mentionsOf(schema: EntitySchema, statements: readonly KeptStatement[]): Mention[] {
  return statements.flatMap(({ prop, value, seq }) => {
    const kind = Object.hasOwn(MENTIONED_AS, prop) ? MENTIONED_AS[prop]! : undefined;
    if (!kind || !propertyFacts(schema, prop)) return [];
    const isShipName = schema === 'Vessel' && kind === 'name';
    return [{ kind: isShipName ? 'vessel_name' : kind, raw: value, pointer: `/properties/${prop}`, statementSeq: seq }];
  });
}

export interface Disagreement {
  readonly prop: string;
  readonly values: readonly { readonly value: string; readonly sources: readonly string[] }[];
}

/** Properties with one true value for which what stands says several. 1977 and 1977-03-30 agree: one is only more exact. */
export function disagreementsOf(standing: readonly Statement[]): Disagreement[] {
  return [...SINGLE_VALUED].flatMap((prop) => {
    const said = standing.filter((statement) => statement.prop === prop);
    const values = [...new Set(said.map(({ value }) => value))];
    const agrees = values.every((a) => values.every((b) => a.startsWith(b) || b.startsWith(a)));
    if (agrees) return [];
    const sourcesOf = (value: string): string[] => [
      ...new Set(said.filter((one) => one.value === value).map(({ source }) => source)),
    ];
    return [{ prop, values: values.map((value) => ({ value, sources: sourcesOf(value) })) }];
  });
}
