import { zoneOf } from '../../../platform/http/rfc3339';
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
  return {
    ...(Object.fromEntries(TOLD.map((field) => [field, command[field] ?? null])) as Pick<Told, (typeof TOLD)[number]>),
    kind: command.kind,
    occurredAt: command.occurredAt,
    occurredTimeZone: zoneOf(command.occurredAt),
  };
}
