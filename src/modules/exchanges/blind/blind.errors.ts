import { defineErrors } from '../../../kernel/domain-error';

export const BLIND = defineErrors('BLIND', {
  UNMATCHABLE: {
    kind: 'invalid',
    title: 'These identifiers cannot be asked for',
    advice:
      'Send whole identifiers of at least four letters or digits: no gaps and no wildcards; POST /v1/firearms/search takes those.',
  },
  REASON_NAMES_IDENTIFIER: {
    kind: 'invalid',
    title: 'The reason names an identifier of the query',
    advice: 'The reason is shown to holders and kept in clear: say why you ask, not for what.',
  },
  TOO_FAST: {
    kind: 'too_many',
    title: 'Your organisation has asked too often within this minute',
    advice: 'Put many identifiers (up to 10,000) into one query, and try again after the time in Retry-After.',
  },
  BUDGET_SPENT: {
    kind: 'too_many',
    title: "Your organisation's budget for blind queries is spent for today",
    advice: 'GET /v1/blind-budget shows it. It begins anew at midnight UTC; an access administrator can change it.',
  },
  SOURCE_UNCLEAR: {
    kind: 'invalid',
    title: 'Say from where the identifiers are to be taken, in one way',
    advice: 'Give exactly one of `recordIds`, `recordKind` and `lines`; `kinds` goes with the first two.',
  },
  RECORD_UNKNOWN: {
    kind: 'invalid',
    title: 'No such record of your own',
    advice: 'Only records your own organisation submitted, and that you can see, can be published from.',
  },
  NOTHING_TO_PUBLISH: {
    kind: 'rule',
    title: 'There is nothing that could be matched',
    advice: 'The reasons say what was left out. Whole identifiers of at least four letters or digits can be published.',
  },
  TOO_MANY: {
    kind: 'rule',
    title: 'Too many identifiers for one set',
    advice: 'Publish from fewer records at a time; one set holds up to 100,000 identifiers.',
  },
  TERMS_REFUSED: {
    kind: 'rule',
    title: 'These terms do not hold',
    advice: 'The reasons say which one, and what would.',
  },
  ALREADY_WANTED: {
    kind: 'rule',
    title: 'Nobody who could be asked is known yet',
    advice: 'Contact was asked for before. Whoever accepts shows here, and can then be sent a request.',
  },
  NO_CONTACT_WANTED: {
    kind: 'rule',
    title: 'There is no contact to accept or decline',
    advice: 'The querier has not asked for contact, or it was answered before.',
  },
});
