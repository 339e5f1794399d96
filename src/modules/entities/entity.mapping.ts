import type { StatedView } from './entities.repository';
import { propertyFacts } from './ftm-model.rules';
import { nameFlags } from './name-flags.rules';

export interface Doubt {
  readonly pointer: string;
  readonly value: string;
  readonly flags: string[];
}

/** What is doubtful, each with its pointer into the entity as this reader is shown it. */
export function doubtsOf({ schema, statements, flagged }: StatedView): Doubt[] {
  const counts = new Map<string, number>();
  return statements.flatMap(({ seq, prop, value, withdrawn }) => {
    const index = counts.get(prop) ?? 0;
    counts.set(prop, index + 1);
    if (withdrawn) return [];
    const isName = propertyFacts(schema, prop)?.type === 'name';
    const flags = [
      ...flagged.filter((one) => one.seq === seq).flatMap((one) => one.flags),
      ...(isName ? nameFlags(value) : []),
    ];
    return flags.length === 0 ? [] : [{ pointer: `/properties/${prop}/${index}/value`, value, flags }];
  });
}
