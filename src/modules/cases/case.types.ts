export const CASE_STATUSES = ['OPEN', 'UNDER_REVIEW', 'CLOSED'] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

export const CASE_EVENTS = ['review', 'close', 'reopen'] as const;
export type CaseEvent = (typeof CASE_EVENTS)[number];

/** What a person says of a link. What was rejected is not walked in that case. */
export const LINK_VERDICTS = ['CONFIRMED', 'REJECTED', 'UNSURE'] as const;
export type LinkVerdict = (typeof LINK_VERDICTS)[number];
