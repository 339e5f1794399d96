import { validationPipe } from '../../../platform/http/validation';
import { SubmitInspectionDto } from '../dto/inspection-input.dto';
import { mayComplete } from '../inspection.rules';

const pipe = validationPipe();

/**
 * An inspection read by the form of POST /v1/inspections, by the very pipe that reads it there: for bundles on the server and, with no
 * network, for lambi-bundle.
 *
 * @throws DomainError REQUEST.INVALID with each faulty field
 */
export const inspectionForm = (inspection: unknown): Promise<SubmitInspectionDto> =>
  pipe.transform(inspection, { type: 'body', metatype: SubmitInspectionDto }) as Promise<SubmitInspectionDto>;

/** What keeps it a draft, as a sentence for each reason; empty if it is complete. */
export function whyDraft(command: SubmitInspectionDto): string[] {
  const verdict = mayComplete({ ...command, status: 'DRAFT', items: command.items ?? [] });
  return verdict.allowed ? [] : verdict.reasons.map(({ detail }) => detail);
}
