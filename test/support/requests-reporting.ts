import { by, type RequestCase } from './request-case';

/** Reports of inspections to others, and by when they are owed. */
export const REPORTING_REQUESTS: Readonly<Record<string, RequestCase>> = {
  'POST /v1/inspections/{id}/reports': by('anna', () => ({
    kind: 'INITIAL',
    omissions: [
      { code: 'GROUNDS_MISSING', reason: 'Being established' },
      { code: 'PLACE_MISSING', reason: 'Withheld by the court' },
      { code: 'COOPERATION_MISSING', reason: 'Being established' },
    ],
  })),
  'GET /v1/inspections/{id}/reports': by('anna'),
  'GET /v1/inspection-reports/{id}': by('anna'),
  'GET /v1/inspection-reports/{id}/document': by('anna', undefined, { query: '?format=pdf&lang=fr' }),
  'POST /v1/inspection-reports/{id}/withdrawal': by('anna', () => ({ because: 'Issued for the wrong container' })),
  'GET /v1/inspection-reports/duties/{id}': by('anna'),
  'POST /v1/inspection-reports/duties/{id}/extensions': by('anna', () => ({
    dueOn: new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10),
    reason: 'The laboratory has asked for more time',
  })),
  'POST /v1/reporting-policies': by('adele', () => ({
    code: 'COOPERATION_DEFAULT',
    label: 'Project policy, not law',
    source: 'Agreed between the liaison offices',
    initialWorkingDays: 5,
    followUpDays: 30,
    countedFrom: 'COMPLETION',
    remindDays: 2,
  })),
  'POST /v1/public-holidays': by('adele', () => ({
    country: 'HT',
    year: 2027,
    month: 3,
    day: 26,
    name: 'Vendredi saint',
    source: 'Calendar of the year',
  })),
};
