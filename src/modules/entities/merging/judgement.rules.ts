/**
 * What may be judged. Invariant: what a caller sees never contradicts itself, so that no chain of `same` joins two entities that a
 * `not_same` holds apart. Reasons name judgements and entities the caller sees, for these rules are given no others.
 */
import { allow, refuse, type Verdict } from '../../../kernel/verdict';
import { clustersOf, pathBetween } from './clusters.rules';
import type { Decision, Judged, Pair } from './judgement.types';
import { KIND_OF } from './schema-lines.cases';

/** More entities than this are hardly one party; what needs it is a mistake that spreads. */
export const MOST_MEMBERS = 100;
const MOST_NAMED = 20;

const isOf = ({ left, right }: Pair, judged: Pair): boolean =>
  (judged.left === left && judged.right === right) || (judged.left === right && judged.right === left);

/** A judgement replaces what stood between the same two: what remains is what it must not contradict. */
const besides = (standing: readonly Judged[], pair: Pair): readonly Judged[] =>
  standing.filter((judged) => !isOf(pair, judged));

/** Does what is judged contradict what stands? */
export function contradiction(standing: readonly Judged[], pair: Pair, decision: Decision): Verdict {
  const others = besides(standing, pair);
  const clusters = clustersOf(others);
  if (decision === 'same' && clusters.decisionOn(pair.left, pair.right) === 'not_same') {
    const [left, right] = [new Set(clusters.membersOf(pair.left)), new Set(clusters.membersOf(pair.right))];
    const against = others.filter(
      (one) =>
        one.decision === 'not_same' &&
        ((left.has(one.left) && right.has(one.right)) || (left.has(one.right) && right.has(one.left))),
    );
    return refuse('NOT_SAME_STANDS', 'These would become one with an entity that was judged not the same', {
      judgements: named(against),
    });
  }
  const path = decision === 'not_same' ? pathBetween(clusters.ties, pair.left, pair.right) : undefined;
  return path
    ? refuse('SAME_STANDS', 'These are one by a chain of other judgements; withdraw one of them first', {
        judgements: named(path),
      })
    : allow;
}

const named = (judged: readonly Judged[]): object[] =>
  judged.slice(0, MOST_NAMED).map(({ id, left, right }) => ({ id, entityIds: [left, right] }));

/** From the schema itself to its most general ancestor. */
const lineOf = (schema: string): readonly string[] => {
  const line = [schema];
  for (let parent = KIND_OF[schema]; parent !== undefined; parent = KIND_OF[parent]) line.push(parent);
  return line;
};

export const areCompatible = (one: string, other: string): boolean =>
  lineOf(one).includes(other) || lineOf(other).includes(one);

/** The most specific schema of a cluster: what a merged entity is exported as. */
export const commonSchema = <S extends string>(schemata: readonly S[]): S =>
  [...schemata].sort((one, other) => lineOf(other).length - lineOf(one).length)[0]!;

interface Member {
  readonly id: string;
  readonly schema: string;
}

/** Can these become one entity? Asked for `same` only. */
export function mayJoin(left: readonly Member[], right: readonly Member[]): Verdict {
  for (const one of left) {
    const other = right.find(({ schema }) => !areCompatible(one.schema, schema));
    if (!other) continue;
    return refuse('SCHEMATA_DIFFER', `A ${one.schema} and a ${other.schema} cannot be the same`, {
      entities: [one, other].map(({ id, schema }) => ({ id, schema })),
    });
  }
  const members = new Set([...left, ...right].map(({ id }) => id)).size;
  return members > MOST_MEMBERS
    ? refuse('CLUSTER_TOO_LARGE', `No more than ${MOST_MEMBERS} entities can be one`, { members, most: MOST_MEMBERS })
    : allow;
}

/** Only the last word on a pair can be withdrawn, and once. */
export function mayWithdraw(id: string, last: { readonly id: string; readonly decision: string } | undefined): Verdict {
  return last?.id === id && last.decision !== 'withdrawn'
    ? allow
    : refuse(
        'NOT_THE_LAST_WORD',
        'It was withdrawn, or is a withdrawal, or another judgement on these two came after it',
      );
}
