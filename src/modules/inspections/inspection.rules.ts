import { defineStateMachine } from '../../kernel/transitions';
import { all, allow, refuse, type Verdict } from '../../kernel/verdict';
import type {
  InspectionEvent,
  InspectionFacts,
  InspectionStatus,
  ItemFacts,
  StatedTotal,
  TotalComparison,
} from './inspection.types';

/** What happens to an inspection. A closed one never changes: a correction is a new inspection. */
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
export function mayComplete(facts: InspectionFacts): Verdict {
  return all(
    present(facts.legalBasis)
      ? allow
      : refuse('LEGAL_BASIS_MISSING', 'State the domestic legal basis (2692 para 7)', { field: '/legalBasis' }),
    present(facts.necessity)
      ? allow
      : refuse('NECESSITY_MISSING', 'State why the inspection was necessary (2692 para 7)', { field: '/necessity' }),
    facts.examinedAt ? allow : refuse('TIME_MISSING', 'State when the cargo was examined', { field: '/examinedAt' }),
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
  return event === 'complete' ? mayComplete(facts) : allow;
}

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

/** Both numbers are kept and the conflict is shown; nobody is made to bend one until it fits the other. */
export function compareTotals(stated: readonly StatedTotal[], items: readonly ItemFacts[]): TotalComparison[] {
  return stated.map((total) => {
    const listed = items
      .filter(
        (item) =>
          item.category === total.category && (total.calibre === undefined || sameCalibre(item.calibre, total.calibre)),
      )
      .reduce((sum, item) => sum + item.quantity, 0);
    return { ...total, listed, difference: total.quantity - listed, agrees: total.quantity === listed };
  });
}

/** What the listed items add up to, by category. */
export function listedTotals(items: readonly ItemFacts[]): Record<string, number> {
  const totals: Record<string, number> = {};
  for (const { category, quantity } of items) totals[category] = (totals[category] ?? 0) + quantity;
  return totals;
}

const present = (text: string | null | undefined): boolean => text !== null && text !== undefined && text.trim() !== '';
const sameCalibre = (one: string | null | undefined, other: string): boolean =>
  normalCalibre(one ?? '') === normalCalibre(other);
const normalCalibre = (text: string): string => text.toLowerCase().replace(/[\s×]/g, (c) => (c === '×' ? 'x' : ''));
