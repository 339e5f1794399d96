import type { FieldFault } from '../../../kernel/domain-error';
import type { ExchangeType } from '../exchange.types';

/** What only messages of these kinds say. Everything else each of them does. */
const ONLY_OF: Readonly<Record<string, readonly ExchangeType[]>> = {
  subject: ['REQUEST', 'NOTICE', 'CORRECTION'],
  legalBasis: ['REQUEST', 'NOTICE', 'CORRECTION'],
  urgency: ['REQUEST', 'NOTICE'],
  dueOn: ['REQUEST'],
  asks: ['REQUEST'],
  routing: ['REQUEST', 'NOTICE'],
  followsUp: ['REQUEST', 'NOTICE'],
  recipientAudienceIds: ['REQUEST', 'NOTICE'],
  extent: ['REPLY'],
  changeReason: ['CORRECTION'],
};

/** Fields of an edit that a draft of this type does not have. */
export function draftFaults(type: ExchangeType, command: object): FieldFault[] {
  return Object.entries(command).flatMap(([field, value]) =>
    value === undefined || (ONLY_OF[field]?.includes(type) ?? true)
      ? []
      : [{ pointer: `/${field}`, code: 'NOT_OF_THIS_TYPE', message: `A ${type} does not say this` }],
  );
}
