import { defineStateMachine } from '../../kernel/transitions';
import { all, allow, refuse, type Verdict } from '../../kernel/verdict';
import type { InspectionEvent, InspectionFacts, InspectionStatus } from './inspection.types';

/** What happens to an inspection. A closed one never changes: an amendment is a version of its own, beside the one before. */
export const INSPECTION_STATES = defineStateMachine<InspectionStatus, InspectionEvent>('inspection', 'DRAFT', {
  DRAFT: { request: 'REQUESTED', plan: 'PLANNED', start: 'UNDER_WAY', complete: 'COMPLETED', cancel: 'CANCELLED' },
  REQUESTED: { plan: 'PLANNED', start: 'UNDER_WAY', refuse: 'REFUSED', cancel: 'CANCELLED' },
  PLANNED: { start: 'UNDER_WAY', complete: 'COMPLETED', cancel: 'CANCELLED' },
  UNDER_WAY: { complete: 'COMPLETED', cancel: 'CANCELLED' },
  COMPLETED: { close: 'CLOSED' },
  CLOSED: {},
  CANCELLED: {},
  REFUSED: {},
});

/** Resolution 2692 (2023), para 7: inspections are made where necessary and consistent with domestic law, so both must be stated. */
const isGrounded = (facts: Pick<InspectionFacts, 'legalBasis' | 'necessity'>): Verdict =>
  all(
    present(facts.legalBasis)
      ? allow
      : refuse('LEGAL_BASIS_MISSING', 'State the domestic legal basis (2692 para 7)', { field: '/legalBasis' }),
    present(facts.necessity)
      ? allow
      : refuse('NECESSITY_MISSING', 'State why the inspection was necessary (2692 para 7)', { field: '/necessity' }),
  );

/** The place fits itself, and lies in the submitting State's own territory unless a joint or foreign inspection is declared (para 7). */
function placeFits({ placeCountry, placeLocode, jurisdiction, ownState }: InspectionFacts): Verdict {
  const elsewhere = jurisdiction === 'JOINT' || jurisdiction === 'FOREIGN';
  return all(
    placeLocode && !placeLocode.startsWith(placeCountry)
      ? refuse('PLACE_CONTRADICTS_COUNTRY', `The place ${placeLocode} does not lie in ${placeCountry}`, {
          field: '/placeLocode',
        })
      : allow,
    elsewhere || placeCountry === ownState
      ? allow
      : refuse('NOT_OWN_TERRITORY', 'Not in your own territory: declare a joint or foreign inspection (2692 para 7)', {
          field: '/jurisdiction',
        }),
  );
}

/** A port, a place or a point: coordinates come in pairs. */
const pointIsWhole = ({ latitude, longitude }: PointFacts): boolean => isSaid(latitude) === isSaid(longitude);

export interface PointFacts {
  readonly latitude?: number | null;
  readonly longitude?: number | null;
  readonly coordinatePrecision?: string | null;
  readonly examinedOn?: string | null;
  readonly examinedUntil?: string | null;
}

/** What contradicts itself whatever the state: refused, with the field, before anything is written. */
export const isConsistent = (facts: PointFacts): Verdict =>
  all(
    pointIsWhole(facts)
      ? allow
      : refuse('COORDINATES_INCOMPLETE', 'A latitude needs a longitude', { field: '/longitude' }),
    facts.examinedUntil &&
      facts.examinedOn &&
      facts.examinedUntil < facts.examinedOn.slice(0, facts.examinedUntil.length)
      ? refuse('ENDS_BEFORE_IT_BEGINS', 'The examination ends before it begins', { field: '/examinedUntil' })
      : allow,
  );

export function mayComplete(facts: InspectionFacts): Verdict {
  return all(
    isGrounded(facts),
    facts.examinedAt || facts.examinedOn
      ? allow
      : refuse('TIME_MISSING', 'State when the cargo was examined', { field: '/examinedAt' }),
    placeFits(facts),
    resultFits(facts),
  );
}

function resultFits({ result, items }: InspectionFacts): Verdict {
  if (!result) return refuse('RESULT_MISSING', 'State the result: NIL, FOUND or REFUSED', { field: '/result' });
  if (result === 'FOUND' && items.length === 0)
    return refuse('ITEMS_MISSING', 'Something was found: list it', { field: '/items' });
  if (result !== 'FOUND' && items.length > 0)
    return refuse('RESULT_CONTRADICTS_ITEMS', `Items are listed, but the result is ${result}`, { field: '/result' });
  return allow;
}

/** May this event happen now? The verdict of the state machine, and what the event itself asks for. */
export function mayMove(facts: InspectionFacts, event: InspectionEvent): Verdict {
  const target = INSPECTION_STATES.next(facts.status, event);
  if (!target) {
    return refuse('NOT_IN_THIS_STATUS', `An inspection that is ${facts.status} cannot ${event}`, {
      status: facts.status,
      allowed: INSPECTION_STATES.events(facts.status),
    });
  }
  if (event === 'complete' || event === 'close') return mayComplete(facts); // items may have been added since
  return facts.status === 'DRAFT' && event !== 'cancel' ? isGrounded(facts) : allow;
}

/** After a change, the facts must still carry the status they had: what was complete stays complete. */
export function mayStand(facts: InspectionFacts): Verdict {
  if (facts.status === 'COMPLETED' || facts.status === 'CLOSED') return mayComplete(facts);
  return facts.status === 'DRAFT' || facts.status === 'CANCELLED' ? allow : isGrounded(facts);
}

/** A closed inspection is amended; any other is simply changed. */
export const mayAmend = ({ status }: Pick<InspectionFacts, 'status'>): Verdict =>
  status === 'CLOSED'
    ? allow
    : refuse('NOT_CLOSED', `Only a closed inspection is amended; one that is ${status} is changed`, { status });

const FINAL: readonly InspectionStatus[] = ['CLOSED', 'CANCELLED', 'REFUSED'];

export const mayEdit = (facts: Pick<InspectionFacts, 'status'>): Verdict =>
  FINAL.includes(facts.status)
    ? refuse('FINAL', `An inspection that is ${facts.status} never changes; submit an amendment`, {
        status: facts.status,
      })
    : allow;

/** Where a new submission starts: complete if it is complete, otherwise a draft that says what is missing. */
export function initialStatus(facts: Omit<InspectionFacts, 'status'>): InspectionStatus {
  return mayComplete({ ...facts, status: 'DRAFT' }).allowed ? 'COMPLETED' : INSPECTION_STATES.initial;
}

const present = (text: string | null | undefined): boolean => text !== null && text !== undefined && text.trim() !== '';
const isSaid = (value: unknown): boolean => value !== null && value !== undefined;
