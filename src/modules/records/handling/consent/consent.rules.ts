import type { FieldFault } from '../../../../kernel/domain-error';
import type { ConsentAudience, ConsentFacts, ConsentState, Grant } from './consent.types';

/** A request has force while its asker sees the record and its time lasts; a grant while something it made still runs. */
export function stateOf(facts: ConsentFacts, now: Date): ConsentState {
  const { decision, until, grantedUntil, made, running, askerSees } = facts;
  if (decision === 'REFUSED' || decision === 'WITHDRAWN') return decision;
  if (decision === null) return askerSees && !hasPassed(until, now) ? 'REQUESTED' : 'ENDED';
  const over = hasPassed(grantedUntil, now) || (made > 0 && running === 0) || !askerSees;
  return over ? 'ENDED' : 'GRANTED';
}

const hasPassed = (end: Date | null, now: Date): boolean => end !== null && end <= now;

interface Asked {
  readonly audiences: readonly ConsentAudience[];
  readonly fields: readonly string[];
  readonly until: Date | null;
}

/** A grant may narrow audiences, fields and time, and widen none of them. Gives each place where it does. */
export function widerThanAsked(asked: Asked, grant: Grant): FieldFault[] {
  const faults: FieldFault[] = [];
  const wider = (pointer: string): number =>
    faults.push({ pointer, code: 'NOT_ASKED', message: 'This was not asked for' });
  grant.audienceIds?.forEach((id, i) => {
    if (!asked.audiences.some((audience) => audience.id === id.toLowerCase())) wider(`/audienceIds/${i}`);
  });
  grant.fields?.forEach((field, i) => {
    if (!asked.fields.includes(field)) wider(`/fields/${i}`);
  });
  if (grant.until !== undefined && asked.until !== null && new Date(grant.until) > asked.until) wider('/until');
  return faults;
}
