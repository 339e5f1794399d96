import type { DomainError, ErrorDefinition, FieldFault } from '../../../kernel/domain-error';
import type { Reason } from '../../../kernel/verdict';
import { ReceiptDto, type ReceiptWithId } from '../../audit';
import type { LineFault } from './bundle-line.parser';
import type { BundleVerdictDto, SyncConflictDto, SyncFaultDto } from './dto/sync.dto';
import { SYNC } from './sync.errors';
import { clockFlags } from './sync.rules';
import type { ClockFlag, SyncVerdict } from './sync.types';
import type { SubmissionRow } from './submissions.repository';

/** A verdict before it knows the number of its line. */
export type Answer = Omit<BundleVerdictDto, 'line'>;

export const clockFlagsOf = (row: Pick<SubmissionRow, 'received_at' | 'made_at' | 'examined_at'>): ClockFlag[] =>
  clockFlags({
    receivedAt: row.received_at.getTime(),
    madeAt: row.made_at?.getTime() ?? null,
    examinedAt: row.examined_at?.getTime() ?? null,
  });

/** The record is here: accepted now, or had before. */
export function received(verdict: SyncVerdict, clientRef: string, row: SubmissionRow, receipt: ReceiptWithId): Answer {
  const clock = clockFlagsOf(row);
  const missing = row.photos.filter(({ attachmentId }) => attachmentId === null);
  return {
    clientRef,
    verdict,
    id: row.id,
    reference: row.reference,
    ...(row.status !== null && { status: row.status }),
    receipt: ReceiptDto.from(receipt),
    photosMissing: missing.map(({ name, sha256 }) => ({ name, sha256 })),
    ...(clock.length > 0 && { clock }),
  };
}

/** @param row the stored record, if the sender is cleared for it */
export const clashed = (clientRef: string, row: SubmissionRow | undefined, conflict: SyncConflictDto): Answer => ({
  clientRef,
  verdict: 'conflict',
  ...(row && { id: row.id, reference: row.reference, ...(row.status !== null && { status: row.status }) }),
  conflict,
  fault: faultOf(SYNC.CLIENT_REF_IN_USE),
});

export const rejected = (clientRef: string | null, fault: SyncFaultDto): Answer => ({
  clientRef,
  verdict: 'rejected',
  fault,
});

export const faultOf = (
  { code, title, advice }: ErrorDefinition,
  more: Omit<SyncFaultDto, 'code' | 'title' | 'advice'> = {},
): SyncFaultDto => ({ code, title, advice, ...more });

/** What went wrong with one line, in the words that a request of its own would have been answered with. */
export function faultOfError({ definition, details }: DomainError): SyncFaultDto {
  const fields = [...(details.fields ?? []).map(inInspection), ...(details.reasons ?? []).map(asField)];
  return faultOf(definition, {
    ...(details.detail && definition.kind !== 'bug' && { detail: details.detail }),
    ...(fields.length > 0 && { fields }),
  });
}

const inInspection = (fault: FieldFault): FieldFault => ({ ...fault, pointer: `/inspection${fault.pointer}` });
const asField = ({ code, detail, facts }: Reason): FieldFault =>
  inInspection({ pointer: typeof facts?.['field'] === 'string' ? facts['field'] : '', code, message: detail });

export function faultOfLine(fault: LineFault, isUnended: boolean, malformed: ErrorDefinition): SyncFaultDto {
  if (fault.kind === 'HASH') {
    const { announcedSha256, computedSha256 } = fault;
    return faultOf(SYNC.HASH_MISMATCH, { announcedSha256, computedSha256 });
  }
  // What does not end in a line feed and is no whole document was cut; one that is whole only lacks its last line feed.
  return fault.kind === 'SYNTAX' && isUnended ? faultOf(SYNC.CUT) : faultOf(malformed, { fields: [...fault.fields] });
}
