import { enforce } from '../../../kernel/verdict';
import { validationPipe } from '../../../platform/http/validation';
import { SubmitInspectionDto } from '../dto/inspection-input.dto';
import { isConsistent, mayComplete } from '../inspection.rules';
import { INSPECTION } from '../inspections.errors';

const pipe = validationPipe();

/**
 * An inspection read by the form of POST /v1/inspections, by the very pipe that reads it there: for bundles on the server and, with no
 * network, for lambi-bundle.
 *
 * @throws DomainError REQUEST.INVALID with each faulty field; INSPECTION.CONTRADICTS_ITSELF with the reasons
 */
export async function inspectionForm(inspection: unknown): Promise<SubmitInspectionDto> {
  const metadata = { type: 'body', metatype: SubmitInspectionDto } as const;
  const command = (await pipe.transform(inspection, metadata)) as SubmitInspectionDto;
  enforce(isConsistent(command), INSPECTION.CONTRADICTS_ITSELF);
  return command;
}

/** What keeps it a draft, a sentence for each reason; empty if it is complete. Whose territory it was on only the server can judge. */
export function whyDraft(command: SubmitInspectionDto): string[] {
  const { placeCountry: ownState, items = [] } = command;
  const verdict = mayComplete({ ...command, status: 'DRAFT', items, ownState });
  return verdict.allowed ? [] : verdict.reasons.map(({ detail }) => detail);
}
