/**
 * A state machine as data: for each state, which event leads where. Checked when declared, so that a state
 * nobody can reach or an unknown target stops the program at start and not in front of a customs officer.
 */
export type TransitionTable<S extends string, E extends string> = Readonly<Record<S, Readonly<Partial<Record<E, S>>>>>;

export interface StateMachine<S extends string, E extends string> {
  readonly name: string;
  readonly initial: S;
  readonly table: TransitionTable<S, E>;
  /** The state that follows, or undefined if the event is not allowed in this state. */
  next(state: S, event: E): S | undefined;
  /** What may happen in this state. */
  events(state: S): readonly E[];
}

export function defineStateMachine<S extends string, E extends string>(
  name: string,
  initial: NoInfer<S>,
  table: TransitionTable<S, E>,
): StateMachine<S, E> {
  const faults = findFaults(initial, table);
  if (faults.length > 0) throw new Error(`state machine ${name}: ${faults.join('; ')}`);
  return {
    name,
    initial,
    table,
    next: (state, event) => table[state][event],
    events: (state) => Object.keys(table[state]) as E[],
  };
}

function findFaults<S extends string, E extends string>(initial: S, table: TransitionTable<S, E>): string[] {
  const states = new Set(Object.keys(table) as S[]);
  const faults: string[] = [];
  if (!states.has(initial)) faults.push(`initial state ${initial} is not in the table`);
  const targets = (state: S): S[] => Object.values(table[state] ?? {}) as S[];
  const reached = new Set<S>([initial]);
  for (const state of reached) targets(state).forEach((target) => reached.add(target));
  for (const target of reached) if (!states.has(target)) faults.push(`unknown state ${target}`);
  for (const state of states) if (!reached.has(state)) faults.push(`state ${state} can never be reached`);
  return faults;
}
