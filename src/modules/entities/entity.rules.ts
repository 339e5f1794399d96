import type { FieldFault } from '../../kernel/domain-error';
import type { Mention } from '../identifiers';
import { NAMING, PROPERTIES } from './entity-schemas.cases';
import type { EntitySchema, KeptStatement, Statement } from './entity.types';
import { expectedForm } from './property-value.rules';

/** Every fault of the statements, each with the JSON pointer of its field. */
export function faultsOf(schema: EntitySchema, statements: readonly Statement[]): FieldFault[] {
  return statements.flatMap((statement, i) => {
    const type = Object.hasOwn(PROPERTIES[schema], statement.prop) ? PROPERTIES[schema][statement.prop] : undefined;
    if (!type) {
      const message = `${schema} has no such property; its properties are ${Object.keys(PROPERTIES[schema]).join(', ')}`;
      return [{ pointer: `/statements/${i}/prop`, code: 'UNKNOWN_PROPERTY', message }];
    }
    const form = expectedForm(type, statement.value);
    return form ? [{ pointer: `/statements/${i}/value`, code: 'NOT_OF_THE_FORM', message: `expected ${form}` }] : [];
  });
}

/** A new entity must be called something. */
export function namingFault(schema: EntitySchema, statements: readonly Statement[]): FieldFault[] {
  const naming = NAMING[schema];
  if (statements.some(({ prop }) => naming.includes(prop))) return [];
  return [{ pointer: '/statements', code: 'NAME_MISSING', message: `State at least one ${naming.join(' or ')}` }];
}

/** Reliability first, then credibility; what nobody graded comes after what was judged fair and before what was judged bad. */
const grade = ({ reliability, credibility }: Statement): number =>
  (reliability ? 'ABC-DEF'.indexOf(reliability) : 3) * 10 + (credibility ?? 3.5);

/** The best name: by the schema's naming properties in order, then the best graded, then the one most sources use, then the first. */
export function captionOf(schema: EntitySchema, statements: readonly KeptStatement[]): string {
  for (const prop of NAMING[schema]) {
    const names = statements.filter((statement) => statement.prop === prop);
    const uses = (value: string): number => names.filter((name) => name.value === value).length;
    const [best] = [...names].sort((a, b) => grade(a) - grade(b) || uses(b.value) - uses(a.value) || a.seq - b.seq);
    if (best) return best.value;
  }
  return schema;
}

const IDENTITY = [
  'prop',
  'value',
  'source',
  'originalValue',
  'lang',
  'sourceRecordId',
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

/** What is said again by the same source is seen again, not kept twice. */
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

const MENTIONED_AS: Readonly<Record<string, Mention['kind']>> = {
  name: 'name',
  alias: 'name',
  weakAlias: 'name',
  previousName: 'name',
  imoNumber: 'imo',
  phone: 'phone',
  passportNumber: 'document',
  idNumber: 'document',
  taxNumber: 'document',
  registrationNumber: 'document',
};

/** What an entity can be found and linked by: a ship's names are compared as ship names. The pointer is into the entity as shown. */
export function mentionsOf(schema: EntitySchema, statements: readonly KeptStatement[], from = 0): Mention[] {
  const counts = new Map<string, number>();
  return statements.flatMap(({ prop, value, seq }) => {
    const index = counts.get(prop) ?? 0;
    counts.set(prop, index + 1);
    const kind = MENTIONED_AS[prop];
    if (seq < from || !kind) return [];
    const isShipName = schema === 'Vessel' && kind === 'name';
    return [
      { kind: isShipName ? ('vessel_name' as const) : kind, raw: value, pointer: `/properties/${prop}/${index}/value` },
    ];
  });
}
