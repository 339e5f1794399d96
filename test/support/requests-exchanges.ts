import { by, type RequestCase } from './request-case';

/** Drafts, a second person, corrections, reminders, and how an organisation sends. */
export const EXCHANGES_REQUESTS: Readonly<Record<string, RequestCase>> = {
  'PATCH /v1/exchanges/{id}': by('anna', () => ({ subject: 'Container SMLU4815164, voyage of April' })),
  'POST /v1/exchanges/{id}/submission': by('anna'),
  'POST /v1/exchanges/{id}/approval': by('anna'),
  'POST /v1/exchanges/{id}/return': by('anna', () => ({ reason: 'Name the voyage' })),
  'POST /v1/exchanges/{id}/versions': by('anna', () => ({
    body: 'Who was the consignor, and who paid?',
    reason: 'Half of the question was missing',
  })),
  'POST /v1/exchanges/{id}/reminders': by('anna', () => ({ note: 'The report is due' })),
  'POST /v1/exchange-policies': by('anna', () => ({
    secondPersonFor: [],
    remindDays: 3,
    defaultDueDays: 30,
    reason: 'Directive of the Director General',
  })),
  'POST /v1/exchange-policies/{id}/confirmation': by('anna'),
};
