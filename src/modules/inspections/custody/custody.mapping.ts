import type { RecordCustodyDto } from './dto/custody.dto';
import type { CustodyEventRow } from './custody-event.record';

const TOLD = [
  ...([
    'place',
    'fromHolder',
    'toHolder',
    'sealFound',
    'sealSet',
    'reason',
    'statement',
    'disposal',
    'proofSha256',
  ] as const),
  ...(['corrects'] as const),
];
type Told = Pick<CustodyEventRow, (typeof TOLD)[number] | 'kind' | 'occurredAt' | 'occurredTimeZone'>;

/** What was told of an exhibit, as its row has it. */
export function toldRow(command: RecordCustodyDto): Told {
  const zone = /(Z|[+-]\d\d:\d\d)$/.exec(command.occurredAt)![1]!;
  return {
    ...(Object.fromEntries(TOLD.map((field) => [field, command[field] ?? null])) as Pick<Told, (typeof TOLD)[number]>),
    kind: command.kind,
    occurredAt: command.occurredAt,
    occurredTimeZone: zone === 'Z' ? '+00:00' : zone,
  };
}
